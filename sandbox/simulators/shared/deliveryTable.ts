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

/** `delivered 200` in its colour: the state and the answer that led to it. */
export function deliveryBadge({ state, attempts }: Delivery): Html {
	const answer = attempts.find(isAccepted) ?? attempts.at(-1);
	const text = answer?.status ?? answer?.fault ?? '';
	return badge(`${state} ${text}`.trim(), tones[state]);
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
