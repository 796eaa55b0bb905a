import { judge } from '../../../nodes/CredoAi/trigger/judge';

const passed = { urlToken: 'passed', bearer: 'passed', signature: 'passed' } as const;

describe('a call', () => {
	it.each([
		passed,
		{ urlToken: 'passed', bearer: 'notConfigured' },
		{ urlToken: 'passed', bearer: 'notConfigured', signature: 'notConfigured' },
	] as const)('goes on with %j', (proofs) => {
		expect(judge(proofs)).toBeUndefined();
	});

	it.each(['urlToken', 'bearer', 'signature'] as const)(
		'gets 401 where its %s is not proved',
		(name) => {
			for (const proof of ['failed', 'unavailable'] as const) {
				expect(judge({ ...passed, [name]: proof })).toMatchObject({ status: 401 });
			}
		},
	);

	it('is told of in the log by the first proof that is missing', () => {
		expect(judge({ urlToken: 'failed', bearer: 'failed' })?.reason).toContain('token in the URL');
		expect(judge({ urlToken: 'passed', bearer: 'failed' })?.reason).toContain('bearer');
	});
});
