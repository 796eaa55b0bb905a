import type { IWebhookFunctions } from 'n8n-workflow';

import { readCallBody } from '../../../nodes/shared/webhook/call';

const limit = 256 * 1024;

/** A call whose body n8n has read, or with `rawBody` undefined one that the trigger must read. */
function callWith({ rawBody, headers = {} }: { rawBody?: Buffer; headers?: object }) {
	const request = {
		rawBody,
		headers,
		readableEnded: false,
		hasRead: false,
		readRawBody: async () => {
			request.hasRead = true;
			request.rawBody = Buffer.from('{"read":true}');
		},
	};
	const context = { getRequestObject: () => request } as unknown as IWebhookFunctions;
	return { request, body: async () => await readCallBody(context) };
}

const jsonOf = (bytes: number) => Buffer.from(JSON.stringify({ a: 'x'.repeat(bytes - 8) }));

describe('the body of a call', () => {
	it('is read up to 256 kB', async () => {
		expect(jsonOf(limit)).toHaveLength(limit);
		expect(await callWith({ rawBody: jsonOf(limit) }).body()).not.toBe('tooLarge');
	});

	it('is not looked into beyond that', async () => {
		expect(await callWith({ rawBody: jsonOf(limit + 1) }).body()).toBe('tooLarge');
	});

	it('is not even fetched when it announces more', async () => {
		const { request, body } = callWith({ headers: { 'content-length': String(limit + 1) } });

		expect(await body()).toBe('tooLarge');
		expect(request.hasRead).toBe(false);
	});

	it('is fetched where n8n leaves that to the trigger', async () => {
		expect(await callWith({}).body()).toMatchObject({ json: { read: true } });
	});

	it('gives no object for one that is nested so deep that n8n could not read it again', async () => {
		const nested = (depth: number) => Buffer.from(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

		expect(await callWith({ rawBody: nested(50) }).body()).toHaveProperty('json.a.a');
		expect(await callWith({ rawBody: nested(40_000) }).body()).toHaveProperty('json', undefined);
	});

	it('counts no brackets in its texts', async () => {
		const text = JSON.stringify({ a: `\\"${'[{'.repeat(500)}\\`, b: '"', c: '['.repeat(500) });

		expect(await callWith({ rawBody: Buffer.from(text) }).body()).toHaveProperty(
			'json',
			JSON.parse(text),
		);
	});

	it.each(['', 'no JSON', '[1]', '"text"', 'null'])('gives no object for %j', async (text) => {
		expect(await callWith({ rawBody: Buffer.from(text) }).body()).toMatchObject({
			json: undefined,
		});
	});
});
