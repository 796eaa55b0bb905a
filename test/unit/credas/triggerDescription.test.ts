import { CredasTrigger } from '../../../nodes/Credas/CredasTrigger.node';
import codex from '../../../nodes/Credas/CredasTrigger.node.json';

const { description, webhookMethods } = new CredasTrigger();
const field = (name: string) => description.properties.find((property) => property.name === name);
const valuesOf = (name: string) =>
	field(name)?.options?.map((option) => ('value' in option ? option.value : option.name));

describe('the description of the Credas Trigger', () => {
	it('is of version 2, so that n8n evaluates no expression to parse a body', () => {
		expect(description.version).toBe(2);
		expect(JSON.stringify(description.webhooks)).not.toContain('={{');
	});

	it('lets webhook() word the answer to a call that starts an execution', () => {
		expect(description.webhooks).toEqual([
			expect.objectContaining({ httpMethod: 'POST', responseMode: 'onReceived', responseData: '' }),
		]);
	});

	it('offers the events, proofs and options that workflows rely on', () => {
		expect(field('events')?.displayName).toBe('Trigger On');
		expect(valuesOf('events')).toEqual([
			'inviteUpdated',
			'monitoringAlert',
			'processOther',
			'processComplete',
			'resultUpdated',
		]);
		expect(valuesOf('requiredProof')?.sort()).toEqual(['header', 'readBack', 'signedUrl']);
		expect(field('requiredProof')?.default).toEqual(['readBack']);
		expect(valuesOf('options')).toEqual([
			'ifUnreachable',
			'ignoreDuplicates',
			'includeProcess',
			'ipAllowList',
			'journeyIds',
			'rawBody',
			'testProcessId',
		]);
	});

	it('speaks in tags that n8n leaves in: links and lists', () => {
		const words = JSON.stringify([description.triggerPanel, field('setUpNotice')?.displayName]);
		const tags = [...words.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag);
		expect(new Set(tags)).toEqual(new Set(['ul', 'li']));
		expect(words).toContain('open Webhook URLs');
		expect(words).toContain('Execute step');
		expect(words).not.toMatch(/listen button/i);
	});

	it('says what each proof is in a line that the list shows whole', () => {
		const proofs = field('requiredProof');
		const said = [proofs, ...(proofs?.options ?? [])].map((it) =>
			it && 'description' in it ? (it.description ?? '') : '',
		);
		expect(said).toHaveLength(4);
		for (const description of said) {
			expect(description.length).toBeGreaterThan(0);
			expect(description.length).toBeLessThanOrEqual(100);
		}
	});

	it('has the hooks that n8n’s rules ask for, and the codex names it', () => {
		expect(Object.keys(webhookMethods.default)).toEqual(['checkExists', 'create', 'delete']);
		expect(codex.node).toBe(`n8n-nodes-credas-credo-ai.${description.name}`);
	});
});
