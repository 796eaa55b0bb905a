import { deliveryBadge } from '../../shared/deliveryTable';
import { badge, html, type Html } from '../../shared/page';
import type { Account } from '../account/account';
import type { PortalSettings } from '../account/settings';
import type { Dispatcher } from '../callbacks/dispatcher';
import { nameEntityStatus } from '../codes';
import { fullName } from '../entity/entity';
import { monitoredCheck } from '../entity/monitoring';
import type { CredasProcess } from '../process/process';

import { credasPage, statusBadge } from './look';

/** Addresses of published triggers, or of triggers that a person may publish. */
export interface OfferedAddresses extends Partial<Record<PortalAddress, string>> {
	readonly callbackUrl?: string;
}

/** Everything at a glance: the processes with their people and callbacks, and a form for the next customer. */
export function overviewPage(
	account: Account,
	dispatcher: Dispatcher,
	offered: OfferedAddresses,
): string {
	const content = html`<p class="note">
			Play the customer here: create a process, open it, and complete it as pass, refer or fail;
			Credas then calls the callback URL, and the workflow that listens there runs.
		</p>
		${newProcessForm(offered.callbackUrl)}
		<h2>Processes (${account.processes.length})</h2>
		${processTable(account, dispatcher)}
		<h2>People (${account.entities.length})</h2>
		${personTable(account)}
		<h2 id="addresses">Where the portal calls back</h2>
		${addressForm(account.settings, offered)}`;
	return credasPage(account, 'Identity checks of one portal', content);
}

function processTable(account: Account, dispatcher: Dispatcher): Html {
	if (account.processes.length === 0) {
		return html`<p class="card empty">
			No process yet. Create one here, or with the Credas node.
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
	const deliveries = dispatcher.about(process.id);
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

function personTable(account: Account): Html {
	if (account.entities.length === 0) return html`<p class="card empty">Nobody yet.</p>`;
	return html`<table>
		<tbody>
			${account.entities.map(
				(entity) =>
					html`<tr>
						<td><a href="/person/${entity.id}">${fullName(entity)}</a></td>
						<td>${badge(nameEntityStatus(entity.status))}</td>
						<td>${monitoredCheck(account, entity) && badge('On a watch list', 'accent')}</td>
					</tr>`,
			)}
		</tbody>
	</table>`;
}

/** What Credas' technical contact sets for a whole portal; the address of a process is its own. */
function addressForm(settings: PortalSettings, offered: OfferedAddresses): Html {
	const isOffered = addresses.some(({ name }) => settings[name] === null && offered[name]);
	return html`<section class="card">
		<form class="fields" method="post" action="/addresses">
			${addresses.map(
				({ name, label }) =>
					html`<label for="${name}">${label}</label>
						<input
							id="${name}"
							name="${name}"
							type="url"
							value="${settings[name] ?? offered[name] ?? ''}"
						/>`,
			)}
			<span></span>
			<div>
				<button>Save addresses</button>
				<p class="note">
					The production URLs of Credas Triggers that listen to these events. Without one, nobody is
					called.
					${isOffered &&
					'What is filled in belongs to the examples: publish the one you try, then save.'}
				</p>
			</div>
		</form>
	</section>`;
}

const addresses = [
	{ name: 'inviteWebhookUrl', label: 'Invites, bounced ones too' },
	{ name: 'resultWebhookUrl', label: 'Changed results' },
	{ name: 'monitoringWebhookUrl', label: 'Monitoring alerts' },
] as const;

type PortalAddress = (typeof addresses)[number]['name'];

/**
 * Offers the same address each time. The one that was called last may be dead: a test run's, or that of an execution
 * which has gone on.
 */
function newProcessForm(offeredCallbackUrl = ''): Html {
	return html`<h2>Create a process</h2>
		<section class="card">
			<form class="fields" method="post" action="/process">
				<label for="title">Title</label>
				<input id="title" name="title" placeholder="Identity check of a sample customer" />
				<label for="callbackUrl">Callback URL</label>
				<div>
					<input id="callbackUrl" name="callbackUrl" type="url" value="${offeredCallbackUrl}" />
					<p class="note">
						The production URL of a Credas Trigger whose workflow is published. Without one, nobody
						is called.
					</p>
				</div>
				<span></span>
				<div><button class="accent">Create process</button></div>
			</form>
		</section>`;
}
