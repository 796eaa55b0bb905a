import type { INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';
import { linkIn } from '../../client/link';
import { entityIdField } from '../entity/entity';

import { processIdField } from './process';

/** How long a link lets the person in (Credas: process magic link), in milliseconds. */
const validMilliseconds = 30 * 60 * 1000;

const hideHeaderOption: INodeProperties = {
	displayName: 'Hide Header',
	name: 'hideHeader',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave out the header of the linked page, e.g. to show the page inside your own',
};

/** Makes a link with which a person enters the process without an invite. */
export const getMagicLink: Operation<CredasClient> = {
	name: 'Get Magic Link',
	value: 'getMagicLink',
	action: 'Get the magic link of a person in a process',
	description:
		'Get a link that signs one person in to the process for 30 minutes. Anybody who has the link is signed in as that person.',
	properties: [processIdField, entityIdField, optionsField(hideHeaderOption)],

	async execute({ item, client }) {
		const processId = item.id(processIdField);
		const entityId = item.id(entityIdField);
		const hideHeader = item.flagOption(hideHeaderOption);

		const fetchedAt = Date.now();
		const magicLink = await makeMagicLink(client, { processId, entityId, hideHeader });
		const expiresAt = new Date(fetchedAt + validMilliseconds).toISOString();
		return { processId, entityId, magicLink, expiresAt };
	},
};

/** Whose link to which process. */
interface MagicLinkOrder {
	processId: string;
	entityId: string;
	/** Whether the linked page leaves out its header. */
	hideHeader: boolean;
}

/**
 * Makes the link with which a person enters a process (Credas: process magic link). Inferred from what third parties read:
 * it comes as a bare JSON string, and `hideHeader` is known. Throws a NodeApiError.
 */
async function makeMagicLink(
	client: CredasClient,
	{ processId: id, entityId, hideHeader }: MagicLinkOrder,
): Promise<string> {
	const wording: Wording = {
		doing: 'create the magic link',
		parameter: ['Process ID', 'Entity ID'],
		// A process or a person that Credas does not know is a wrong ID, which the client says by itself.
		advise: ({ statusCode = 0 }) =>
			[400, 409].includes(statusCode)
				? 'The process may already be finished, or the person may not take part in it. Get Details shows the progress of the process.'
				: undefined,
	};
	const answer = await client.send(
		{
			path: path`/processes/${id}/entities/${entityId}/magic-link`,
			query: hideHeader ? { hideHeader: true } : undefined,
		},
		wording,
	);
	const link = linkIn(answer);
	if (link !== undefined) return link;
	throw client.refusal(
		{ reason: 'its answer is not a link' },
		{
			...wording,
			advise: () => 'Check in the Credas portal that the process is still open for this person.',
		},
	);
}
