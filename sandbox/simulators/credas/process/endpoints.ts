import type { Call, Endpoint } from '../endpoint';
import { Refusal } from '../refusal';

import { describeDetails, describeProcess } from './answers';
import { deleteProcess, startProcess } from './changes';
import { readProcessOrder } from './order';
import { actorOf, isOpen, type CredasProcess } from './process';

export const processEndpoints: readonly Endpoint[] = [
	{
		method: 'POST',
		path: '/processes',
		answer: ({ account, body }) =>
			describeProcess(startProcess(account, readProcessOrder(body, account)), account),
	},
	{
		method: 'GET',
		path: '/processes/:processId',
		answer: (call) => {
			const { settings, completionLag } = call.account;
			if (settings.processEndpoint !== 'present') throw new Refusal(settings.processEndpoint);
			return describeProcess(completionLag.seen(processOf(call)), call.account);
		},
	},
	{
		method: 'GET',
		path: '/processes/:processId/details',
		answer: (call) =>
			describeDetails(call.account.completionLag.read(processOf(call)), call.account),
	},
	{
		method: 'DELETE',
		path: '/processes/:processId',
		answer: (call) => void deleteProcess(call.account, processOf(call)),
	},
	{
		method: 'GET',
		path: '/processes/:processId/entities/:entityId/magic-link',
		answer: (call) => {
			const process = processOf(call);
			const { entityId } = actorOf(process, call.id('entityId'));
			if (!isOpen(process)) throw new Refusal(400, 'The process is not open.');
			call.reply.type('application/json');
			return JSON.stringify(magicLink(process, entityId, call).href);
		},
	},
];

/** Leads to the page of the process. */
function magicLink({ id }: CredasProcess, entityId: string, { account, origin, query }: Call): URL {
	const link = new URL('/landing', origin);
	link.searchParams.set('registrationCode', account.entity(entityId).registrationCode);
	link.searchParams.set('code', account.magicLinks.issue({ processId: id, entityId }, 30));
	if (query.hideHeader !== undefined) link.searchParams.set('hideHeader', query.hideHeader);
	return link;
}

const processOf = ({ account, id }: Call): CredasProcess => account.visibleProcess(id('processId'));
