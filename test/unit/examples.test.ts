import type { INode } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WorkflowDefinition } from '../../sandbox/n8nClient';
import { PACKAGE_FOLDER } from '../../sandbox/paths';

const FOLDER = join(PACKAGE_FOLDER, 'examples');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const read = (file: string) =>
	JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowDefinition;

/** A rectangle on the canvas, in its units. */
interface Area {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const NODE = 96;
/** The name of a node stands below it. */
const NAME = 70;

const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';

function areaOf({ position: [left, top], parameters, type }: INode): Area {
	const [width, height] =
		type === 'n8n-nodes-base.stickyNote'
			? [Number(parameters.width), Number(parameters.height)]
			: [NODE, NODE + NAME];
	return { left, top, right: left + width, bottom: top + height };
}

const PADDING = 12;
const HEADING = { perCharacter: 10.5, perLine: 28, below: 8 };
const PARAGRAPH = { perCharacter: 7.2, perLine: 20, below: 12 };

/** Where the text of a note stands at most: measured in n8n 2.41's editor, and rounded up. */
function textOf(note: INode): Area {
	const area = areaOf(note);
	const width = area.right - area.left - 2 * PADDING - 8;
	const lines = String(note.parameters.content).split('\n');
	const heights = lines.map((line) => {
		const { perCharacter, perLine, below } = line.startsWith('## ') ? HEADING : PARAGRAPH;
		const shown = line.replace(/^## |[*`]/g, '');
		return Math.ceil((shown.length * perCharacter) / width) * perLine + below;
	});
	return { ...area, bottom: area.top + 2 * PADDING + heights.reduce((sum, each) => sum + each, 0) };
}

const overlap = (one: Area, other: Area) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

const contains = (outer: Area, inner: Area) =>
	outer.left <= inner.left &&
	inner.right <= outer.right &&
	outer.top <= inner.top &&
	inner.bottom <= outer.bottom;

/** What n8n's editor calls the credentials that the examples need. */
const CREDENTIALS: Record<string, string> = {
	credasApi: 'Credas API',
	credoAiApi: 'Credo AI API',
	httpBasicAuth: 'Basic Auth',
	n8nApi: 'n8n API',
	slackApi: 'Slack API',
	smtp: 'SMTP',
};

describe.each(files)('The example %s', (file) => {
	const { nodes, connections } = read(file);
	const notes = nodes.filter(isNote);
	const steps = nodes.filter((node) => !isNote(node));
	const inside = (note: INode) => steps.filter((step) => contains(areaOf(note), areaOf(step)));
	const namesOf = (some: INode[]) => some.map(({ name }) => name);

	it('has every node in one note, and no two in one place', () => {
		const homeless = steps.filter((step) => !notes.some((note) => inside(note).includes(step)));
		expect(namesOf(homeless)).toEqual([]);
		const clashes = [notes, steps].flatMap((some) =>
			some.flatMap((one, index) =>
				some.slice(index + 1).filter((other) => overlap(areaOf(one), areaOf(other))),
			),
		);
		expect(namesOf(clashes)).toEqual([]);
	});

	it('covers no text of a note', () => {
		const covering = steps.filter((step) =>
			notes.some((note) => overlap(textOf(note), areaOf(step))),
		);
		expect(namesOf(covering)).toEqual([]);
		const cramped = notes.filter((note) => !contains(areaOf(note), textOf(note)));
		expect(namesOf(cramped)).toEqual([]);
	});

	it('says in each note which credentials to choose', () => {
		const missing = notes.flatMap((note) => {
			const types = new Set(
				inside(note).flatMap(({ credentials = {} }) => Object.keys(credentials)),
			);
			return [...types].filter(
				(type) => !String(note.parameters.content).includes(`**${CREDENTIALS[type]}`),
			);
		});
		expect(missing).toEqual([]);
	});

	it('connects nodes that there are', () => {
		const targets = Object.values(connections).flatMap((outputs) =>
			Object.values(outputs).flatMap((each) =>
				each.flatMap((ends) => (ends ?? []).map(({ node }) => node)),
			),
		);
		const names = namesOf(steps);
		expect(new Set(names).size).toBe(names.length);
		expect(
			[...Object.keys(connections), ...targets].filter((name) => !names.includes(name)),
		).toEqual([]);
	});

	it('uses nothing that n8n 3.0 removes', () => {
		const removed = /\.(function|functionItem|itemLists|executeWorkflow|aiTransform)$/;
		expect(nodes.filter(({ type }) => removed.test(type))).toEqual([]);
		expect(JSON.stringify(nodes)).not.toMatch(/\$getPairedItem|\$evaluateExpression/);
	});

	it('is named in the docs', () => {
		const page = readFileSync(join(PACKAGE_FOLDER, 'docs', 'examples.md'), 'utf8');
		expect(page).toContain(`(../examples/${file})`);
	});
});

describe('The examples together', () => {
	it('have ids of their own, so that all of them can be imported', () => {
		const all = files.flatMap((file) => read(file).nodes);
		const ids = [...all.map(({ id }) => id), ...all.flatMap(({ webhookId }) => webhookId ?? [])];
		const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
		expect(twice).toEqual([]);
		const names = files.map((file) => read(file).name);
		expect(new Set(names).size).toBe(names.length);
	});
});
