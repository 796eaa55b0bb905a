import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/fields';

import { processIdField } from './fields';
import { makeMagicLink } from './requests';

/** How long a link lets the person in (Credas: process magic link), in milliseconds. */
const validMilliseconds = 30 * 60 * 1000;

const hideHeaderOption: INodeProperties = {
	displayName: 'Hide Header',
	name: 'hideHeader',
	type: 'boolean',
	default: false,
	description:
		'Whether the linked page leaves out its header, e.g. to be shown inside your own page',
};

/** Makes a link with which a person enters the process without an invite. */
export const getMagicLink: Operation<CredasClient> = {
	name: 'Get Magic Link',
	value: 'getMagicLink',
	action: 'Get the magic link of a person in a process',
	description:
		'Get a sign-in link for one person, good for 30 minutes. Whoever has it enters as that person.',
	properties: [processIdField, entityIdField, optionsField(hideHeaderOption)],

	async execute({ item, client }) {
		const processId = item.id(processIdField);
		const entityId = item.id(entityIdField);
		const hideHeader = item.option(hideHeaderOption) === true;

		const fetchedAt = Date.now();
		const magicLink = await makeMagicLink(client, { processId, entityId, hideHeader });
		const expiresAt = new Date(fetchedAt + validMilliseconds).toISOString();
		return { processId, entityId, magicLink, expiresAt };
	},
};
