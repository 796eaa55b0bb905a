import { pagesOf, withLinks, withoutSections } from '../../../packages/pages';
import { services } from '../../../packages/services';

describe('A page without the sections of others', () => {
	it.each([
		['leaves out such a section', '# A\na\n## B\nb', '# A\na\n'],
		['goes on after it', '## B\nb\n## C\nc', '## C\nc\n'],
		['leaves out what stands below it', '## B\nb\n### D\nd\n## C\nc', '## C\nc\n'],
		['takes no line of code for a heading', '## A\n```\n# B\n```\na', '## A\n```\n# B\n```\na\n'],
		['keeps a heading that only begins so', '## B and C\nb', '## B and C\nb\n'],
	])('%s', (_, page, expected) => {
		expect(withoutSections(page, ['B'])).toBe(expected);
	});
});

describe('The links of a copied page', () => {
	const isThere = (path: string) => path === 'docs/b.md';

	it.each([
		['stay where the file is copied too', '[b](b.md#c)', '[b](b.md#c)'],
		['stay within the page', '[b](#b)', '[b](#b)'],
		['stay on the web', '[b](https://example.com/b)', '[b](https://example.com/b)'],
		[
			'lead to the repository with both otherwise',
			'[e](../bench/e.json#f)',
			'[e](https://github.com/credas-credo-ai/n8n-nodes-credas-credo-ai/blob/main/bench/e.json#f)',
		],
		[
			'show pictures from there',
			'![e](images/e.png)',
			'![e](https://raw.githubusercontent.com/credas-credo-ai/n8n-nodes-credas-credo-ai/main/docs/images/e.png)',
		],
	])('%s', (_, page, expected) => {
		expect(withLinks(page, 'docs/a.md', isThere)).toBe(expected);
	});
});

// What is about one service only needs a heading that is its name, see docs/releasing.md.
describe.each(services)('The pages of $packageName', (service) => {
	it.each(Object.entries(pagesOf(service)))('%s says nothing of the other service', (_, page) => {
		const other = service.mark === 'credas' ? /credo/i : /credas/i;
		const own = page.replaceAll(/credas-credo-ai\/(n8n-nodes-credas-credo-ai)?/g, '');
		expect(own.split('\n').filter((line) => other.test(line))).toEqual([]);
	});
});
