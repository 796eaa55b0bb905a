import { deliveryTable } from '../../shared/deliveryTable';
import { actionButton, badge, html, type Html } from '../../shared/page';
import type { Account } from '../account/account';
import type { Dispatcher } from '../callbacks/dispatcher';
import { describeInviteStatus, nameEntityStatus, ProcessStatus } from '../codes';
import { fullName } from '../entity/entity';
import { journeyOf } from '../journey/journeys';
import {
	type CredasProcess,
	isInvited,
	isOpen,
	type ProcessActor,
	roleOf,
} from '../process/process';

import { checkBadge, credasPage, statusBadge } from './look';

/** One process with everything that its customers can do. */
export function processPage(
	account: Account,
	dispatcher: Dispatcher,
	process: CredasProcess,
): string {
	const deliveries = dispatcher.about(process.id);
	const content = html`<section class="card">${facts(process)}</section>
		${actions(process, dispatcher)}
		<h2>People</h2>
		${process.actors.map((actor) => personCard(process, actor, account))}
		<h2>Callbacks</h2>
		${deliveryTable(deliveries)}`;
	return credasPage(account, process.title, content);
}

function facts(process: CredasProcess): Html {
	return html`<dl>
		<dt>Status</dt>
		<dd>${statusBadge(process)}</dd>
		<dt>Journey</dt>
		<dd>${journeyOf(process).title}</dd>
		<dt>Process</dt>
		<dd><code>${process.id}</code></dd>
		<dt>Completed</dt>
		<dd>${process.dateCompleted ?? 'not yet'}</dd>
		<dt>Callback URL</dt>
		<dd>${process.webhookUrl ?? 'none'}</dd>
	</dl>`;
}

const outcomes = [
	{ outcome: 'pass', tone: 'good' },
	{ outcome: 'refer', tone: 'doubtful' },
	{ outcome: 'fail', tone: 'bad' },
] as const;

function actions(process: CredasProcess, dispatcher: Dispatcher): Html {
	const path = `/process/${process.id}`;
	const completing = outcomes.map(({ outcome, tone }) =>
		actionButton(`Complete as ${outcome}`, `${path}/complete`, { tone, fields: { outcome } }),
	);
	return html`<section class="card actions">
		${isOpen(process) && completing}
		${process.status === ProcessStatus.Complete && actionButton('Reopen', `${path}/reopen`)}
		${dispatcher.canRepeat(process.id) &&
		actionButton('Send the callback again', `${path}/redeliver`)}
		${process.status !== ProcessStatus.Deleted && actionButton('Delete', `${path}/delete`)}
		${process.status === ProcessStatus.Deleted && html`<span class="empty">Deleted.</span>`}
	</section>`;
}

function personCard(process: CredasProcess, actor: ProcessActor, account: Account): Html {
	const entity = account.entity(actor.entityId);
	return html`<section class="card">
		<dl>
			<dt>${roleOf(process, actor)}</dt>
			<dd>
				<strong><a href="/person/${entity.id}">${fullName(entity)}</a></strong> ${badge(
					nameEntityStatus(entity.status),
				)}
			</dd>
			<dt>Entity</dt>
			<dd><code>${entity.id}</code></dd>
			<dt>Reference</dt>
			<dd>${actor.reference ?? entity.reference}</dd>
			<dt>Invites</dt>
			<dd>
				Email: ${describeInviteStatus(actor.emailStatus).toLowerCase()}, SMS:
				${describeInviteStatus(actor.smsStatus).toLowerCase()}
			</dd>
			<dt>Checks</dt>
			<dd>${actor.checks.map((check) => html`<div>${check.name} ${checkBadge(check)}</div>`)}</dd>
		</dl>
		${isInvited(actor) && isOpen(process) && inviteActions(process, actor)}
	</section>`;
}

function inviteActions(process: CredasProcess, actor: ProcessActor): Html {
	const path = `/process/${process.id}`;
	const fields = { entityId: actor.entityId };
	return html`<p class="actions">
		${actionButton('Deliver invite', `${path}/deliver-invite`, { fields })}
		${actor.emailStatus > 0 && actionButton('Open invite', `${path}/open-invite`, { fields })}
		${actionButton('Bounce invite', `${path}/bounce-invite`, { fields })}
	</p>`;
}
