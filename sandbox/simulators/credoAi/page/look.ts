import { badge, type Html, html, page, type Tone } from '../../shared/page';
import type { Account } from '../account/account';
import type { UseCase } from '../account/entries';

const riskNames = ['High', 'Medium', 'Low', 'None'] as const;

const riskTones: readonly Tone[] = ['bad', 'doubtful', 'good', 'plain'];

const stateTones: Readonly<Record<string, Tone>> = {
	approved: 'good',
	approve: 'good',
	clear: 'good',
	done: 'good',
	rejected: 'bad',
	reject: 'bad',
	change_request: 'doubtful',
	in_progress: 'accent',
	evidence_collection: 'accent',
};

/** A page of this simulator. */
export function credoAiPage({ pageLinks: links }: Account, title: string, content: Html): string {
	return page({ service: 'Credo AI simulator', title, content, accent: '#4b2fb5', links });
}

/** A state in words with its colour: `in_progress` becomes "in progress". */
export function stateBadge(state: string): Html {
	return badge(words(state), stateTones[state] ?? 'plain');
}

export function riskBadge(level: number | null): Html {
	if (level === null) return badge('not set');
	return badge(riskNames[level] ?? String(level), riskTones[level] ?? 'plain');
}

export function useCaseLink({ id, attributes }: UseCase): Html {
	return html`<a href="/use-cases/${id}">${attributes.name}</a>`;
}

/** A list to choose from, with what is chosen now. */
export function choice(
	name: string,
	options: ReadonlyArray<readonly [value: string, label: string]>,
	chosen: string,
): Html {
	return html`<select name="${name}" aria-label="${name}">
		${options.map(([value, label]) =>
			value === chosen
				? html`<option value="${value}" selected>${label}</option>`
				: html`<option value="${value}">${label}</option>`,
		)}
	</select>`;
}

export const riskOptions = riskNames.map((label, level) => [String(level), label] as const);

/** "Rhea Reviewer", or a dash where the user is gone. */
export function userName(account: Account, id: string | undefined): string {
	const user = account.users.find(id ?? '');
	return user ? `${user.attributes.given_name} ${user.attributes.family_name}` : '–';
}

/** "12:05:31" out of an ISO time. */
export function timeOfDay(iso: string): string {
	return iso.slice(11, 19);
}

export function words(name: string): string {
	return name.replaceAll('_', ' ');
}

/** One line of text and a button that sends it. */
export function textForm(action: string, placeholder: string, button: string): Html {
	return html`<form method="post" action="${action}" class="actions">
		<input name="content" placeholder="${placeholder}" aria-label="${placeholder}" required />
		<button>${button}</button>
	</form>`;
}

/** Says why a click changed nothing. */
export function refusalPage(account: Account, detail: string): string {
	return credoAiPage(
		account,
		'Nothing was changed',
		html`<div class="card">
			<p>Credo AI refuses this: ${detail}.</p>
			<p><a href="/">Back to the overview</a></p>
		</div>`,
	);
}
