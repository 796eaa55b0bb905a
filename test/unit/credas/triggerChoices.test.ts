import type { IHookFunctions } from 'n8n-workflow';

import { readSettings } from '../../../nodes/Credas/trigger/settings';

const settingsOf = (parameters: Record<string, unknown>) =>
	readSettings({
		getNodeParameter: (name: string, usual: unknown) => parameters[name] ?? usual,
	} as unknown as IHookFunctions);

describe('choices of the trigger that an expression gives', () => {
	it.each([
		['a list', ['readBack', 'signedUrl']],
		['one text', 'readBack,signedUrl'],
	])('are all read from %s', (_, requiredProof) => {
		const settings = settingsOf({ requiredProof, events: 'processComplete, processOther' });

		expect([...settings.requiredProof]).toEqual(['readBack', 'signedUrl']);
		expect([...settings.events]).toEqual(['processComplete', 'processOther']);
		expect(settings.unknownChoices).toEqual({ events: [], requiredProof: [] });
	});

	it('are never dropped in silence in another spelling', () => {
		const settings = settingsOf({ requiredProof: ['signedURL'], events: ['complete'] });

		expect(settings.unknownChoices).toEqual({ events: ['complete'], requiredProof: ['signedURL'] });
	});
});
