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

/**
 * Gives a text for people of a description that may be the state of Credo AI's editor (Lexical, JSON text with a
 * `root`): one line per paragraph, list entries with their mark. Any other text comes back as it is.
 */
export function plainText(description: string): string {
	const root = asRecord(asRecord(parseJson(description))?.root);
	return root ? textOf(root).trim() : description;
}

function textOf(value: unknown): string {
	const node = asRecord(value) ?? {};
	if (typeof node.text === 'string') return node.text;
	if (node.type === 'linebreak') return '\n';
	if (node.type === 'list') return listText(node);

	const children = asList(node.children);
	if (node.type === 'tablerow') return children.map(textOf).join('\t');
	return children.some(isBlock) ? children.map(textOf).join('\n') : children.map(textOf).join('');
}

const isBlock = (node: unknown) => blockTypes.has(String(asRecord(node)?.type));

function listText(list: UnknownRecord): string {
	const first = asInteger(list.start) ?? 1;
	let entries = 0;
	const lines = asList(list.children).map((entry) => {
		// A list inside a list is wrapped in an entry of its own, which has no mark.
		if (asList(asRecord(entry)?.children).some(isList)) return indented(textOf(entry));
		const mark = list.listType === 'number' ? `${first + entries++}.` : '-';
		return `${mark} ${textOf(entry)}`;
	});
	return lines.join('\n');
}

const isList = (node: unknown) => asRecord(node)?.type === 'list';

const indented = (text: string) => text.replace(/^/gm, '  ');
