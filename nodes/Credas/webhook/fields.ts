import type { INodeProperties } from 'n8n-workflow';

const setUpNotice =
	'<b>Process callbacks</b>: paste this trigger’s production URL into “Callback URL” of the Credas node’s Create operation; a process keeps the URL it was created with. <br><b>Invite and result updates</b>: Credas sends them to one address per portal. Give the production URL to your technical contact at Credas.';

const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['processComplete'],
	options: [
		{
			name: 'Invite Updated',
			value: 'inviteUpdated',
			description:
				'An invite was sent, delivered, opened or has bounced, several times per process',
		},
		{
			name: 'Process Complete',
			value: 'processComplete',
			description: 'Everybody in a process has completed their steps',
		},
		{
			name: 'Process Status Changed Otherwise',
			value: 'processOther',
			description: 'A process was deleted or came to any other status',
		},
		{
			name: 'Result Updated',
			value: 'resultUpdated',
			description: 'A user of the portal or Credas’ back office has changed the result of a check',
		},
	],
};

const requiredProof: INodeProperties = {
	displayName: 'Required Proof',
	name: 'requiredProof',
	type: 'multiOptions',
	required: true,
	default: ['readBack'],
	description:
		'What a call must prove before it starts the workflow; Read-Back when nothing is chosen. A call that brings a wrong signature or header is refused in any case.',
	options: [
		{
			name: 'Portal Header',
			value: 'header',
			description:
				'The call brings the fixed header of your portal. Ask your technical contact at Credas to set one up, and enter its name and value in the credential.',
		},
		{
			name: 'Read-Back',
			value: 'readBack',
			description:
				'Credas itself confirms, when asked with your API key, what the call says. Needs no setup.',
		},
		{
			name: 'Signed URL',
			value: 'signedUrl',
			description:
				'The callback URL was signed when the Credas node created the process. Fill in Callback Secret in the credential, and use it in both nodes. For process callbacks only.',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'If Credas Is Unreachable',
			name: 'ifUnreachable',
			type: 'options',
			default: 'reject',
			description:
				'What to do when the read-back gets no answer and the call brings no other proof. A deletion of which Credas knows nothing any more always needs another proof.',
			options: [
				{
					name: 'Accept the Call',
					value: 'accept',
					description: 'Start the workflow, with readBack “unavailable” in the item',
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
				'Whether a callback that comes again starts nothing. A completed process is remembered for good, other callbacks for ten minutes.',
		},
		{
			displayName: 'Include Process',
			name: 'includeProcess',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the details of the process, personal data included, as “process”. Takes no request beyond the read-back; not for result updates that name no process.',
		},
		{
			displayName: 'IP Allow List',
			name: 'ipAllowList',
			type: 'string',
			default: '',
			placeholder: 'e.g. 203.0.113.7, 2001:db8::/32',
			description:
				'IP addresses and CIDR blocks that may call, separated by commas. Behind a proxy, set N8N_PROXY_HOPS so that n8n sees the caller’s address.',
		},
		{
			displayName: 'Raw Body',
			name: 'rawBody',
			type: 'boolean',
			default: false,
			description: 'Whether to add the body as it was sent, as the text “rawBody”',
		},
	],
};

/** The parameters of the Credas Trigger, in the order of its panel. */
export const triggerFields: INodeProperties[] = [
	{ displayName: setUpNotice, name: 'setUpNotice', type: 'notice', default: '' },
	events,
	requiredProof,
	options,
];
