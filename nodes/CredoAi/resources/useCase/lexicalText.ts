import {
	asInteger,
	asList,
	asRecord,
	parseJson,
	type UnknownRecord,
} from '../../../shared/values/unknownInput';

const blockTypes = new Set([
	'paragraph',
	'heading',
	'quote',
	'list',
	'listitem',
	'code',
	'table',
	'tablerow',
]);

/** The longest text that is given, in characters, and the deepest that lists are indented; more is for no reader. */
const [longestText, deepestIndentation] = [100_000, 10];

/**
 * Gives a text for people of a description that may be the state of Credo AI's editor (Lexical, JSON text with a
 * `root`): one line per paragraph, list entries with their mark. Any other text comes back as it is. Takes time in
 * proportion to the description, however deep it is nested.
 */
export function plainText(description: string): string {
	const root = asRecord(asRecord(parseJson(description))?.root);
	return root ? textOf(root) : description;
}

/** What is still to be written: a text, a node of the editor's state, or how much further in the next lines stand. */
type Step = string | number | UnknownRecord;

function textOf(root: UnknownRecord): string {
	const lines = new Lines();
	const todo: Step[] = [root];
	for (let step = todo.pop(); step !== undefined && !lines.isFull; step = todo.pop()) {
		if (typeof step === 'string') lines.write(step);
		else if (typeof step === 'number') lines.indentation += step;
		else for (const next of stepsOf(step).reverse()) todo.push(next);
	}
	return lines.text();
}

function stepsOf(node: UnknownRecord): Step[] {
	if (typeof node.text === 'string') return [node.text];
	if (node.type === 'linebreak') return ['\n'];
	const children = asList(node.children).map((child) => asRecord(child) ?? {});
	if (node.type === 'list') return listSteps(node, children);
	if (node.type === 'tablerow')
		return children.flatMap((child, index) => after('\t', child, index));
	if (!children.some(({ type }) => blockTypes.has(String(type)))) return children;
	return children.flatMap((child, index) => after('\n', child, index));
}

const after = (separator: string, child: UnknownRecord, index: number): Step[] =>
	index === 0 ? [child] : [separator, child];

function listSteps(list: UnknownRecord, children: UnknownRecord[]): Step[] {
	const first = asInteger(list.start) ?? 1;
	let entries = 0;
	return children.flatMap((entry, index): Step[] => {
		const lineBreak = index === 0 ? [] : ['\n'];
		// A list inside a list is wrapped in an entry of its own, which has no mark.
		if (asList(entry.children).some(isList)) return [...lineBreak, 1, entry, -1];
		const mark = list.listType === 'number' ? `${first + entries++}. ` : '- ';
		return [...lineBreak, mark, entry];
	});
}

const isList = (node: unknown) => asRecord(node)?.type === 'list';

/** Lines of text, each as far in as it says when it begins. */
class Lines {
	indentation = 0;

	private readonly parts: string[] = [];

	private length = 0;

	private isAtStart = true;

	get isFull(): boolean {
		return this.length > longestText;
	}

	write(text: string): void {
		text.split('\n').forEach((line, index) => {
			if (index > 0) this.add('\n');
			if (line === '') return;
			if (this.isAtStart) this.add('  '.repeat(Math.min(this.indentation, deepestIndentation)));
			this.add(line);
			this.isAtStart = false;
		});
	}

	private add(part: string): void {
		this.parts.push(part);
		this.length += part.length;
		if (part === '\n') this.isAtStart = true;
	}

	text(): string {
		const text = this.parts.join('').trim();
		return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
	}
}
