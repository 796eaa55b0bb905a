import type { FastifyInstance, FastifyReply } from 'fastify';
import { isAccepted, type Attempt, type Delivery } from '../shared/delivery';
import { actionButton, badge, html, page, type Html, type Tone } from '../shared/page';
import {
	CheckStatus,
	describeCheckStatus,
	describeInviteStatus,
	nameEntityStatus,
	nameProcessStatus,
	ProcessStatus,
} from './codes';
import { journeyOf } from './journeys';
import { Refusal } from './problem';
import { isInvited, isOpen, type CredasSimulator } from './simulator';
import { fullName, roleOf, type ActiveCheck, type CredasProcess, type ProcessActor } from './state';

interface ProcessRoute {
	Params: { processId: string };
}

interface ActionRoute extends ProcessRoute {
	Params: { processId: string; action: string };
	Body: { outcome?: string; entityId?: string } | undefined;
}

interface NewProcessRoute {
	Body: { title?: string; callbackUrl?: string } | undefined;
}

interface LandingRoute {
	Querystring: { code?: string };
}

/** The pages on which a person plays the customer. */
export function servePages(server: FastifyInstance, simulator: CredasSimulator): void {
	server.setErrorHandler<Error>(async (error, _request, reply) => {
		reply.code(error instanceof Refusal ? error.status : 400);
		return await show(reply, 'That did not work', html`<p>${error.message}</p>`);
	});

	server.get('/', async (_request, reply) => {
		const { processes } = simulator.state;
		const isWaiting = simulator.deliveries.some(({ state }) => state === 'pending');
		const content = html`${processList(processes, simulator)} ${newProcessForm(processes)}`;
		return await show(reply, 'Processes', content, isWaiting);
	});

	server.post<NewProcessRoute>('/process', async ({ body }, reply) => {
		const { title, callbackUrl } = body ?? {};
		const { id } = simulator.createProcess({
			title: title || undefined,
			webhookUrl: callbackUrl || undefined,
		});
		return await reply.redirect(`/process/${id}`, 303);
	});

	server.get<ProcessRoute>('/process/:processId', async ({ params }, reply) => {
		const process = simulator.state.process(params.processId);
		const deliveries = simulator.deliveriesOf(process.id);
		const isWaiting = deliveries.some(({ state }) => state === 'pending');
		return await show(reply, process.title, processPage(process, simulator), isWaiting);
	});

	server.post<ActionRoute>('/process/:processId/:action', async ({ params, body }, reply) => {
		act(simulator, params.processId, params.action, body ?? {});
		return await reply.redirect(`/process/${params.processId}`, 303);
	});

	server.get<LandingRoute>('/landing', async ({ query }, reply) => {
		const link = simulator.magicLinks.redeem(query.code ?? '');
		if (!link) throw new Refusal(410, 'This link has expired. Ask for a new one.');
		simulator.signIn(link.processId, link.entityId);
		return await reply.redirect(`/process/${link.processId}`, 303);
	});
}

function act(
	simulator: CredasSimulator,
	processId: string,
	action: string,
	{ outcome, entityId }: { outcome?: string; entityId?: string },
): void {
	switch (action) {
		case 'complete':
			return void simulator.completeProcess(processId, toOutcome(outcome));
		case 'reopen':
			return simulator.reopenProcess(processId);
		case 'deliver-invite':
			return void simulator.deliverInvite(processId, entityId);
		case 'open-invite':
			return void simulator.openInvite(processId, entityId);
		case 'bounce-invite':
			return void simulator.bounceInvite(processId, entityId);
		case 'delete':
			return void simulator.deleteProcess(processId);
		case 'redeliver':
			return void simulator.redeliver(processId);
		default:
			throw new Refusal(404);
	}
}

function toOutcome(text?: string): 'pass' | 'refer' | 'fail' {
	const chosen = outcomes.find(({ outcome }) => outcome === text);
	if (!chosen) throw new Refusal(400, 'Choose pass, refer or fail.');
	return chosen.outcome;
}

async function show(
	reply: FastifyReply,
	title: string,
	content: Html,
	isWaiting = false,
): Promise<FastifyReply> {
	const refreshSeconds = isWaiting ? 2 : undefined;
	const service = 'Credas simulator';
	return await reply
		.type('text/html; charset=utf-8')
		.send(page({ service, title, content, accent: '#5a2a82', refreshSeconds }));
}

