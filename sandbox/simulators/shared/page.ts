/** Text that is HTML already and is not escaped again. */
export class Html {
	constructor(readonly text: string) {}
}

type Part = Html | readonly Part[] | string | number | false | undefined;

/** Template tag for HTML: everything put in is escaped, unless it is Html itself; false and undefined leave nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
	const pieces = texts.map((text, index) => text + toText(parts[index]));
	return new Html(pieces.join(''));
}

function toText(part: Part): string {
	if (part === undefined || part === false) return '';
	if (part instanceof Html) return part.text;
	if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
	return part.map(toText).join('');
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export interface PageOptions {
	/** Shown in the bar on top of every page, e.g. `Credas simulator`. */
	readonly service: string;
	readonly title: string;
	readonly content: Html;
	/** CSS colour of the bar and the buttons. */
	readonly accent?: string;
	/** Loads the page again after so many seconds, e.g. while something is under way. */
	readonly refreshSeconds?: number;
}

/** A whole HTML document in the look that all simulator pages share. */
export function page({
	service,
	title,
	content,
	accent = '#2457a6',
	refreshSeconds,
}: PageOptions): string {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				${refreshSeconds !== undefined &&
				html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
				<title>${title} · ${service}</title>
				<style>
					${new Html(stylesheet(accent))}
				</style>
			</head>
			<body>
				<header><a href="/">${service}</a></header>
				<main>
					<h1>${title}</h1>
					${content}
				</main>
			</body>
		</html>`.text;
}

/** A form of one button that posts to `action`; `fields` go along as hidden values. */
export function actionButton(
	label: string,
	action: string,
	{ fields = {}, tone = 'plain' }: ActionButtonOptions = {},
): Html {
	return html`<form method="post" action="${action}">
		${Object.entries(fields).map(
			([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
		)}
		<button class="${tone}">${label}</button>
	</form>`;
}

interface ActionButtonOptions {
	readonly fields?: Readonly<Record<string, string>>;
	readonly tone?: Tone;
}

/** Colours with a meaning; `accent` marks the main button of a page. */
export type Tone = 'plain' | 'accent' | 'good' | 'doubtful' | 'bad';

/** A small coloured label for a state. */
export function badge(label: string, tone: Tone = 'plain'): Html {
	return html`<span class="badge ${tone}">${label}</span>`;
}

function stylesheet(accent: string): string {
	return `
:root { --accent: ${accent}; --line: #dfe3ea; --soft: #667085; }
* { box-sizing: border-box; }
body { margin: 0; background: #f5f6f9; color: #1d2433; font: 15px/1.5 system-ui, sans-serif; }
body > header { background: var(--accent); padding: 14px 24px; }
body > header a { color: #fff; font-weight: 600; text-decoration: none; }
main { max-width: 1040px; margin: 28px auto; padding: 0 24px; }
h1 { font-size: 24px; margin: 0 0 16px; }
h2 { font-size: 17px; margin: 28px 0 10px; }
a { color: var(--accent); }
.note, .empty { color: var(--soft); }
.card { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px; margin-bottom: 16px; }
.actions { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
form { margin: 0; }
form.fields { display: grid; grid-template-columns: max-content 1fr; gap: 10px 18px; align-items: baseline; }
form.fields input { width: 100%; }
form.fields .note { margin: 4px 0 0; }
button { font: inherit; cursor: pointer; border: 1px solid var(--line); border-radius: 8px; background: #fff; padding: 7px 14px; }
input, select { font: inherit; border: 1px solid var(--line); border-radius: 8px; background: #fff; padding: 6px 10px; }
input:focus, select:focus { outline: 2px solid var(--accent); outline-offset: -1px; }
details summary { cursor: pointer; }
.card > p:first-child { margin-top: 0; }
.card table { margin: 4px 0 14px; }
button:hover { filter: brightness(0.96); }
button.accent { background: var(--accent); border-color: var(--accent); color: #fff; }
button.good { background: #12805c; border-color: #12805c; color: #fff; }
button.doubtful { background: #b8720a; border-color: #b8720a; color: #fff; }
button.bad { background: #b42318; border-color: #b42318; color: #fff; }
table { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
th, td { text-align: left; padding: 9px 14px; border-top: 1px solid var(--line); vertical-align: top; }
th { white-space: nowrap; }
td code { overflow-wrap: anywhere; }
thead th { border-top: 0; background: #fafbfc; color: var(--soft); font-size: 13px; font-weight: 600; }
code { font: 13px/1.45 ui-monospace, monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.badge { display: inline-block; border-radius: 99px; padding: 1px 10px; font-size: 13px; background: #eceff4; color: #344054; white-space: nowrap; }
.badge.accent { background: #e1eafb; color: #1b4587; }
.badge.good { background: #d9f2e7; color: #0b5e43; }
.badge.doubtful { background: #fdeed4; color: #7d4c04; }
.badge.bad { background: #fde2df; color: #8d1a11; }
`;
}
