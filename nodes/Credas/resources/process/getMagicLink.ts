import { NodeApiError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { credasRequest } from '../../api/request';
import { optionsField } from '../../../shared/options';
import { readId } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { asText, parseJson } from '../../../shared/unknownInput';
import { entityIdField } from '../entity/fields';
import { processIdField } from './fields';

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
export const getMagicLink: Operation = {
	name: 'Get Magic Link',
	value: 'getMagicLink',
	action: 'Get the magic link of a person in a process',
	description:
		'Get a sign-in link for one person, good for 30 minutes. Whoever has it enters as that person.',
	properties: [processIdField, entityIdField, optionsField(hideHeaderOption)],

	async execute(itemIndex) {
		const processId = readId(this, processIdField.name, processIdField.displayName, itemIndex);
		const entityId = readId(this, entityIdField.name, entityIdField.displayName, itemIndex);
		const hideHeader = this.getNodeParameter('options.hideHeader', itemIndex, false);

		const path = `/processes/${encodeURIComponent(processId)}/entities/${encodeURIComponent(entityId)}/magic-link`;
		const fetchedAt = Date.now();
		const answer = await credasRequest(
			this,
			{ path: hideHeader ? `${path}?hideHeader=true` : path },
			{ doing: 'make the magic link', parameter: 'Process ID” and “Entity ID', itemIndex },
		);
		return [
			{
				json: {
					processId,
					entityId,
					magicLink: asLink(this, answer, itemIndex),
					expiresAt: new Date(fetchedAt + validMilliseconds).toISOString(),
				},
			},
		];
	},
};

// The answer is a bare JSON string, which arrives here with or without its quotes.
function asLink(context: IExecuteFunctions, answer: unknown, itemIndex: number): string {
	const text = asText(answer) ?? '';
	const link = asText(parseJson(text)) ?? text;
	if (/^https?:\/\//i.test(link) && URL.canParse(link)) return link;
	throw new NodeApiError(
		context.getNode(),
		{},
		{
			message: 'Credas could not make the magic link: its answer is no link',
			description: 'Check in the Credas portal that the process is still open for this person.',
			itemIndex,
		},
	);
}
