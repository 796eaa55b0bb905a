import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import type { Path } from '../../shared/requestPath';
import type { Account } from '../account/account';
import { changeSettings } from '../account/settings';
import { optional, read, webUrl } from '../body';
import type { Dispatcher } from '../callbacks/dispatcher';
import type { Entity } from '../entity/entity';
import { bounceInvite, deliverInvite, openInvite } from '../entity/invite';
import { addToWatchList, raiseMonitoringAlert } from '../entity/monitoring';
import {
	completeProcess,
	deleteProcess,
	reopenProcess,
	signIn,
	startProcess,
} from '../process/changes';
import { readProcessOrder } from '../process/order';
import type { CredasProcess } from '../process/process';
import { sampleOrder } from '../process/sampleOrder';
import { Refusal } from '../refusal';

import { refusalPage } from './look';
import { overviewPage, type OfferedAddresses } from './overview';
import { personPage } from './person';
import { processPage } from './process';

interface LandingPath {
	Querystring: { code?: string };
}

export interface PageParts {
	readonly account: Account;
	readonly dispatcher: Dispatcher;
	/** What the forms have in their fields where nothing is set. */
	readonly offered: () => OfferedAddresses;
}

/** The pages where a person plays the other side: the customers who finish their checks. */
export function pageRoutes(
	pages: FastifyInstance,
	{ account, dispatcher, offered }: PageParts,
): void {
	pages.addHook('onRequest', async (_request, reply) => {
		reply.type('text/html; charset=utf-8');
	});
	pages.setErrorHandler<Error>(async (fault, _request, reply) => {
		reply.code(fault instanceof Refusal ? fault.status : 400).type('text/html; charset=utf-8');
		return refusalPage(account, reasonOf(fault));
	});

	pages.get('/', async () => overviewPage(account, dispatcher, offered()));
	pages.get<Path<'processId'>>('/process/:processId', async ({ params }) =>
		processPage(account, dispatcher, account.process(params.processId)),
	);
	pages.get<LandingPath>('/landing', async ({ query }, reply) => {
		const link = account.magicLinks.redeem(query.code ?? '');
		if (!link) throw new Refusal(410, 'This link has expired. Ask for a new one.');
		signIn(account, account.visibleProcess(link.processId), link.entityId);
		return await reply.redirect(`/process/${link.processId}`, 303);
	});

	pages.get<LandingPath>('/portal', async ({ query }, reply) => {
		const page = account.portalLinks.redeem(query.code ?? '');
		if (!page) throw new Refusal(410, 'This link has expired. Ask for a new one.');
		return await reply.redirect(page, 303);
	});
	pages.get<Path<'entityId'>>('/person/:entityId', async ({ params }) =>
		personPage(account, dispatcher, account.entity(params.entityId)),
	);

	const onPersonClick = (
		action: string,
		change: (entity: Entity, form: unknown) => unknown,
	): void => {
		pages.post<Path<'entityId'>>(`/person/:entityId/${action}`, async ({ params, body }, reply) => {
			change(account.entity(params.entityId), body);
			return await reply.redirect(`/person/${params.entityId}`, 303);
		});
	};
	onPersonClick('watch', (entity) => addToWatchList(account, entity));
	onPersonClick('alert', (entity) => raiseMonitoringAlert(account, entity));

	pages.post('/addresses', async ({ body }, reply) => {
		changeSettings(account.settings, forms.addresses(body));
		return await reply.redirect('/', 303);
	});

	pages.post('/process', async ({ body }, reply) => {
		const { title, callbackUrl: webhookUrl } = forms.newProcess(body);
		const order = readProcessOrder(sampleOrder({ title, webhookUrl }), account);
		return await reply.redirect(`/process/${startProcess(account, order).id}`, 303);
	});

	const onClick = (
		action: string,
		change: (process: CredasProcess, form: unknown) => unknown,
	): void => {
		pages.post<Path<'processId'>>(
			`/process/:processId/${action}`,
			async ({ params, body }, reply) => {
				change(account.process(params.processId), body);
				return await reply.redirect(`/process/${params.processId}`, 303);
			},
		);
	};

	onClick('complete', (process, form) =>
		completeProcess(account, process, forms.completion(form).outcome),
	);
	onClick('reopen', (process) => reopenProcess(account, process));
	onClick('delete', ({ id }) => deleteProcess(account, account.visibleProcess(id)));
	onClick('redeliver', (process) => dispatcher.repeat(process.id, account.settings));
	onClick('deliver-invite', (process, form) =>
		deliverInvite(account, { process, ...forms.person(form) }),
	);
	onClick('open-invite', (process, form) =>
		openInvite(account, { process, ...forms.person(form) }),
	);
	onClick('bounce-invite', (process, form) =>
		bounceInvite(account, { process, ...forms.person(form) }),
	);
}

function reasonOf(fault: Error): string {
	const errors = fault instanceof Refusal ? Object.values(fault.errors ?? {}).flat() : [];
	return errors.length > 0 ? errors.join(' ') : fault.message;
}

const newProcess = z.object({ title: z.string(), callbackUrl: z.string() }).partial();
const completion = z.object({ outcome: z.enum(['pass', 'refer', 'fail']) });
const addresses = z.object({
	inviteWebhookUrl: optional(webUrl),
	resultWebhookUrl: optional(webUrl),
	monitoringWebhookUrl: optional(webUrl),
});
const person = z.object({ entityId: z.string() }).partial();

/** What the page's forms send; a field left empty is left out. Each throws a Refusal (400) for what no form of the page sends. */
const forms = {
	newProcess: (body: unknown) => read(newProcess, withoutEmpty(body)),
	completion: (body: unknown) => read(completion, withoutEmpty(body)),
	person: (body: unknown) => read(person, withoutEmpty(body)),
	addresses: (body: unknown) => read(addresses, withoutEmpty(body)),
};

function withoutEmpty(form: unknown): object {
	return Object.fromEntries(Object.entries(form ?? {}).filter(([, value]) => value !== ''));
}
