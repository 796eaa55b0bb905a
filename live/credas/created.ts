import { judged, notSeen, type Seen } from '../fact';
import { lookOf, type Question, type Service } from '../service';
import { entriesOf, membersOf } from '../shape';

import {
	api,
	detailsOf,
	isLink,
	isNumber,
	notAllowed,
	processOf,
	sending,
	type CredasAccount,
	type CredasFact,
} from './account';

/** What is believed of what is made. */
export const createdFacts: readonly CredasFact[] = [
	{
		about: 'A new process',
		believed: '200 with id and processActors[] with id and entityId',
		otherwise: 'Without an id it is an error that says what to look for in the portal.',
		async look({ service, newProcess }) {
			if (newProcess === undefined) return notAllowed;
			const answer = await service.ask(processToCreate(newProcess));
			const { id, processActors } = membersOf(answer.json);
			const [actor] = entriesOf(processActors).map(membersOf);
			const isWhole =
				typeof id === 'string' && isNumber(actor?.id) && typeof actor?.entityId === 'string';
			return judged(answer.status === 200 && isWhole, lookOf(answer));
		},
	},
	{
		about: 'A process right after it was made',
		believed: 'GET /processes/{id} and its details answer 200 at once',
		otherwise:
			'Who is missing there is looked for in the details, and the outcome is unknown until then.',
		look: withNewProcess(async (service, { processId }) => {
			const answers = [await processOf(service, processId), await detailsOf(service, processId)];
			return judged(
				answers.every(({ status }) => status === 200),
				answers.map(({ status }) => status).join(' and '),
			);
		}),
	},
	{
		about: 'The magic link of somebody new',
		believed: 'a bare JSON text that is a web address',
		otherwise: 'An answer that is not an address is an error that quotes nothing of it.',
		look: withNewProcess(async (service, { processId, entityId }) => {
			const path = `${api}/processes/${processId}/entities/${entityId}/magic-link`;
			const answer = await service.ask({ path });
			return judged(isLink(answer), lookOf(answer));
		}),
	},
	{
		about: 'A magic link without the header of the page',
		believed: 'hideHeader=true gives a link, too (known from third parties only)',
		otherwise: 'The error says what Credas said; without Hide Header there is a link all the same.',
		look: withNewProcess(async (service, { processId, entityId }) => {
			const path = `${api}/processes/${processId}/entities/${entityId}/magic-link?hideHeader=true`;
			const answer = await service.ask({ path });
			return judged(isLink(answer), lookOf(answer));
		}),
	},
	{
		about: 'Expiring an invite that was never sent',
		believed: '400 as documented, or 500 as it was seen',
		otherwise: 'Success is shown as such; any other refusal with what Credas says.',
		look: withNewProcess(async (service, { entityId }) => {
			const answer = await service.ask(sending('PUT', `/entities/${entityId}/expire-invite`));
			return judged([400, 500].includes(answer.status), lookOf(answer));
		}),
	},
	...[
		['A link to a person in the portal', 'entity-profile'] as const,
		['A link to the list of people in the portal', 'entity-module'] as const,
		['A link to a new invite in the portal', 'invite-wizard'] as const,
	].map(
		([about, kind]): CredasFact => ({
			about,
			believed: 'a bare JSON text that is a web address',
			otherwise: 'An answer that is not an address is an error that quotes nothing of it.',
			async look({ service, newProcess, portalUser: emailAddress, entityId }) {
				if (newProcess === undefined) return notAllowed;
				if (emailAddress === undefined || entityId === undefined) {
					return notSeen('needs --portal-user and --entity-id');
				}
				const body = { emailAddress, ...(kind === 'entity-profile' && { entityId }) };
				const answer = await service.ask(sending('POST', `/magic-links/${kind}`, body));
				return judged(isLink(answer), lookOf(answer));
			},
		}),
	),
];

/** For a made-up person who is not contacted. */
function processToCreate({
	journeyId,
	actorId,
	callbackUrl,
}: NonNullable<CredasAccount['newProcess']>): Question {
	const person = {
		firstName: 'Nora',
		surname: 'Example',
		reference: 'live check',
		actorId,
		...{ contactViaEmail: false, contactViaSms: false, inPerson: false },
	};
	const webhookUrl = callbackUrl;
	const processEntities = [person];
	return sending('POST', '/processes', {
		title: 'Live check',
		journeyId,
		webhookUrl,
		processEntities,
	});
}

/** A row about the process that was made for these rows, and the person in it. */
function withNewProcess(
	look: (service: Service, made: { processId: string; entityId: string }) => Promise<Seen>,
): CredasFact['look'] {
	return async ({ service, newProcess }) => {
		if (newProcess === undefined) return notAllowed;
		const { id, processActors } = membersOf((await service.ask(processToCreate(newProcess))).json);
		const [actor] = entriesOf(processActors).map(membersOf);
		return typeof id === 'string' && typeof actor?.entityId === 'string'
			? await look(service, { processId: id, entityId: actor.entityId })
			: notSeen('no process was made');
	};
}
