import type { Delivery } from '../../shared/delivery';
import { deliveryTable, withoutQuery } from '../../shared/deliveryTable';
import { actionButton, html, type Html } from '../../shared/page';
import type { Account } from '../account/account';
import type { UseCase, Webhook } from '../account/entries';

import { credoAiPage, riskBadge, stateBadge, useCaseLink, words } from './look';
import { reviewCards } from './reviews';

const shownAtMost = 20;

/** Everything at a glance: use cases, reviews with their tasks, webhooks, deliveries. */
export function overviewPage(account: Account, deliveries: readonly Delivery[]): string {
	const useCases = account.useCases.all();
	const reviews = account.reviews.all();
	return credoAiPage(
		account,
		'AI governance of one tenant',
		html`<p class="note">
				Play the reviewer here: every click changes the account and sends its webhook events.
			</p>
			<h2>Use cases (${useCases.length})</h2>
			${useCaseTable(useCases.slice(0, shownAtMost))} ${shownNote(useCases.length, 'oldest')}
			<h2>Reviews and tasks (${reviews.length})</h2>
			${reviewCards(account, reviews.slice(-shownAtMost))}
			<h2>Webhooks (${account.webhooks.all().length})</h2>
			${webhookTable(account.webhooks.all())}
			<h2>Deliveries (${deliveries.length})</h2>
			${deliveryTable(deliveries.slice(-shownAtMost))} ${shownNote(deliveries.length, 'newest')}`,
	);
}

function shownNote(count: number, which: string): Html {
	return html`${count > shownAtMost && html`<p class="note">The ${shownAtMost} ${which}.</p>`}`;
}

function useCaseTable(useCases: readonly UseCase[]): Html {
	return html`<table>
		<thead>
			<tr>
				<th>No.</th>
				<th>Name</th>
				<th>Risk</th>
				<th>Step</th>
				<th></th>
			</tr>
		</thead>
		<tbody>
			${useCases.map(useCaseRow)}
		</tbody>
	</table>`;
}

function useCaseRow(useCase: UseCase): Html {
	const { attributes, id } = useCase;
	return html`<tr>
		<td>${attributes.use_case_number}</td>
		<td>${useCaseLink(useCase)}</td>
		<td>${riskBadge(attributes.risk_classification_level)}</td>
		<td>${stateBadge(attributes.workflow_stage_step)}</td>
		<td>
			${attributes.in_review
				? stateBadge('in_review')
				: actionButton('Submit for review', `/use-cases/${id}/submit`)}
		</td>
	</tr>`;
}

function webhookTable(webhooks: readonly Webhook[]): Html {
	if (webhooks.length === 0) {
		return html`<p class="empty">None is registered: publish a workflow with the trigger.</p>`;
	}
	return html`<table>
		<thead>
			<tr>
				<th>Description</th>
				<th>Events</th>
				<th>Authentication</th>
				<th>Environment</th>
			</tr>
		</thead>
		<tbody>
			${webhooks.map(webhookRow)}
		</tbody>
	</table>`;
}

function webhookRow({ attributes }: Webhook): Html {
	return html`<tr>
		<td>${attributes.description}<br /><code>${withoutQuery(attributes.url)}</code></td>
		<td>${attributes.event_types.map((name) => html`<code>${name}</code><br />`)}</td>
		<td>${words(attributes.authentication_method)}</td>
		<td>${attributes.environment ?? '–'}</td>
	</tr>`;
}
