import { CredoAiTrigger } from '../../../nodes/CredoAi/CredoAiTrigger.node';
import codex from '../../../nodes/CredoAi/CredoAiTrigger.node.json';
import { documentedEvents } from '../../../nodes/CredoAi/trigger/events';

const { description, webhookMethods } = new CredoAiTrigger();
const fieldsNamed = (name: string) =>
	description.properties.filter((property) => property.name === name);
const valuesOf = (name: string) =>
	fieldsNamed(name).flatMap(({ options = [] }) =>
		options.map((option) => ('value' in option ? option.value : option.name)),
	);

describe('the description of the Credo AI Trigger', () => {
	it('is of version 2, so that n8n evaluates no expression to parse a body', () => {
		expect(description.version).toBe(2);
		for (const { name, httpMethod, path, responseMode, responseData } of description.webhooks ??
			[]) {
			const literals = [name, httpMethod, path, responseMode, responseData];
			expect(literals.filter((literal) => String(literal).startsWith('='))).toEqual([]);
		}
	});

	it('serves a path for events, which n8n’s editor copies first, and one for tokens', () => {
		const common = { httpMethod: 'POST', responseMode: 'onReceived', responseData: '' };
		expect(description.webhooks).toEqual([
			expect.objectContaining({ ...common, name: 'default', path: 'webhook' }),
			expect.objectContaining({ ...common, name: 'setup', path: 'token' }),
		]);
	});

	it('offers the fields that workflows rely on', () => {
		expect(fieldsNamed('events')[0]?.displayName).toBe('Trigger On');
		expect(valuesOf('events')).toEqual(documentedEvents.map(({ value }) => value));
		expect(valuesOf('registration')).toEqual(['automatic', 'manual']);
		expect(valuesOf('authentication').sort()).toEqual([
			'externalServer',
			'n8nTokenEndpoint',
			'urlToken',
		]);
		expect(valuesOf('options')).toEqual([
			'customEvents',
			'description',
			'environment',
			'eventTypePrefix',
			'eventTypeSuffix',
			'ignoreDuplicates',
			'rawBody',
			'useCaseIds',
		]);
	});

	it('lists the events by their names, with a word on each', () => {
		const names = documentedEvents.map(({ name }) => name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		expect(documentedEvents.filter((event) => event.description.length < 20)).toEqual([]);
	});

	it('marks what Credo AI has deprecated, and says what to use or to expect', () => {
		const deprecated = documentedEvents.filter(({ name }) => name.endsWith('(Deprecated)'));
		expect(deprecated).toEqual([
			expect.objectContaining({
				value: 'use_case_governance_status_updated',
				description: expect.stringContaining('use the review events'),
			}),
			expect.objectContaining({
				value: 'use_case_review_comment',
				description: expect.stringContaining('starts the workflow twice'),
			}),
		]);
	});

	it('says that what Credo AI does with a token is not documented', () => {
		const [notice] = fieldsNamed('oAuthNotice');
		expect(notice?.displayName).toContain('does not document');
		const names = fieldsNamed('authentication').flatMap(({ options = [] }) =>
			options.map(({ name }) => name),
		);
		expect(names).toContain('N8n Token Endpoint (Experimental)');
	});

	it('says where to find the address for a manual registration, in the plain text that notices show', () => {
		const [forEvents] = fieldsNamed('manualNotice');
		const [forTokens] = fieldsNamed('manualTokenEndpointNotice');
		expect(forEvents?.displayName).toContain(
			'open Webhook URLs above, choose Production URL, click to copy, and add ?token= and the URL Token below',
		);
		expect(forTokens?.displayName).toContain('the second Production URL under Webhook URLs above');
		const notices = description.properties.filter(({ type }) => type === 'notice');
		expect(notices.filter(({ displayName }) => displayName.includes('<'))).toEqual([]);
	});

	it('has the hooks that n8n’s rules ask for, and the codex names it', () => {
		expect(Object.keys(webhookMethods.default)).toEqual(['checkExists', 'create', 'delete']);
		expect(codex.node).toBe(`n8n-nodes-credas-credo-ai.${description.name}`);
	});
});