function processList(processes: readonly CredasProcess[], simulator: CredasSimulator): Html {
	if (processes.length === 0) {
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
			${processes.map((process) => processRow(process, simulator))}
		</tbody>
	</table>`;
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

function processRow(process: CredasProcess, simulator: CredasSimulator): Html {
	const names = process.actors.map(({ entityId }) => fullName(simulator.state.entity(entityId)));
	const deliveries = simulator
		.deliveriesOf(process.id)
		.filter(({ state }) => state !== 'unaddressed');
	return html`<tr>
		<td>
			<a href="/process/${process.id}">${process.title}</a><br />
			<code>${process.id}</code>
		</td>
		<td>${names.join(', ')}</td>
		<td>${statusBadge(process)}</td>
		<td>
			${deliveries.length === 0 && html`<span class="empty">none</span>`}
			${deliveries.map((delivery) => html`<div>${delivery.label} ${answerBadge(delivery)}</div>`)}
		</td>
	</tr>`;
}

function processPage(process: CredasProcess, simulator: CredasSimulator): Html {
	return html`<section class="card">
			<dl>
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
			</dl>
		</section>
		${processActions(process, simulator)}
		<h2>People</h2>
		${process.actors.map((actor) => personCard(process, actor, simulator))}
		<h2>Callbacks</h2>
		${deliveryTable(simulator.deliveriesOf(process.id))}`;
}

const outcomes = [
	{ outcome: 'pass', tone: 'good' },
	{ outcome: 'refer', tone: 'doubtful' },
	{ outcome: 'fail', tone: 'bad' },
] as const;

function processActions(process: CredasProcess, simulator: CredasSimulator): Html {
	const path = `/process/${process.id}`;
	const completing = outcomes.map(({ outcome, tone }) =>
		actionButton(`Complete as ${outcome}`, `${path}/complete`, { tone, fields: { outcome } }),
	);
	return html`<section class="card actions">
		${isOpen(process) && completing}
		${process.status === ProcessStatus.Complete && actionButton('Reopen', `${path}/reopen`)}
		${simulator.canRedeliver(process.id) &&
		actionButton('Send the callback again', `${path}/redeliver`)}
		${process.status !== ProcessStatus.Deleted && actionButton('Delete', `${path}/delete`)}
		${process.status === ProcessStatus.Deleted && html`<span class="empty">Deleted.</span>`}
	</section>`;
}

function personCard(process: CredasProcess, actor: ProcessActor, simulator: CredasSimulator): Html {
	const entity = simulator.state.entity(actor.entityId);
	return html`<section class="card">
		<dl>
			<dt>${roleOf(process, actor)}</dt>
			<dd><strong>${fullName(entity)}</strong> ${badge(nameEntityStatus(entity.status))}</dd>
			<dt>Entity</dt>
			<dd><code>${entity.id}</code></dd>
			<dt>Reference</dt>
			<dd>${actor.reference ?? entity.reference}</dd>
			<dt>Invites</dt>
			<dd>
				E-mail: ${describeInviteStatus(actor.emailStatus).toLowerCase()}, SMS:
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

function deliveryTable(deliveries: readonly Delivery[]): Html {
	if (deliveries.length === 0) return html`<p class="card empty">Nobody was called yet.</p>`;
	return html`<table>
		<thead>
			<tr>
				<th>Callback</th>
				<th>State</th>
				<th>Body</th>
				<th>Answers</th>
			</tr>
		</thead>
		<tbody>
			${[...deliveries].reverse().map(
				(delivery) =>
					html`<tr>
						<td>${delivery.label}</td>
						<td>${answerBadge(delivery)}</td>
						<td><code>${delivery.rawBody}</code></td>
						<td>${delivery.attempts.map(attemptLine)}</td>
					</tr>`,
			)}
		</tbody>
	</table>`;
}

function attemptLine({ startedAt, status, fault, body = '' }: Attempt): Html {
	const time = startedAt.toISOString().slice(11, 19);
	return html`<div><code>${time} ${status ?? fault ?? ''} ${body.slice(0, 80)}</code></div>`;
}

const deliveryTones: Readonly<Partial<Record<Delivery['state'], Tone>>> = {
	pending: 'doubtful',
	delivered: 'good',
	abandoned: 'bad',
	lost: 'bad',
};

function answerBadge({ state, attempts }: Delivery): Html {
	const answer = attempts.find(isAccepted) ?? attempts.at(-1);
	const text = answer?.status ?? answer?.fault ?? '';
	return badge(`${state} ${text}`.trim(), deliveryTones[state]);
}

function statusBadge({ status }: CredasProcess): Html {
	const isComplete = status === ProcessStatus.Complete;
	return badge(nameProcessStatus(status), isComplete ? 'good' : 'accent');
}

function checkBadge({ status }: ActiveCheck): Html {
	return badge(describeCheckStatus(status), checkTones[status]);
}

const checkTones: Readonly<Record<number, Tone>> = {
	[CheckStatus.Pass]: 'good',
	[CheckStatus.Fail]: 'bad',
	[CheckStatus.Refer]: 'doubtful',
	[CheckStatus.ActionRequired]: 'doubtful',
	[CheckStatus.UnderReview]: 'doubtful',
};
