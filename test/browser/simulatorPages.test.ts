import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';

import { startCredasSimulator, type CredasSimulator } from '../../sandbox/simulators/credas';
import { startCredoAiSimulator, type CredoAiSimulator } from '../../sandbox/simulators/credoAi';

import { CHROMIUM } from './editor';

let browser: Browser;
let credas: CredasSimulator;
let credoAi: CredoAiSimulator;

beforeAll(async () => {
	browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
	credas = await startCredasSimulator({ timeScale: 0.001 });
	credoAi = await startCredoAiSimulator({ timeScale: 1e-5 });
});

afterAll(async () => {
	await browser.close();
	await credas.close();
	await credoAi.close();
});

const openPage = async (options: BrowserContextOptions = {}) =>
	await (await browser.newContext(options)).newPage();

describe('the pages of the simulators', () => {
	it.each(['light', 'dark'] as const)(
		'need no sideways scrolling on a phone, %s',
		async (scheme) => {
			const longUrl = `http://127.0.0.1:9/webhook/${'0123456789abcdef'.repeat(6)}/credas`;
			credas.setPortal({ monitoringWebhookUrl: longUrl });
			const { id, entityId } = credas.createProcess({ webhookUrl: longUrl });
			await credas.completeProcess(id).finished;
			const page = await openPage({ colorScheme: scheme, viewport: { width: 390, height: 844 } });
			for (const url of [
				credas.origin,
				`${credas.origin}/process/${id}`,
				`${credas.origin}/person/${entityId}`,
				credoAi.origin,
				`${credoAi.origin}/use-cases/${credoAi.useCases()[0]?.id}`,
			]) {
				await page.goto(url);
				const width = await page.evaluate('document.documentElement.scrollWidth');
				expect([url, width]).toEqual([url, 390]);
			}
		},
	);

	it('lead to the editor, the mailbox and the other service', async () => {
		const links = [
			{ label: 'n8n editor', url: 'http://127.0.0.1:5678/' },
			{ label: 'Mailbox', url: 'http://127.0.0.1:1080/' },
		];
		credas.linkTo(...links, { label: 'Credo AI', url: credoAi.origin });
		const page = await openPage();
		const { id } = credas.createProcess();
		for (const url of [credas.origin, `${credas.origin}/process/${id}`]) {
			await page.goto(url);
			for (const { label, url } of links) {
				const target = await page.getByRole('link', { name: label }).getAttribute('href');
				expect([label, target]).toEqual([label, url]);
			}
		}
	});

	it('show what became of a call without a reload, and keep what a person types', async () => {
		const { id } = credas.createProcess({ webhookUrl: 'http://127.0.0.1:9/gone' });
		const page = await openPage();
		await page.goto(`${credas.origin}/process/${id}`);
		await page.evaluate('window.isSamePage = true');
		credas.completeProcess(id);
		await page.getByText('ECONNREFUSED, gave up').waitFor();
		expect(await page.evaluate('window.isSamePage')).toBe(true);

		await page.goto(credas.origin);
		await page.getByLabel('Title').fill('Check of Dana');
		credas.createProcess({ title: 'Another process' });
		await page.waitForTimeout(2000);
		expect(await page.getByLabel('Title').inputValue()).toBe('Check of Dana');
	});
});
