import { isAccepted, type Attempt, type Delivery } from './delivery';
import { badge, html, type Html, type Tone } from './page';

const shownAnswerCharacters = 80;

/** What was sent to whom, newest first, and what came of it. */
export function deliveryTable(deliveries: readonly Delivery[]): Html {
	if (deliveries.length === 0) return html`<p class="card empty">Nobody was called yet.</p>`;
	return html`<table>
		<thead>
			<tr>
				<th>Callback</th>
				<th>To</th>
				<th>State</th>
				<th>Answers</th>
			</tr>
		</thead>
		<tbody>
			${[...deliveries].reverse().map(deliveryRow)}
		</tbody>
	</table>`;
}

type Progress = Pick<Delivery, 'state' | 'attempts'>;

/** What became of a callback, in words and in their colour, e.g. `409, will try again`. */
export function deliveryBadge(delivery: Progress): Html {
	return badge(inWords(delivery), tones[delivery.state]);
}

function inWords({ state, attempts }: Progress): string {
	const { status, fault = '' } = attempts.find(isAccepted) ?? attempts.at(-1) ?? {};
	const answer = status ?? fault;
	switch (state) {
		case 'pending':
			return attempts.length === 0 ? 'being sent' : `${answer}, will try again`;
		case 'delivered':
			return `delivered, ${answer}`;
		case 'abandoned':
			return `${answer}, gave up`;
		case 'lost':
			return 'lost on the way';
		case 'unaddressed':
			return 'not sent: no address set';
		case 'ended':
			return 'called off';
	}
}

/** An address without its query, which may carry a secret. */
export function withoutQuery(url: string): string {
	const [address = ''] = url.split('?', 1);
	return address === url ? url : `${address}?…`;
}

const tones: Readonly<Partial<Record<Delivery['state'], Tone>>> = {
	pending: 'doubtful',
	delivered: 'good',
	abandoned: 'bad',
	lost: 'bad',
	unaddressed: 'doubtful',
};

function deliveryRow(delivery: Delivery): Html {
	return html`<tr>
		<td>
			<details>
				<summary>${delivery.label.replaceAll('_', ' ')}</summary>
				<code>${delivery.rawBody}</code>
			</details>
		</td>
		<td><code>${withoutQuery(delivery.url)}</code></td>
		<td>${deliveryBadge(delivery)}</td>
		<td>${delivery.attempts.map(attemptLine)}</td>
	</tr>`;
}

function attemptLine({ startedAt, status, fault, body = '', durationMs }: Attempt): Html {
	const time = startedAt.toISOString().slice(11, 19);
	const answer = status ?? fault ?? 'no answer';
	return html`<div>
		<code>${time} ${answer} ${body.slice(0, shownAnswerCharacters)}</code>
		<span class="note">${durationMs} ms</span>
	</div>`;
}
