import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FaultEffect } from '../../sandbox/simulators/shared/misbehaviour';
import '../engine/engine';
import { hurry, shortenPauses } from '../engine/shortWaits';

import { faults, type FaultRow } from './faults';
import { credasKinds, credoAiKinds, type RequestKind } from './requestKinds';

/** Checked in, so that a changed cell is seen in review; written again where WRITE_FAULTS is set. */
const tableFile = join(__dirname, '../../docs/faults.md');

const services = [
	{ service: 'Credas', kinds: credasKinds() },
	{ service: 'Credo AI', kinds: credoAiKinds() },
];

const headingOf = ({ name }: FaultRow) => `## The service ${name}`;

const isWriting = process.env.WRITE_FAULTS !== undefined;

const made = new Map<FaultRow, string>();
let checkedIn = '';

beforeAll(async () => {
	checkedIn = await readFile(tableFile, 'utf8').catch(() => '');
});

// A test that was given up must not leave its faults to the next.
afterEach(() => jest.restoreAllMocks());

afterAll(async () => {
	if (isWriting) await writeFile(tableFile, newPage());
});

/** The page with what was just made; the rest of it stays. */
const newPage = () => {
	const sections = faults.flatMap((fault) => made.get(fault) ?? sectionIn(checkedIn, fault) ?? []);
	return [introduction, ...sections].join('\n\n') + '\n';
};

const sectionIn = (page: string, fault: FaultRow) =>
	page
		.split(/\n\n(?=## )/)
		.find((section) => section.startsWith(`${headingOf(fault)}\n`))
		?.trimEnd();

const introduction = `# What a fault comes to

For every fault of a service, and for every kind of request, this is what the user gets: the result, or the message and
its advice; for a callback, what the service is answered. “Once” is a fault of the first such request alone, “always” one
of all of them. “Done” means that the result was the same as without a fault, and that nothing was created twice.

A test in \`test/faults\` makes this page with n8n's own engine and the simulated services and compares it with
what is checked in. \`WRITE_FAULTS=1 npm run test:faults\` writes it again.`;

/** Whether the service does its work all the same: what creates is hit hardest so, what changes if the answer is empty. */
function isWorkDone({ created, changes }: RequestKind, effect: FaultEffect): boolean {
	if (effect.kind !== 'status') return created !== undefined;
	if (effect.status === 200 && effect.body === undefined)
		return created !== undefined || changes === true;
	return created !== undefined && (effect.status < 300 || effect.status >= 500);
}

const requestsOf = ({ simulator, method, path }: RequestKind) => {
	const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
	return simulator().requests.filter((it) => it.method === method && pattern.test(it.path)).length;
};

async function cellOf(kind: RequestKind, fault: FaultRow, expected: unknown, times: number) {
	const { faults: waiting, origin } = kind.simulator();
	const effect = fault.effect();
	const { method, path } = kind;
	const after = isWorkDone(kind, effect) ? 'work' : 'request';
	const [requestsBefore, createdBefore] = [requestsOf(kind), kind.created?.() ?? 0];

	waiting.add({ method, path, times, after, effect });
	const outcome = await kind.run();
	waiting.clear();

	const created = (kind.created?.() ?? 0) - createdBefore;
	expect(created).toBeLessThanOrEqual(1);
	const sent = requestsOf(kind) - requestsBefore;
	const counted =
		fault.isBusy && sent > 3 ? 'many requests' : `${sent} request${sent === 1 ? '' : 's'}`;
	// In a hurry, what has seconds for all of its requests may give up at any of them.
	const requests = fault.isSlow && kind.isBounded ? 'some requests' : counted;
	if ('told' in outcome) return `${requests}: ${outcome.told.replaceAll(origin, '(Base URL)')}`;

	// Nothing that went wrong is called right.
	expect([kind.name, outcome.result]).toEqual([kind.name, expected]);
	if (kind.created) expect(created).toBe(1);
	return `Done, ${requests}`;
}

async function healthyResultOf(kind: RequestKind, fault: FaultRow): Promise<unknown> {
	await kind.prepare?.(fault.report);
	const healthy = await kind.run();
	if ('result' in healthy) return healthy.result;
	throw new Error(`Without a fault, ${kind.name}: ${healthy.told}`);
}

async function rowOf(kind: RequestKind, fault: FaultRow, expected: unknown): Promise<string> {
	const once = await cellOf(kind, fault, expected, 1);
	const always = await cellOf(kind, fault, expected, Number.POSITIVE_INFINITY);
	const cells = [kind.name, once, always === once ? 'the same' : always];
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

async function tableOf({ service, kinds }: (typeof services)[number], fault: FaultRow) {
	const concerned = kinds.filter(({ isFile }) => fault.report === undefined || isFile);
	const expected = await Promise.all(
		concerned.map(async (kind) => await healthyResultOf(kind, fault)),
	);
	const endWaits = fault.isSlow ? hurry() : shortenPauses();
	const mend = fault.onMachine?.();
	const rows = await Promise.all(
		concerned.map(async (kind, index) => await rowOf(kind, fault, expected[index])),
	).finally(() => {
		mend?.();
		endWaits();
	});
	return rows.length === 0
		? []
		: ['', `| ${service} | Once | Always |`, '| --- | --- | --- |', ...rows];
}

it.each(faults.map((fault) => [headingOf(fault).slice(3), fault] as const))(
	'%s: each request ends as the table says',
	async (_, fault) => {
		const lines = [headingOf(fault), ''];
		for (const service of services) lines.push(...(await tableOf(service, fault)));
		const section = lines.join('\n').replace('\n\n\n', '\n\n').trimEnd();
		made.set(fault, section);

		if (!isWriting) expect(section).toBe(sectionIn(checkedIn, fault));
	},
);

it('the table has no other rows', () => {
	const headings = checkedIn.match(/^## .*/gm);
	if (!isWriting) expect(headings).toEqual(faults.map(headingOf));
});
