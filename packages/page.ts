import type { Service } from './services';

const HOME = 'https://github.com/credas-credo-ai/n8n-nodes-credas-credo-ai';
const RAW = 'https://raw.githubusercontent.com/credas-credo-ai/n8n-nodes-credas-credo-ai/main';
const COMBINED_NAME = /n8n-nodes-credas-credo-ai/g;

const ONLY = /<!-- only (\S+) -->([\s\S]*?)<!-- \/only -->/g;
const INSTEAD = /<!-- in (\S+):\s([\s\S]*?)\s-->/g;
const VERBATIM = /<!-- verbatim -->([\s\S]*?)<!-- \/verbatim -->/g;

/**
 * Makes the page of one service's package out of the page of the package with both. HTML comments, which no reader
 * sees, mark the differences:
 *
 * - `<!-- only credas -->…<!-- /only -->` stays in the page of that package alone (`combined` for the one with both);
 * - `<!-- in credas: … -->` shows its text in the page of that package alone;
 * - within `<!-- verbatim -->…<!-- /verbatim -->` the package with both keeps its name, which is elsewhere replaced.
 *
 * @param copied links within the repository whose targets are copied too, by what they are called in the copy; all
 *   other links lead to the repository of the package with both
 * @throws when a mark is left over, e.g. because it is misspelt
 */
export function pageFor(
	{ mark, packageName }: Pick<Service, 'mark' | 'packageName'>,
	page: string,
	copied: Record<string, string> = {},
): string {
	const chosen = page
		.replace(ONLY, (_, only: string, text: string) => (only === mark ? text : ''))
		.replace(INSTEAD, (_, only: string, text: string) => (only === mark ? text : ''));
	const named = chosen
		.split(VERBATIM)
		.map((text, index) => (index % 2 === 1 ? text : text.replace(COMBINED_NAME, packageName)))
		.join('');
	const leftOver = /<!--.*/.exec(named);
	if (leftOver !== null) throw new Error(`No package makes anything of the mark ${leftOver[0]}`);
	return withoutGaps(withLinks(named, copied));
}

function withLinks(page: string, copied: Record<string, string>): string {
	return page.replace(
		/(!?)\[([^\]]*)\]\(([^)]+)\)/g,
		(whole, image: string, text: string, target: string) => {
			if (/^(https?:|#|mailto:)/.test(target)) return whole;
			const place =
				copied[target] ?? (image === '' ? `${HOME}/blob/main/${target}` : `${RAW}/${target}`);
			return `${image}[${text}](${place})`;
		},
	);
}

/** What was taken out leaves lines of nothing behind. */
function withoutGaps(page: string): string {
	return `${page
		.replace(/[ \t]+$/gm, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim()}\n`;
}
