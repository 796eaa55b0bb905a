import type { INodeProperties } from 'n8n-workflow';

import { optionsCollection } from '../../shared/node/options';

// n8n shows a notice with links and lists, and takes every other tag out.
const setUpNotice =
	'To get the address to give to Credas, open Webhook URLs above, choose Production URL and click to copy. <ul><li>Process callbacks: paste it into “Callback URL” of the Credas node’s Create operation. A process keeps the URL it was created with.</li><li>Invite and result updates and monitoring alerts: Credas sends them to one address per portal. Give it to your technical contact at Credas.</li></ul>';

// Shown where people look before they map fields.
const itemNotice =
	'What Credas has confirmed is at the top level of each item: the IDs, the status, the journey. What the call merely said is under “claimed”, e.g. claimed.query.';

const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['processComplete'],
	builderHint: {
		propertyHint:
			'processComplete for “when a customer has finished”. The others are for invites that bounce, changed results, monitoring and deleted processes.',
	},
	options: [
		{
			name: 'Invite Updated',
			value: 'inviteUpdated',
			description:
				'An invite was sent, delivered or opened, or it bounced; several times per process',
		},
		{
			name: 'Monitoring Alert',
			value: 'monitoringAlert',
			description: 'Ongoing monitoring has found something new about a person on a watch list',
		},
		{
			name: 'Other Process Status',
			value: 'processOther',
			description: 'A process was deleted or has any other new status',
		},
		{
			name: 'Process Complete',
			value: 'processComplete',
			description: 'Everybody in a process has completed their steps',
		},
		{
			name: 'Result Updated',
			value: 'resultUpdated',
			description: 'A portal user or Credas’ back office changed the result of a check',
		},
	],
};

const requiredProof: INodeProperties = {
	displayName: 'Required Proof',
	name: 'requiredProof',
	type: 'multiOptions',
	required: true,
	default: ['readBack'],
	builderHint: {
		propertyHint:
			'Keep readBack, which needs no setup. All that are chosen must pass, so signedUrl and header refuse every call until the credential has their secrets.',
	},
	description:
		'All of these must pass before a call starts the workflow; Read-Back if none is chosen',
	options: [
		{
			name: 'Portal Header',
			value: 'header',
			description:
				'The call carries your portal’s fixed header, which Credas sets up; see the credential',
		},
		{
			name: 'Read-Back',
			value: 'readBack',
			description:
				'Credas confirms what the call says when asked with your API key; needs no setup',
		},
		{
			name: 'Signed URL',
			value: 'signedUrl',
			description:
				'The URL is as Create signed it with the Callback Secret; for process callbacks only',
		},
	],
};

const options = optionsCollection([
	{
		displayName: 'If Credas Is Unreachable',
		name: 'ifUnreachable',
		type: 'options',
		default: 'reject',
		description:
			'What to do when Read-Back is required and Credas gives no answer, or says that it is busy or away',
		options: [
			{
				name: 'Accept the Call',
				value: 'accept',
				description:
					'Start the workflow if another proof passed; unless that is Portal Header, IDs are under claimed only',
			},
			{
				name: 'Reject the Call',
				value: 'reject',
				description: 'Answer 503, so that the sender may try again later',
			},
		],
	},
	{
		displayName: 'Ignore Duplicates',
		name: 'ignoreDuplicates',
		type: 'boolean',
		default: true,
		description:
			'Whether a callback that comes again starts nothing, unless it proves more or says something else. A completed process is remembered for good, other callbacks for ten minutes.',
	},
	{
		displayName: 'Include Process',
		name: 'includeProcess',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the details of the process, including personal data, as “process”. Needs no further request. Result updates that name no process do not have it.',
	},
	{
		displayName: 'IP Allow List',
		name: 'ipAllowList',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.7, 2001:db8::/32',
		description:
			'IP addresses and CIDR blocks that may call, separated by commas. If empty, nobody may. Behind a proxy, set N8N_PROXY_HOPS so that n8n sees the caller’s address.',
	},
	{
		displayName: 'Journey Names or IDs',
		name: 'journeyIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'loadJourneys' },
		default: [],
		description:
			'Only processes of these journeys start the workflow, as Credas says when asked. What names no process does not. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Raw Body',
		name: 'rawBody',
		type: 'boolean',
		default: false,
		description: 'Whether to add the body as it was sent to the item, as text in rawBody',
	},
	{
		displayName: 'Test with Process ID',
		name: 'testProcessId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1e144e85-f45b-4ae3-8915-ae2826ea1e55',
		description:
			'Execute step then emits the event of this process as a callback of Credas would. The published workflow does not use it.',
	},
]);

/** The parameters of the Credas Trigger, in the order of its panel. */
export const triggerFields: INodeProperties[] = [
	{ displayName: setUpNotice, name: 'setUpNotice', type: 'notice', default: '' },
	{ displayName: itemNotice, name: 'itemNotice', type: 'notice', default: '' },
	events,
	requiredProof,
	options,
];
