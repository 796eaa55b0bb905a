import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import { additionalFieldsOf, shownWhen } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import type { Operation, Resource } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import type { CredasClient } from '../../client/client';
import { linkIn } from '../../client/link';
import { entityIdField } from '../entity/entity';
import { userGroupIdFieldOf } from '../userGroup';

/** One page of the portal: the last part of the request's path, and how long its link lets somebody in. */
interface PortalPage {
	kind: string;
	validMinutes: number;
	/** What can be shown on it or left out, by Credas' names. */
	switches: string[];
}

const onEveryPage = ['showClientLogo', 'showNavigationMenu', 'showUserProfileButton'];

/** Credas: the three articles about magic links into the portal. */
const pages = new Map<string, PortalPage>([
	['profile', { kind: 'entity-profile', validMinutes: 30, switches: onEveryPage }],
	['people', { kind: 'entity-module', validMinutes: 10, switches: onEveryPage }],
	[
		'invite',
		{
			kind: 'invite-wizard',
			validMinutes: 10,
			switches: [
				...onEveryPage,
				...[
					'showViewProfileButton',
					'showSendNewInviteButton',
					'showCloseButton',
					'showLogoutButton',
				],
			],
		},
	],
]);

const pageField: INodeProperties = {
	displayName: 'Page',
	name: 'page',
	type: 'options',
	required: true,
	default: 'profile',
	options: [
		{
			name: 'List of People',
			value: 'people',
			description: 'Everybody whom the portal user may see; good for 10 minutes',
		},
		{
			name: 'New Invite',
			value: 'invite',
			description: 'The form to invite somebody; good for 10 minutes',
		},
		{
			name: 'Results of a Person',
			value: 'profile',
			description: 'Where staff decide about results; good for 30 minutes',
		},
	],
};

const emailAddressField: INodeProperties = {
	displayName: 'Portal User’s Email Address',
	name: 'emailAddress',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. clerk@example.com',
	description: 'The colleague who is signed in by the link, who must be a user of the portal',
};

const show = (what: string, name: string): INodeProperties => ({
	displayName: `Show ${what}`,
	name,
	type: 'boolean',
	default: true,
	description: `Whether the page shows the ${what.toLowerCase()}`,
});

const userGroupIdField = userGroupIdFieldOf('The group of portal users whose people are shown');

const additionalFields = additionalFieldsOf(
	show('Client Logo', 'showClientLogo'),
	{
		...show('Close Button', 'showCloseButton'),
		displayOptions: { show: { '/page': ['invite'] } },
	},
	{
		...show('Logout Button', 'showLogoutButton'),
		displayOptions: { show: { '/page': ['invite'] } },
	},
	show('Navigation Menu', 'showNavigationMenu'),
	{
		...show('Send New Invite Button', 'showSendNewInviteButton'),
		displayOptions: { show: { '/page': ['invite'] } },
	},
	show('User Profile Button', 'showUserProfileButton'),
	{
		...show('View Profile Button', 'showViewProfileButton'),
		displayOptions: { show: { '/page': ['invite'] } },
	},
	userGroupIdField,
);

const wording: Wording = {
	doing: 'create the link to the portal',
	parameter: ['Portal User’s Email Address', 'Entity ID'],
};

/** Makes a link by which a colleague enters the portal without a password. */
const create: Operation<CredasClient> = {
	name: 'Create',
	value: 'create',
	action: 'Create a link to the portal',
	description:
		'Create a link for a colleague to a page of the Credas portal. Anybody who has the link is signed in as that colleague until it expires.',
	// A model would put the link wherever it answers.
	displayOptions: { show: { '@tool': [false] } },
	properties: [
		pageField,
		emailAddressField,
		shownWhen(pageField, 'profile', entityIdField),
		additionalFields,
		optionsField(),
	],

	async execute({ item, client }) {
		const name = item.text(pageField);
		const page = pages.get(name);
		if (!page) {
			throw item.refuse(
				'“Page” is not one of its choices',
				`Use one of ${[...pages.keys()].join(', ')}.`,
			);
		}
		const entityId = name === 'profile' ? item.id(entityIdField) : undefined;
		const emailAddress = item.text(
			emailAddressField,
			'Credas creates the link for this user of the portal.',
		);

		const madeAt = Date.now();
		const body = omitUndefined({ emailAddress, entityId, ...readAdditional(item, page) });
		const portalLink = await makeLink(client, page.kind, body);
		const expiresAt = new Date(madeAt + page.validMinutes * 60_000).toISOString();
		return omitUndefined({ page: name, entityId, portalLink, expiresAt });
	},
};

function readAdditional(item: Item, { switches }: PortalPage): IDataObject {
	const given = item.collection(additionalFields);
	const shown = (additionalFields.options ?? []).flatMap((field): Array<[string, boolean]> => {
		const isGiven = switches.includes(field.name) && Object.hasOwn(given, field.name);
		if (!isGiven || !('displayName' in field)) return [];
		return [[field.name, item.asFlag(given[field.name], field)]];
	});
	return omitUndefined({
		...Object.fromEntries(shown),
		userGroupId: item.addedId(additionalFields, userGroupIdField),
	});
}

/**
 * Makes the link (Credas: the three articles about magic links into the portal). Inferred: it comes as a bare JSON string, as
 * the link into a process. Throws a NodeApiError.
 */
async function makeLink(client: CredasClient, kind: string, body: IDataObject): Promise<string> {
	const answer = await client.send(
		{ method: 'POST', path: path`/magic-links/${kind}`, body },
		wording,
	);
	const link = linkIn(answer);
	if (link !== undefined) return link;
	throw client.refusal(
		{ reason: 'its answer is not a link' },
		{ ...wording, advise: () => 'Check in the Credas portal that this user may sign in.' },
	);
}

/** A way into Credas' portal for those who work with it. */
export const portalLink: Resource<CredasClient> = {
	name: 'Portal Link',
	value: 'portalLink',
	operations: [create],
};
