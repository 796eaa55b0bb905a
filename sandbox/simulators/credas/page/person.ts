import { deliveryTable, withoutQuery } from '../../shared/deliveryTable';
import { actionButton, badge, html, type Html } from '../../shared/page';
import type { Account } from '../account/account';
import type { Dispatcher } from '../callbacks/dispatcher';
import { nameEntityStatus } from '../codes';
import { fullName, type Entity } from '../entity/entity';
import { monitoredCheck } from '../entity/monitoring';

import { checkBadge, credasPage } from './look';

/** One person with every check, and what a watch list may find about her. */
export function personPage(account: Account, dispatcher: Dispatcher, entity: Entity): string {
	const deliveries = dispatcher.about(entity.id);
	const content = html`<section class="card">${facts(account, entity)}</section>
		${watchList(account, entity)}
		<h2>Callbacks</h2>
		${deliveryTable(deliveries)}`;
	return credasPage(account, fullName(entity), content);
}

function facts(account: Account, entity: Entity): Html {
	const processes = account.partsOf(entity.id).map(({ process }) => process);
	return html`<dl>
		<dt>Status</dt>
		<dd>${badge(nameEntityStatus(entity.status))}</dd>
		<dt>Entity</dt>
		<dd><code>${entity.id}</code></dd>
		<dt>Reference</dt>
		<dd>${entity.reference}</dd>
		<dt>Processes</dt>
		<dd>
			${processes.length === 0 && html`<span class="empty">none</span>`}
			${processes.map(({ id, title }) => html`<div><a href="/process/${id}">${title}</a></div>`)}
		</dd>
		<dt>Checks</dt>
		<dd>
			${account
				.checksOf(entity)
				.map((check) => html`<div>${check.name} ${checkBadge(check)}</div>`)}
		</dd>
	</dl>`;
}

function watchList(account: Account, entity: Entity): Html {
	const path = `/person/${entity.id}`;
	const { monitoringWebhookUrl } = account.settings;
	const isWatched = monitoredCheck(account, entity) !== undefined;
	return html`<h2>Ongoing monitoring</h2>
		<section class="card">
			<p class="actions">
				${isWatched
					? html`${badge('On a watch list', 'accent')}
						${actionButton('Raise an alert', `${path}/alert`, { tone: 'bad' })}`
					: actionButton('Put on a watch list', `${path}/watch`)}
			</p>
			<p class="note">
				Alerts go to
				${monitoringWebhookUrl === null ? 'nobody yet' : withoutQuery(monitoringWebhookUrl)};
				<a href="/#addresses">the overview</a>
				has the address.
			</p>
		</section>`;
}
