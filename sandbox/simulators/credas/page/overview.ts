import { deliveryBadge } from '../../shared/deliveryTable';
import { html, type Html } from '../../shared/page';
import { fullName, type Account } from '../account/account';
import type { CredasProcess } from '../account/entries';
import type { Dispatcher } from '../callbacks/dispatcher';

import { credasPage, statusBadge } from './look';

/** Everything at a glance: the processes with their people and callbacks, and a form for the next customer. */
export function overviewPage(account: Account, dispatcher: Dispatcher): string {
	const { processes } = account;
	const isWaiting = dispatcher.sender.deliveries.some(({ state }) => state === 'pending');
	const content = html`${processTable(account, dispatcher)} ${newProcessForm(processes)}`;
	return credasPage('Processes', content, isWaiting);
}

function processTable(account: Account, dispatcher: Dispatcher): Html {
	if (account.processes.length === 0) {
		return html`<p class="card empty">
			No process yet. Create one with the Credas node, or run the example workflow.
		</p>`;
	}
	return html`<table>
		<thead>
			<tr>
				<th>Process</th>
				<th>People</th>
				<th>Status</th>
				<th>Callbacks</th>
			</tr>
		</thead>
		<tbody>
			${account.processes.map((process) => processRow(process, account, dispatcher))}
		</tbody>
	</table>`;
}

function processRow(process: CredasProcess, account: Account, dispatcher: Dispatcher): Html {
	const names = process.actors.map(({ entityId }) => fullName(account.entity(entityId)));
	const deliveries = dispatcher.about(process).filter(({ state }) => state !== 'unaddressed');
	return html`<tr>
		<td>
			<a href="/process/${process.id}">${process.title}</a><br />
			<code>${process.id}</code>
		</td>
		<td>${names.join(', ')}</td>
		<td>${statusBadge(process)}</td>
		<td>
			${deliveries.length === 0 && html`<span class="empty">none</span>`}
			${deliveries.map((delivery) => html`<div>${delivery.label} ${deliveryBadge(delivery)}</div>`)}
		</td>
	</tr>`;
}

/** The address that was called last is offered again: most often the next customer goes the same way. */
function newProcessForm(processes: readonly CredasProcess[]): Html {
	const callbackUrl = processes.find(({ webhookUrl }) => webhookUrl)?.webhookUrl ?? '';
	return html`<h2>Send another customer</h2>
		<section class="card">
			<form class="actions" method="post" action="/process">
				<input name="title" placeholder="Title" aria-label="Title" />
				<input
					name="callbackUrl"
					size="60"
					placeholder="Callback URL: the Credas Trigger’s production URL"
					aria-label="Callback URL"
					value="${callbackUrl}"
				/>
				<button class="accent">Create process</button>
			</form>
		</section>`;
}
