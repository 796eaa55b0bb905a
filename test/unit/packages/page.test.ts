import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { pageFor } from '../../../packages/page';
import { services } from '../../../packages/services';
import { PACKAGE_FOLDER } from '../../../sandbox/paths';

const credas = { mark: 'credas', packageName: 'n8n-nodes-credas' } as const;

describe("The page of one service's package", () => {
	it.each([
		['keeps what is about its service', 'a<!-- only credas --> b<!-- /only --> c', 'a b c'],
		['drops what is about the other', 'a<!-- only credo-ai --> b<!-- /only --> c', 'a c'],
		['drops what is about the package with both', 'a<!-- only combined --> b<!-- /only -->', 'a'],
		['shows what the page with both hides', 'a <!-- in credas: b --> c', 'a b c'],
		['does not show what the other one shows', 'a<!-- in credo-ai: b --> c', 'a c'],
		['has its own name', 'install n8n-nodes-credas-credo-ai', 'install n8n-nodes-credas'],
		[
			'keeps the name of the package with both where that is meant',
			'<!-- verbatim -->n8n-nodes-credas-credo-ai<!-- /verbatim --> n8n-nodes-credas-credo-ai',
			'n8n-nodes-credas-credo-ai n8n-nodes-credas',
		],
		['leaves no gap', 'a\n\n<!-- only combined -->\nb\n<!-- /only -->\n\nc', 'a\n\nc'],
		['keeps links within the page', '[a](#b)', '[a](#b)'],
		[
			'links to the repository with both for what is not copied',
			'[a](docs/b.md)',
			'[a](https://github.com/credas-credo-ai/n8n-nodes-credas-credo-ai/blob/main/docs/b.md)',
		],
		[
			'shows pictures from there',
			'![a](docs/b.png)',
			'![a](https://raw.githubusercontent.com/credas-credo-ai/n8n-nodes-credas-credo-ai/main/docs/b.png)',
		],
	])('%s', (_, page, expected) => {
		expect(pageFor(credas, page)).toBe(`${expected}\n`);
	});

	it('links to what is copied by its new place', () => {
		expect(pageFor(credas, '[a](sandbox/b)', { 'sandbox/b': 'c' })).toBe('[a](c)\n');
	});

	it('is refused where a mark is misspelt, rather than published with it', () => {
		expect(() => pageFor(credas, 'a <!-- olny credas -->b<!-- /only -->')).toThrow('olny credas');
	});
});

// What is about one service only needs a mark in README.md or CHANGELOG.md, see packages/page.ts.
describe.each(services)('README and changelog of $packageName', (service) => {
	it.each(['README.md', 'CHANGELOG.md'])('%s says nothing of the other service', (name) => {
		const page = readFileSync(join(PACKAGE_FOLDER, name), 'utf8');
		const aboutAll = /<!-- verbatim -->[\s\S]*?<!-- \/verbatim -->/g;
		const own = pageFor(service, page.replace(aboutAll, ''));
		const other = service.mark === 'credas' ? /credo/i : /credas/i;

		const withoutHome = own.replaceAll('credas-credo-ai/n8n-nodes-credas-credo-ai', '');
		expect(
			withoutHome
				.replaceAll(/credas-credo-ai\//g, '')
				.split('\n')
				.filter((line) => other.test(line)),
		).toEqual([]);
	});
});
