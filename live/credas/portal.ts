import { judged, notSeen } from '../fact';
import { lookOf } from '../service';
import { entriesOf, membersOf } from '../shape';

import { api, detailsOf, entityOf, isNumber, unknownId, type CredasFact } from './account';

/** What is believed of the portal as a whole. */
export const portalFacts: readonly CredasFact[] = [
	{
		about: 'A wrong key',
		believed: '401 (one article says 403)',
		otherwise: 'Both 401 and 403 are told as a credential that Credas does not accept.',
		async look({ service }) {
			const headers = { 'X-API-KEY': 'not-a-key' };
			const answer = await service.ask({ path: `${api}/journeys`, headers });
			return judged(answer.status === 401, lookOf(answer));
		},
	},
	{
		about: 'The list of journeys',
		believed: 'a bare JSON list with id, title and actors[].id',
		otherwise: 'From List and the check of a journey are errors; an id entered by hand goes on.',
		async look({ service }) {
			const answer = await service.ask({ path: `${api}/journeys` });
			const [journey] = entriesOf(answer.json).map(membersOf);
			const [actor] = entriesOf(journey?.actors).map(membersOf);
			if (Array.isArray(answer.json) && journey === undefined) return notSeen('the list is empty');
			const isList = answer.status === 200 && Array.isArray(answer.json);
			return judged(
				isList && typeof journey?.id === 'string' && isNumber(actor?.id),
				lookOf(answer),
			);
		},
	},
	{
		about: 'An unknown process',
		believed: '404',
		otherwise: 'A read-back that gets anything but 404 or 410 answers 503 and starts nothing.',
		async look({ service }) {
			const answer = await detailsOf(service, unknownId);
			return judged(answer.status === 404, lookOf(answer));
		},
	},
	{
		about: 'Headers about limits',
		believed: 'none: no limit is documented',
		otherwise: 'Only 429 and Retry-After are followed, whatever else is said.',
		async look({ service }) {
			const { headerNames } = await service.ask({ path: `${api}/journeys` });
			const limits = headerNames.filter((name) => /rate|limit|retry|quota/i.test(name));
			return judged(limits.length === 0, limits.length === 0 ? 'none' : limits.join(', '));
		},
	},
	{
		about: 'An unknown person',
		believed: '404',
		otherwise: 'A monitoring alert about somebody who cannot be read gets 503 and starts nothing.',
		async look({ service }) {
			const answer = await entityOf(service, unknownId);
			return judged(answer.status === 404, lookOf(answer));
		},
	},
	{
		about: 'The words of a refusal',
		believed: 'JSON with a message, a title or an error, a text, or nothing',
		otherwise: 'The error of the node shows the status alone.',
		async look({ service }) {
			const answer = await detailsOf(service, unknownId);
			if (answer.status < 400) return notSeen(`it was not refused: ${answer.status}`);
			const { message, title, error } = membersOf(answer.json);
			const isSaid = [message, title, error, answer.json].some((said) => typeof said === 'string');
			return judged(isSaid || answer.bytes.length === 0, lookOf(answer));
		},
	},
	{
		about: 'The length of a list',
		believed: 'a list comes whole: no header speaks of pages',
		otherwise: 'The pages after the first are not read.',
		async look({ service }) {
			const { headerNames } = await service.ask({ path: `${api}/journeys` });
			const pages = headerNames.filter((name) => /^link$|page|total|count|range/i.test(name));
			return judged(pages.length === 0, pages.length === 0 ? 'no such header' : pages.join(', '));
		},
	},
];
