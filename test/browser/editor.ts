import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

import type { Owner } from '../../sandbox/n8nClient';
import { DATA_FOLDER, PACKAGE_FOLDER } from '../../sandbox/paths';
import { waitUntil } from '../../sandbox/waitUntil';

/** A slow machine must not fail a test; what hangs is still ended. */
const PATIENCE_MS = 180_000;

/** How long a click has for its effect before it is made again; each next one has twice as long. */
const FIRST_WAIT_MS = 5_000;

const SIZE = { width: 1280, height: 800 };

/** The frame of an expression's tips, which n8n leaves in the window's corner while it has none to show. */
const EMPTY_TIPS = '#cm-tooltip-container > :empty { visibility: hidden !important; }';

const MESSAGES = '.el-notification { visibility: hidden !important; }';

/** Where Debian and its kin put it, unless told otherwise. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Only for asking: a run that tests leaves the repository as it is. */
const PICTURES =
	process.env.SCREENSHOTS === '1'
		? join(PACKAGE_FOLDER, 'docs', 'images')
		: join(DATA_FOLDER, 'screenshots');

/** n8n's editor in a browser, as its owner sees it. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly origin: string,
	) {}

	/** Opens a browser and signs in at its first page. Throws where there is no Chromium, and says what to do. */
	static async open(origin: string, { email, password }: Owner): Promise<Editor> {
		if (!existsSync(CHROMIUM)) {
			throw new Error(
				`There is no ${CHROMIUM}: install Chromium (Debian: apt-get install chromium), or set CHROMIUM to its path.`,
			);
		}
		const browser = await chromium.launch({
			executablePath: CHROMIUM,
			args: [
				...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
				...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
				'--font-render-hinting=none',
			],
		});
		const settings = { viewport: SIZE, locale: 'en-GB', timezoneId: 'Europe/London' };
		const page = await browser.newPage({ ...settings, reducedMotion: 'reduce' });
		page.setDefaultTimeout(PATIENCE_MS);
		await page.goto(`${origin}/signin`);
		await page.fill('input[name=emailOrLdapLoginId]', email);
		await page.fill('input[name=password]', password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL((url) => !url.pathname.endsWith('/signin'));
		return new Editor(browser, page, origin);
	}

	/** Something that n8n has marked for its own tests, where it can be seen. */
	marked(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]:visible`);
	}

	/**
	 * Acts again until what is waited for comes, and gives it: n8n ignores a click on what it still loads, and closes what
	 * was opened when it loads that again. Throws what the wait throws at last.
	 */
	async until<T>(
		act: (timeout: number) => Promise<void>,
		wait: (timeout: number) => Promise<T>,
	): Promise<T> {
		const deadline = Date.now() + PATIENCE_MS;
		for (let timeout = FIRST_WAIT_MS; ; timeout *= 2) {
			// An act that finds nothing to click is one without an effect: the wait says so.
			await act(timeout).catch(() => undefined);
			try {
				return await wait(timeout);
			} catch (reason) {
				if (Date.now() > deadline) throw reason;
			}
		}
	}

	/** Clicks, again if need be, until something shows or is gone. */
	async click(
		target: Locator,
		effect: Locator,
		wanted: 'visible' | 'hidden' = 'visible',
	): Promise<void> {
		await this.until(
			async (timeout) => await target.click({ timeout }),
			async (timeout) => await effect.first().waitFor({ state: wanted, timeout }),
		);
	}

	/** Opens the list of nodes on an empty canvas, and gives the field to search it by. */
	async openNodeList(): Promise<Locator> {
		await this.page.goto(`${this.origin}/workflow/new`);
		const search = this.marked('node-creator-search-bar');
		await this.click(this.marked('canvas-plus-button'), search);
		return search;
	}

	/** Opens a workflow on its canvas. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.origin}/workflow/${id}`);
		await this.page.locator('[data-test-id=canvas-node]').first().waitFor();
	}

	/** Opens the panel of a node on the canvas. */
	async openNode(name: string): Promise<void> {
		const node = this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
		await this.until(
			async (timeout) => await node.dblclick({ timeout }),
			async (timeout) => await this.marked('ndv').waitFor({ timeout }),
		);
	}

	/** Enters a text into a field of the panel or form, by its parameter's name. */
	async enter(parameter: string, text: string): Promise<void> {
		await this.marked(`parameter-input-${parameter}`).locator('input').fill(text);
	}

	/** Chooses from the list of a field until the field shows it, by its parameter's name. */
	async choose(parameter: string, choice: string): Promise<void> {
		const item = this.marked('parameter-input-item').filter({ hasText: choice });
		await this.until(
			async (timeout) => {
				await this.openChoices(parameter, timeout);
				await item.click({ timeout });
			},
			async (timeout) => await this.shows(parameter, choice, timeout),
		);
	}

	/** Opens the list of a field until it shows the choice, and gives all that it shows. */
	async choicesOf(parameter: string, choice: string): Promise<string[]> {
		return await this.listed(
			'parameter-input-item',
			choice,
			async (timeout) => await this.openChoices(parameter, timeout),
		);
	}

	/** Waits until a field with a list shows a choice, by its parameter's name. */
	async shows(parameter: string, choice: string, timeoutMs = PATIENCE_MS): Promise<void> {
		await waitUntil({
			what: `“${choice}” in the field ${parameter}`,
			timeoutMs,
			look: async () => (await this.field(parameter).inputValue()) === choice || undefined,
		});
	}

	/** Opens the list of a resource locator until it shows the choice, and gives all that it shows. */
	async openList(parameter: string, choice: string): Promise<string[]> {
		return await this.listed('rlc-item', choice, async (timeout) => {
			if (await this.marked('resource-locator-dropdown').isVisible()) return;
			await this.locator(parameter).blur({ timeout });
			await this.locator(parameter).click({ timeout });
		});
	}

	/** Chooses from the list of a resource locator until the field shows it. */
	async chooseFromList(parameter: string, choice: string): Promise<void> {
		await this.until(
			async (timeout) => {
				await this.openList(parameter, choice);
				await this.marked('rlc-item').filter({ hasText: choice }).click({ timeout });
			},
			async (timeout) =>
				await waitUntil({
					what: `“${choice}” in the field ${parameter}`,
					timeoutMs: timeout,
					look: async () => (await this.chosenFromList(parameter)) === choice || undefined,
				}),
		);
	}

	/** Gives what a resource locator shows as chosen. */
	async chosenFromList(parameter: string): Promise<string> {
		return await this.locator(parameter).inputValue();
	}

	/** Shows the output of the open node field by field; n8n otherwise keeps to the view that was chosen last. */
	async showOutputFields(): Promise<void> {
		await this.marked('output-panel').locator('[data-test-id=radio-button-schema]').click();
	}

	/** A field of the open node's output with its value, after {@link showOutputFields}. */
	outputField(name: string): Locator {
		return this.marked('output-panel')
			.locator('[data-test-id=run-data-schema-item]')
			.filter({ has: this.page.getByText(name, { exact: true }) })
			.first();
	}

	/** Closes the form of a credential. */
	async closeForm(): Promise<void> {
		await this.page.locator('.el-dialog__headerbtn:visible').last().click();
		await this.marked('credential-edit-dialog').waitFor({ state: 'detached' });
	}

	/** Takes a picture of the whole window, always of one size, by default without the messages that come and go. */
	async picture(name: string, { withMessages = false } = {}): Promise<void> {
		await mkdir(PICTURES, { recursive: true });
		await this.page.mouse.move(SIZE.width / 2, 0);
		await this.page.screenshot({
			path: join(PICTURES, `${name}.png`),
			animations: 'disabled',
			caret: 'hide',
			style: withMessages ? EMPTY_TIPS : EMPTY_TIPS + MESSAGES,
		});
	}

	private locator(parameter: string): Locator {
		return this.marked(`resource-locator-${parameter}`).locator('[data-test-id=rlc-input]');
	}

	private field(parameter: string): Locator {
		return this.marked(`parameter-input-${parameter}`).locator('input');
	}

	/** Opens the list of a field, unless it is open. */
	private async openChoices(parameter: string, timeout: number): Promise<void> {
		const field = this.field(parameter);
		if ((await field.getAttribute('aria-expanded', { timeout })) === 'true') return;
		await field.click({ timeout });
	}

	/** Opens a list until it shows the choice, and gives all that it shows. */
	private async listed(
		items: string,
		choice: string,
		open: (timeout: number) => Promise<void>,
	): Promise<string[]> {
		return await this.until(
			open,
			async (timeout) =>
				await waitUntil({
					what: `“${choice}” in a list`,
					timeoutMs: timeout,
					look: async () => {
						const texts = await this.marked(items).allInnerTexts();
						return texts.some((text) => text.includes(choice)) ? texts : undefined;
					},
				}),
		);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
