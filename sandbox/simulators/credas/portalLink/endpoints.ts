import { z, type ZodRawShape } from 'zod';

import { email, flag, guid, optional, read } from '../body';
import type { Call, Endpoint } from '../endpoint';

/** What every link needs: a colleague who may sign in to the portal, and what the page shows. */
const order = ({ account }: Call, more: ZodRawShape = {}) =>
	z.object({
		userGroupId: optional(guid),
		emailAddress: email.refine((given) => account.settings.portalUsers.includes(given), {
			message: 'The user does not exist.',
		}),
		showClientLogo: flag,
		showNavigationMenu: flag,
		showUserProfileButton: flag,
		...more,
	});

/** That a link is a bare JSON string is inferred from the magic link of a customer. */
function answerLink(
	{ account, origin, reply }: Call,
	page: string,
	validForMinutes: number,
): string {
	const link = new URL('/portal', origin);
	link.searchParams.set('code', account.portalLinks.issue(page, validForMinutes));
	reply.type('application/json');
	return JSON.stringify(link.href);
}

/** Credas: "Magic links" articles: links that sign a colleague in to a page of the portal. */
export const portalLinkEndpoints: readonly Endpoint[] = [
	{
		method: 'POST',
		path: '/magic-links/entity-module',
		answer: (call) => {
			read(order(call), call.body);
			return answerLink(call, '/', 10);
		},
	},
	{
		method: 'POST',
		path: '/magic-links/entity-profile',
		answer: (call) => {
			const { entityId } = read(order(call).extend({ entityId: guid }), call.body);
			return answerLink(call, `/person/${call.account.entity(entityId).id}`, 30);
		},
	},
	{
		method: 'POST',
		path: '/magic-links/invite-wizard',
		answer: (call) => {
			const buttons = {
				showViewProfileButton: flag,
				showSendNewInviteButton: flag,
				showCloseButton: flag,
				showLogoutButton: flag,
			};
			read(order(call, buttons), call.body);
			return answerLink(call, '/', 10);
		},
	},
];
