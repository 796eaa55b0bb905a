import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import { PACKAGE_FOLDER } from '../sandbox/paths';

import { services, type Service } from './services';

const HOME = 'https://github.com/credas-credo-ai/n8n-nodes-credas-credo-ai';
const RAW = 'https://raw.githubusercontent.com/credas-credo-ai/n8n-nodes-credas-credo-ai/main';
const COMBINED_NAME = /n8n-nodes-credas-credo-ai/g;

/** The pages that answer their question for each service, under a heading that is its name. */
const SHARED_PAGES = [
	'CHANGELOG.md',
	'docs/action-nodes.md',
	'docs/examples.md',
	'docs/permissions.md',
	'docs/privacy.md',
	'docs/proof.md',
	'docs/troubleshooting.md',
];

/** The pages about one service alone. */
const OWN_PAGES: Record<Service['mark'], string[]> = {
	credas: ['docs/credas.md', 'docs/evidence.md'],
	'credo-ai': ['docs/credo-ai.md'],
};

/**
 * The pages of one service's package by their paths in it: the README that was written for it, and its part of the
 * pages here.
 */
export function pagesOf(service: Service): Record<string, string> {
	const pages: Record<string, string> = {
		'README.md': readPage(`packages/${service.mark}/README.md`),
	};
	const copied = [...SHARED_PAGES, ...OWN_PAGES[service.mark]];
	const isThere = (path: string) =>
		[...copied, 'README.md', 'LICENSE', 'examples'].includes(path) || path.startsWith('examples/');
	for (const path of copied) {
		const part = withoutSections(readPage(path), headingsOfOthers(service));
		pages[path] = withLinks(part.replace(COMBINED_NAME, service.packageName), path, isThere);
	}
	return pages;
}

function headingsOfOthers({ title }: Service): string[] {
	const others = services.map((each) => each.title).filter((each) => each !== title);
	return [...others, services.map((each) => each.title).join(' and '), 'Development'];
}

/** Leaves out each section with one of these headings, together with the sections below it. */
export function withoutSections(page: string, headings: string[]): string {
	let inCode = false;
	let leftOut = Infinity;
	const lines = page.split('\n').filter((line) => {
		if (line.startsWith('```')) inCode = !inCode;
		const [, marks = '', text = ''] = /^(#+) (.+)$/.exec(line) ?? [];
		if (!inCode && marks !== '' && marks.length <= leftOut) {
			leftOut = headings.includes(text) ? marks.length : Infinity;
		}
		return leftOut === Infinity;
	});
	return `${lines.join('\n').trimEnd()}\n`;
}

/**
 * Lets the links to files that are not there lead to the repository of the package with both.
 *
 * @param path of the page, which links are relative to
 */
export function withLinks(page: string, path: string, isThere: (path: string) => boolean): string {
	return page.replace(
		/(!?\[[^\]]*\])\(([^)#\s]+)(#[^)]*)?\)/g,
		(whole, text, target, anchor = '') => {
			const file = posix.join(posix.dirname(path), target);
			if (/^https?:/.test(target) || isThere(file)) return whole;
			const place = text.startsWith('!') ? `${RAW}/${file}` : `${HOME}/blob/main/${file}`;
			return `${text}(${place}${anchor})`;
		},
	);
}

function readPage(path: string): string {
	return readFileSync(join(PACKAGE_FOLDER, path), 'utf8');
}
