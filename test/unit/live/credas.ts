import { checkCredas } from '../../../live/check';
import { entriesOf } from '../../../live/shape';
import {
	journeys,
	startCredasSimulator,
	type CredasSimulator,
} from '../../../sandbox/simulators/credas';

import { page, withMembers, type OtherFact } from './disguise';

const guid = '5b9c1d9e-0000-4000-8000-000000000001';
const ofEach = (changes: Record<string, unknown>) => (given: unknown) =>
	entriesOf(given).map(withMembers(changes));

/** Every fact that a question can show to be otherwise, and an answer that does. */
export const otherCredas: OtherFact[] = [
	['A wrong key', { path: /journeys/, header: ['x-api-key', 'not-a-key'], status: 403 }],
	['The list of journeys', { path: /journeys/, body: (given) => ({ items: given }) }],
	['An unknown process', { path: /00000000-0000-4000/, status: 500 }],
	['Headers about limits', { path: /journeys/, headers: { 'ratelimit-limit': '10' } }],
	['An unknown person', { path: /entities\/00000000/, status: 200, body: () => ({}) }],
	['The words of a refusal', { path: /00000000.*details/, body: () => ({ problem: 1 }) }],
	['The length of a list', { path: /journeys/, headers: { link: '</journeys?page=2>; rel=next' } }],
	['GET /processes/{id}', { path: /\/processes\/[^/]+$/, status: 405, body: () => '' }],
	['The details of a process', { path: /details$/, body: withMembers({ id: guid }) }],
	['The details of a process', { path: /details$/, body: withMembers({ status: '2' }) }],
	['People in the details', { path: /details$/, body: withMembers({ processTasks: [] }) }],
	['Times in the details', { path: /details$/, body: withMembers({ dateCompleted: '3 May' }) }],
	['The status of a completed process', { path: /details$/, body: withMembers({ status: 7 }) }],
	['A deleted process', { path: /details$/, status: 410 }],
	[
		'The magic link of a person in a process',
		{ path: /magic-link$/, status: 200, body: () => ({ url: 'https://example.com' }) },
	],
	[
		'The journey, the title and the client in the details',
		{ path: /details$/, body: withMembers({ title: null }) },
	],
	['The status of a process as a number', { path: /details$/, body: withMembers({ status: 42 }) }],
	['The active checks of a person', { path: /active-checks/, body: () => page }],
	[
		'The dates of active checks',
		{ path: /active-checks/, body: ofEach({ lastCheckedDate: null, requestedDate: null }) },
	],
	['The statuses of active checks', { path: /active-checks/, body: ofEach({ status: 42 }) }],
	['A screening', { path: /sanctions/, method: 'GET', body: withMembers({ status: 9 }) }],
	['A screening', { path: /sanctions/, method: 'GET', body: withMembers({ id: 1 }) }],
	['A person', { path: /entities\/[^/]+$/, body: withMembers({ clientId: guid }) }],
	[
		'The status of a person as a number',
		{ path: /entities\/[^/]+$/, body: withMembers({ status: 4 }) },
	],
	['The summary of a person', { path: /summary/, body: withMembers({ id: guid }) }],
	[
		'The results in a summary',
		{ path: /summary/, body: withMembers({ bankAccountChecks: [{ overallResult: 9 }] }) },
	],
	['The identity verifications of a person', { path: /idv-entries/, body: () => ({}) }],
	['One identity verification', { path: /idv-entries\/[^/]+$/, body: withMembers({ id: guid }) }],
	[
		'The results of an identity verification',
		{ path: /idv-entries$/, body: ofEach({ verificationResult: 9 }) },
	],
	['The PDF report of a person in a process', { path: /pdf-export/, body: () => '"JVBERi0="' }],
	['A report with chosen sections', { path: /pdf-export/, status: 400, body: () => ({}) }],
	['A new process', { path: /\/processes$/, status: 201 }],
	['A process right after it was made', { path: /details$/, status: 404 }],
	[
		'The magic link of somebody new',
		{ path: /magic-link$/, status: 200, body: () => ({ url: 'https://example.com' }) },
	],
	[
		'A magic link without the header of the page',
		{ path: /hideHeader/, status: 400, body: () => ({}) },
	],
	['Expiring an invite that was never sent', { path: /expire-invite/, status: 200 }],
	['A link to a person in the portal', { path: /entity-profile/, body: () => ({}) }],
	['A link to the list of people in the portal', { path: /entity-module/, body: () => ({}) }],
	['A link to a new invite in the portal', { path: /invite-wizard/, body: () => ({}) }],
	['A check of an address', { path: /address-mortality/, body: withMembers({ result: 9 }) }],
	['A check of a bank account', { path: /bank-account/, body: withMembers({ result: null }) }],
	['A bank account with a wrong sort code', { path: /bank-account/, status: 200 }],
	['A check of the land registry', { path: /land-registry/, body: () => ({ id: 1 }) }],
	[
		'A screening for which no matching is chosen',
		{ path: /sanctions/, method: 'POST', body: withMembers({ request: { nameMatching: 1 } }) },
	],
	['A new screening', { path: /sanctions/, method: 'POST', body: withMembers({ status: 9 }) }],
];

/** A portal with a completed process and a deleted one. */
export async function startPortal() {
	const credas = await startCredasSimulator({ timeScale: 0.001 });
	const { id: processId, entityId } = credas.createProcess();
	credas.completeProcess(processId);
	const deletedProcessId = credas.createProcess().id;
	credas.deleteProcess(deletedProcessId);
	return { credas, processId, entityId, deletedProcessId };
}

/** Asks about every fact; reads only, unless told that everything may be tried. */
export async function askCredas(
	{
		credas,
		...ids
	}: Omit<Awaited<ReturnType<typeof startPortal>>, 'credas'> & {
		credas: CredasSimulator;
	},
	{ origin = credas.origin, isAllAllowed = false } = {},
) {
	const { id: journeyId, actors } = journeys.identity;
	const callbackUrl = 'https://tunnel.example.com/callback';
	return await checkCredas({
		origin,
		apiKey: credas.apiKey,
		...ids,
		...(isAllAllowed && {
			mayPay: true,
			portalUser: 'compliance@example.com',
			newProcess: { journeyId, actorId: actors[0].id, callbackUrl },
		}),
	});
}

/** What no question to Credas shows, or nobody may try. */
export const neverSeenAtCredas = [
	'The callback of a process that was deleted',
	'A callback that is not answered',
	'A result update',
	'A monitoring alert',
	'The numbers of a review of a supporting document',
	'The upload of a supporting document',
	'Another invite for somebody who was never invited',
	'A key without permission',
];

/** What can be seen to be so, and never to be otherwise: no check of a person need have the number. */
export const neverOtherwiseAtCredas = ['The number of a data check'];
