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

/** Where the bar on top of a page leads to, e.g. n8n's editor. */
export interface PageLink {
	readonly label: string;
	readonly url: string;
}

export interface PageOptions {
	/** Shown in the bar on top of every page, e.g. `Credas simulator`. */
	readonly service: string;
	readonly title: string;
	readonly content: Html;
	/** CSS colour of the bar and the buttons. */
	readonly accent?: string;
	/** What the bar on top leads to besides the overview. */
	readonly links?: readonly PageLink[];
}

/** A whole HTML document in the look that all simulator pages share. It shows what changes without a reload. */
export function page({
	service,
	title,
	content,
	accent = '#2457a6',
	links = [],
}: PageOptions): string {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>${title} · ${service}</title>
				<style>
					${new Html(stylesheet(accent))}
				</style>
			</head>
			<body>
				<header>
					<a href="/">${service}</a>
					<nav>
						${links.map(({ label, url }) => html`<a href="${url}" target="_blank">${label}</a>`)}
					</nav>
				</header>
				<main>
					<h1>${title}</h1>
					${content}
				</main>
				<script>
					${new Html(keepUpToDate)};
				</script>
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

/** Looks for changes every second, and leaves the page alone while a person types. */
const keepUpToDate = `
const isTouched = (field) =>
	field === document.activeElement ||
	(field.tagName === 'SELECT'
		? [...field.options].some((option) => option.selected !== option.defaultSelected)
		: field.value !== field.defaultValue);
setInterval(async () => {
	const main = document.querySelector('main');
	if (document.hidden || [...main.querySelectorAll('input, select')].some(isTouched)) return;
	const answer = await fetch(location.href).catch(() => undefined);
	if (!answer?.ok) return;
	const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
	const opened = [...main.querySelectorAll('details')].map(({ open }) => open);
	const added = fresh.querySelectorAll('details').length - opened.length;
	fresh.querySelectorAll('details').forEach((each, index) => {
		if (opened[index - added]) each.open = true;
	});
	if (fresh.innerHTML !== main.innerHTML) main.replaceWith(fresh);
}, 1000);
`;

function stylesheet(accent: string): string {
	return `
:root {
	color-scheme: light dark; --accent: ${accent}; --bar: ${accent}; --line: #dfe3ea; --soft: #5a6579; --page: #f5f6f9;
	--card: #fff; --head: #fafbfc; --ink: #1d2433; --plain: #eceff4; --plain-ink: #344054; --accent-soft: #e1eafb; --accent-ink: #1b4587;
	--good-soft: #d9f2e7; --good-ink: #0b5e43; --doubtful-soft: #fdeed4; --doubtful-ink: #7d4c04; --bad-soft: #fde2df; --bad-ink: #8d1a11;
}
@media (prefers-color-scheme: dark) {
	:root {
		--accent: color-mix(in oklab, ${accent} 45%, white); --line: #343c4b; --soft: #a3aec0; --page: #12161e; --card: #1b212c;
		--head: #222936; --ink: #e6eaf1; --plain: #2c3442; --plain-ink: #cfd6e2; --accent-soft: #203457; --accent-ink: #b7cffb;
		--good-soft: #103b2d; --good-ink: #8fe3c1; --doubtful-soft: #45310c; --doubtful-ink: #f7cf8a; --bad-soft: #4a1a16; --bad-ink: #f9b4ae;
	}
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
body > header { background: var(--bar); padding: 14px 24px; display: flex; flex-wrap: wrap; gap: 4px 20px; }
body > header a { color: #fff; font-weight: 600; text-decoration: none; }
body > header nav { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-left: auto; }
body > header nav a { font-weight: 400; text-decoration: underline; }
main { max-width: 1040px; margin: 28px auto; padding: 0 24px; overflow-wrap: anywhere; }
h1 { font-size: 24px; margin: 0 0 16px; }
h2 { font-size: 17px; margin: 28px 0 10px; }
a { color: var(--accent); }
.note, .empty { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px; margin-bottom: 16px; }
.actions { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
form { margin: 0; }
form.fields { display: grid; grid-template-columns: max-content 1fr; gap: 10px 18px; align-items: baseline; }
form.fields input { width: 100%; }
form.fields .note { margin: 4px 0 0; }
button { font: inherit; color: inherit; cursor: pointer; border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 7px 14px; }
input, select { font: inherit; color: inherit; border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 6px 10px; max-width: 100%; }
input:focus, select:focus { outline: 2px solid var(--accent); outline-offset: -1px; }
details summary { cursor: pointer; }
.card > p:first-child { margin-top: 0; }
.card table { margin: 4px 0 14px; }
button:hover { filter: brightness(0.96); }
button.accent { background: var(--bar); border-color: var(--bar); color: #fff; }
button.good { background: #12805c; border-color: #12805c; color: #fff; }
button.doubtful { background: #9a5f07; border-color: #9a5f07; color: #fff; }
button.bad { background: #b42318; border-color: #b42318; color: #fff; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
th, td { text-align: left; padding: 9px 14px; border-top: 1px solid var(--line); vertical-align: top; }
th { white-space: nowrap; }
thead th { border-top: 0; background: var(--head); color: var(--soft); font-size: 13px; font-weight: 600; }
code { font: 13px/1.45 ui-monospace, monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.badge { display: inline-block; border-radius: 99px; padding: 1px 10px; font-size: 13px; background: var(--plain); color: var(--plain-ink); white-space: nowrap; }
.badge.accent { background: var(--accent-soft); color: var(--accent-ink); }
.badge.good { background: var(--good-soft); color: var(--good-ink); }
.badge.doubtful { background: var(--doubtful-soft); color: var(--doubtful-ink); }
.badge.bad { background: var(--bad-soft); color: var(--bad-ink); }
@media (max-width: 640px) {
	body > header { padding: 12px 16px; }
	body > header nav { margin-left: 0; }
	main { margin: 18px auto; padding: 0 16px; }
	.card { padding: 14px; }
	form.fields, dl { grid-template-columns: minmax(0, 1fr); gap: 4px; }
	dd, form.fields > div { margin-bottom: 8px; }
	.badge { white-space: normal; }
	table, tbody, tr, td { display: block; }
	thead { display: none; }
	td { border-top: 0; padding: 3px 12px; }
	td:empty { display: none; }
	tr { border-top: 1px solid var(--line); padding: 8px 0; }
	tbody tr:first-child { border-top: 0; }
}
`;
}
