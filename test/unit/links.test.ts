import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import { pagesOf } from '../../packages/pages';
import { services } from '../../packages/services';
import { PACKAGE_FOLDER } from '../../sandbox/paths';

type Pages = Map<string, string>;

const docs = readdirSync(join(PACKAGE_FOLDER, 'docs')).filter((name) => name.endsWith('.md'));
const pathsHere = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	...docs.map((name) => `docs/${name}`),
];
const here: Pages = new Map(
	pathsHere.map((path) => [path, readFileSync(join(PACKAGE_FOLDER, path), 'utf8')]),
);

/** The heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(' ', '-');

const anchorsOf = (page: string) =>
	[...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** The links of a page that lead nowhere within its repository. */
function deadLinksOf(path: string, pages: Pages): string[] {
	const links = [...(pages.get(path) ?? '').matchAll(/\]\(([^)#\s]*)(?:#([^)]*))?\)/g)];
	return links.flatMap(([link, target = '', anchor]) => {
		if (/^https?:/.test(target)) return [];
		const file = target === '' ? path : posix.join(posix.dirname(path), target);
		const page = pages.get(file);
		if (page === undefined) {
			const isFile = !file.endsWith('.md') && existsSync(join(PACKAGE_FOLDER, file));
			return isFile ? [] : [link];
		}
		return anchor === undefined || anchorsOf(page).includes(anchor) ? [] : [link];
	});
}

const repositories: Array<[string, Pages]> = [
	['this repository', here],
	...services.map((service): [string, Pages] => [
		service.packageName,
		new Map(Object.entries(pagesOf(service))),
	]),
];

describe.each(repositories)('The pages of %s', (_, pages) => {
	it('have no dead link', () => {
		const dead = [...pages.keys()].flatMap((path) => deadLinksOf(path, pages));
		expect(dead).toEqual([]);
	});

	it('hide nothing in comments', () => {
		const hiding = [...pages].filter(([, page]) => page.includes('<!--'));
		expect(hiding.map(([path]) => path)).toEqual([]);
	});
});

it('names every example workflow on the page that says which to choose', () => {
	const page = here.get('docs/examples.md') ?? '';
	const missing = readdirSync(join(PACKAGE_FOLDER, 'examples')).filter(
		(file) => !page.includes(`(../examples/${file})`),
	);
	expect(missing).toEqual([]);
});

it('keeps README and CONTRIBUTING short enough to be read', () => {
	const linesOf = (path: string) => here.get(path)?.split('\n').length;
	expect(linesOf('README.md')).toBeLessThanOrEqual(250);
	expect(linesOf('CONTRIBUTING.md')).toBeLessThanOrEqual(130);
});
