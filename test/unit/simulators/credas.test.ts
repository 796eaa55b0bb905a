import axios, { type AxiosInstance } from 'axios';
import fastify from 'fastify';
import {
	apiPrefix,
	CheckStatus,
	EntityStatus,
	journeys,
	ProcessStatus,
	startCredasSimulator,
	UpdateType,
	type CredasSimulator,
} from '../../../sandbox/simulators/credas';

let credas: CredasSimulator;
let api: AxiosInstance;
const opened: Array<{ close(): Promise<unknown> }> = [];

beforeEach(async () => {
	credas = await startCredasSimulator({ timeScale: 0.0001 });
	opened.push(credas);
	api = axios.create({
		baseURL: `${credas.origin}${apiPrefix}`,
		headers: { 'X-API-KEY': credas.apiKey },
		validateStatus: () => true,
	});
});

afterEach(async () => {
	for (const each of opened.splice(0)) await each.close();
});

/** A receiver of callbacks that answers with the given statuses in turn, then with 200. */
async function startReceiver(...statuses: number[]) {
	const server = fastify({ forceCloseConnections: true });
	const received: Array<{ body: unknown; headers: Record<string, unknown>; query: unknown }> = [];
	server.all('/hook', async ({ body, headers, query }, reply) => {
		received.push({ body, headers, query });
		return await reply.code(statuses.shift() ?? 200).send();
	});
	const origin = await server.listen({ host: '127.0.0.1', port: 0 });
	opened.push(server);
	return { received, url: `${origin}/hook?our-reference=42` };
}

const person = {
	firstName: 'Dana',
	surname: 'Sample',
	emailAddress: 'dana@example.com',
	phoneNumber: '+447700900123',
	reference: 'CASE-7',
	actorId: 110,
	contactViaEmail: true,
	contactViaSms: false,
	inPerson: false,
};
const order = {
	title: 'Check of Dana',
	journeyId: journeys.identity.id,
	processEntities: [person],
};

const unknownGuid = '00000000-0000-4000-8000-000000000000';

describe('access to the API', () => {
	it('answers 403 without a key and 401 for a wrong one, or as the portal is told', async () => {
		const ask = async (key?: string) =>
			(await api.get('/journeys', { headers: { 'X-API-KEY': key } })).status;
		expect([await ask(undefined), await ask('wrong')]).toEqual([403, 401]);
		credas.setPortal({ missingKeyStatus: 401, wrongKeyStatus: 403 });
		expect([await ask(undefined), await ask('wrong')]).toEqual([401, 403]);
	});

	it('tells an unknown path from a known one asked with the wrong method', async () => {
		expect((await api.get('/nowhere')).status).toBe(404);
		expect((await api.get('/processes')).status).toBe(405);
		expect((await api.post(`/processes/${unknownGuid}/details`)).status).toBe(405);
	});

	it('refuses what is no JSON', async () => {
		const send = async (type: string) =>
			(await api.post('/entities', '{"firstName":', { headers: { 'Content-Type': type } })).status;
		expect(await send('application/json')).toBe(400);
		expect(await send('text/xml')).toBe(415);
	});

	it('words its refusals as problem details, as text, or not at all', async () => {
		const ask = async () => await api.get(`/entities/${unknownGuid}`);
		const { data, headers } = await ask();
		expect(headers['content-type']).toContain('application/problem+json');
		expect(data).toMatchObject({ title: 'Not Found', status: 404, traceId: expect.any(String) });
		credas.setPortal({ errorBodies: 'text' });
		expect((await ask()).data).toBe('Not Found');
		credas.setPortal({ errorBodies: 'empty' });
		expect(await ask()).toMatchObject({ status: 404, data: '' });
	});

	it('records every request, with the names of its headers and not their values', async () => {
		await api.post('/entities', { firstName: 'Dana' });
		await api.get('/journeys?x=1');
		expect(credas.requests).toMatchObject([
			{ method: 'POST', path: '/api/v2/ci/entities', body: { firstName: 'Dana' } },
			{ method: 'GET', path: '/api/v2/ci/journeys', query: { x: '1' } },
		]);
		expect(credas.requests[0]?.headerNames).toContain('x-api-key');
		expect(JSON.stringify(credas.requests)).not.toContain(credas.apiKey);
	});

	it('fails on demand, before or after the work is done', async () => {
		const effect = { kind: 'status', status: 503, retryAfter: 1 } as const;
		credas.faults.add({ method: 'POST', path: `${apiPrefix}/processes`, effect });
		credas.faults.add({
			method: 'POST',
			path: `${apiPrefix}/processes`,
			after: 'work',
			effect: { kind: 'break' },
		});
		expect((await api.post('/processes', order)).status).toBe(503);
		expect(credas.state.processes).toHaveLength(0);
		await expect(api.post('/processes', order)).rejects.toThrow();
		expect(credas.state.processes).toHaveLength(1);
	});
});

describe('journeys', () => {
	it('come as a bare array, with their actors, inactive ones included', async () => {
		const { data } = await api.get('/journeys');
		expect(data).toContainEqual(
			expect.objectContaining({
				id: journeys.propertySale.id,
				isActive: true,
				actors: [
					{ id: 121, title: 'Buyer', canAddMultiple: true, isClient: false },
					{ id: 122, title: 'Seller', canAddMultiple: false, isClient: false },
				],
			}),
		);
		expect(
			data.filter((journey: { isRightToRent: boolean }) => journey.isRightToRent),
		).toHaveLength(1);
		expect(data.filter((journey: { isActive: boolean }) => !journey.isActive)).toHaveLength(1);
	});
});

describe('creating a process', () => {
	it('answers 200 with the process and its actors, and invites the people', async () => {
		const { status, data } = await api.post('/processes', order);
		expect(status).toBe(200);
		expect(data).toMatchObject({
			status: ProcessStatus.NotStarted,
			clientId: credas.clientId,
			processActors: [{ id: expect.any(Number), entityId: expect.any(String), actorId: 110 }],
		});
		const entity = await api.get(`/entities/${data.processActors[0].entityId}`);
		expect(entity.data).toMatchObject({
			firstName: 'Dana',
			status: EntityStatus.Invited,
			accountType: 1,
			processActors: [{ id: data.processActors[0].id, processId: data.id }],
		});
	});

	it('takes people who exist already', async () => {
		const { data: entity } = await api.post('/entities', { ...person, userGroupId: '' });
		const processEntities = [{ id: entity.id, actorId: 110, contactViaSms: true }];
		const { data } = await api.post('/processes', { ...order, processEntities });
		expect(data.processActors[0].entityId).toBe(entity.id);
	});

	const withPerson = (change: object) => ({ processEntities: [{ ...person, ...change }] });
	it.each<[string, object, string]>([
		['a blank title', { title: ' ' }, 'Title'],
		['a missing journey', { journeyId: null }, 'JourneyId'],
		['an unknown journey', { journeyId: unknownGuid }, 'JourneyId'],
		['an inactive journey', { journeyId: journeys.retired.id }, 'JourneyId'],
		['a blank callback URL', { webhookUrl: '' }, 'WebhookUrl'],
		['a callback URL without a scheme', { webhookUrl: 'example.com/hook' }, 'WebhookUrl'],
		['nobody', { processEntities: [] }, 'ProcessEntities'],
		['a person who is no object', { processEntities: ['Dana'] }, 'ProcessEntities[0]'],
		['an actor the journey lacks', withPerson({ actorId: 118 }), 'ProcessEntities[0].ActorId'],
		['an actor id as text', withPerson({ actorId: '110' }), 'ProcessEntities[0].ActorId'],
		['no first name', withPerson({ firstName: null }), 'ProcessEntities[0].FirstName'],
		['no surname', withPerson({ surname: undefined }), 'ProcessEntities[0].Surname'],
		['no reference', withPerson({ reference: null }), 'ProcessEntities[0].Reference'],
		['a blank e-mail address', withPerson({ emailAddress: '' }), 'ProcessEntities[0].EmailAddress'],
		['no e-mail address', withPerson({ emailAddress: null }), 'ProcessEntities[0].ContactViaEmail'],
		[
			'a national phone',
			withPerson({ phoneNumber: '07700900123' }),
			'ProcessEntities[0].PhoneNumber',
		],
		[
			'SMS without a phone',
			withPerson({ phoneNumber: null, contactViaSms: true }),
			'ProcessEntities[0].ContactViaSms',
		],
		['in person and by e-mail', withPerson({ inPerson: true }), 'ProcessEntities[0].InPerson'],
		['a flag as text', withPerson({ contactViaSms: 'true' }), 'ProcessEntities[0].ContactViaSms'],
		['an unknown person', withPerson({ id: unknownGuid }), 'ProcessEntities[0].Id'],
		['two people in a single role', { processEntities: [person, person] }, 'ProcessEntities'],
	])('refuses %s and names the field', async (_what, change, field) => {
		const { status, data } = await api.post('/processes', { ...order, ...change });
		expect(status).toBe(400);
		expect(data.title).toBe('One or more validation errors occurred.');
		expect(Object.keys(data.errors)).toContain(field);
		expect(credas.state.processes).toHaveLength(0);
	});
});

describe('reading a process', () => {
	it('answers 400 for what is no guid and 404 for an unknown one', async () => {
		expect((await api.get('/processes/7/details')).status).toBe(400);
		expect((await api.get(`/processes/${unknownGuid}/details`)).status).toBe(404);
	});

	it('can do without the undocumented endpoint', async () => {
		const { id } = credas.createProcess();
		expect((await api.get(`/processes/${id}`)).data).toMatchObject({ id, status: 0 });
		credas.setPortal({ processEndpoint: 404 });
		expect((await api.get(`/processes/${id}`)).status).toBe(404);
		credas.setPortal({ processEndpoint: 405 });
		expect((await api.get(`/processes/${id.toUpperCase()}`)).status).toBe(405);
		expect((await api.get(`/processes/${id}/details`)).status).toBe(200);
	});

	it('gives the details of an open and of a complete process', async () => {
		const { id, entityId } = credas.createProcess({ title: 'Check' });
		const before = (await api.get(`/processes/${id}/details`)).data;
		expect(before).toMatchObject({ isComplete: false, dateCompleted: null, percentageComplete: 0 });
		credas.completeProcess(id);
		const after = (await api.get(`/processes/${id}/details`)).data;
		expect(after).toMatchObject({
			id,
			title: 'Check',
			clientId: credas.clientId,
			journeyId: journeys.identity.id,
			status: 2,
			isComplete: true,
			percentageComplete: 100,
			dateCompleted: expect.any(String),
		});
		expect(JSON.stringify(after.processTasks)).toContain(entityId);
	});

	it('can keep the entities out of the details', async () => {
		const { id, entityId } = credas.createProcess();
		credas.setPortal({ detailsNameEntities: false });
		const { data } = await api.get(`/processes/${id}/details`);
		expect(JSON.stringify(data)).not.toContain(entityId);
	});

	it('gives a process that is completed again a new date', async () => {
		const { id } = credas.createProcess();
		const complete = async () => {
			credas.completeProcess(id);
			return (await api.get(`/processes/${id}/details`)).data.dateCompleted;
		};
		const first = await complete();
		expect(() => credas.completeProcess(id)).toThrow('open');
		credas.reopenProcess(id);
		expect(await complete()).not.toBe(first);
	});

	it('hides a deleted process and calls back about it', async () => {
		const { received, url } = await startReceiver();
		const { id } = credas.createProcess({ webhookUrl: url });
		expect(await api.delete(`/processes/${id}`)).toMatchObject({ status: 200, data: '' });
		expect((await api.get(`/processes/${id}/details`)).status).toBe(404);
		await credas.sender.settled();
		expect(received.map(({ body }) => body)).toMatchObject([{ ProcessId: id, Status: 3 }]);
		credas.setPortal({ deletedProcesses: 'readable' });
		expect((await api.get(`/processes/${id}/details`)).data.status).toBe(3);
	});
});

describe('people', () => {
	it('are created with 200 in the documented shape', async () => {
		const { status, data } = await api.post('/entities', { ...person, middleName: 'Ida' });
		expect(status).toBe(200);
		expect(data).toEqual({
			id: expect.any(String),
			firstName: 'Dana',
			surname: 'Sample',
			dateCreated: expect.any(String),
			emailAddress: 'dana@example.com',
			phoneNumber: '+447700900123',
			entityTags: [],
			registrationCode: expect.any(String),
			status: EntityStatus.NotInvited,
			accountType: 1,
		});
	});

	it('are refused without a reference or with blanks', async () => {
		const { status, data } = await api.post('/entities', { firstName: 'Dana', surname: ' ' });
		expect(status).toBe(400);
		expect(Object.keys(data.errors).sort()).toEqual(['Reference', 'Surname']);
	});

	it('have a summary with the results of their processes', async () => {
		const { id, entityId } = credas.createProcess();
		credas.completeProcess(id, 'fail');
		const { data } = await api.get(`/entities/${entityId}/summary`);
		expect(data).toMatchObject({
			id: entityId,
			identityVerifications: [{ processId: id, overallResult: 3 }],
			addressMortalityChecks: [{ processId: id, overallResult: 1 }],
		});
	});

	it('are invited again and have invites expired with an empty 200', async () => {
		const { entityId } = credas.createProcess();
		const again = await api.put(`/entities/${entityId}/resend-invite`, { contactByEmail: true });
		expect(again).toMatchObject({ status: 200, data: '' });
		expect(again.headers['content-length']).toBe('0');
		const expired = await api.put(`/entities/${entityId}/expire-invite`);
		expect(expired).toMatchObject({ status: 200, data: '' });
		expect((await api.get(`/entities/${entityId}`)).data.status).toBe(EntityStatus.Expired);
		await api.put(`/entities/${entityId}/new-invite`, { contactBySms: true });
		expect((await api.get(`/entities/${entityId}`)).data.status).toBe(EntityStatus.Invited);
	});

	it('cannot be invited again when they never were: 500 as observed, or 400 as documented', async () => {
		const { id } = (await api.post('/entities', person)).data;
		const resend = async () =>
			(await api.put(`/entities/${id}/resend-invite`, { contactByEmail: true })).status;
		expect(await resend()).toBe(500);
		credas.setPortal({ neverInvitedStatus: 400 });
		expect(await resend()).toBe(400);
		expect((await api.put(`/entities/${id}/expire-invite`)).status).toBe(400);
	});
});

describe('active checks', () => {
	const statusesOf = async (entityId: string) =>
		(await api.get(`/entities/${entityId}/active-checks`)).data.map(
			({ status }: { status: number }) => status,
		);

	it.each([
		['pass', [CheckStatus.Pass, CheckStatus.Pass, CheckStatus.Pass]],
		['refer', [CheckStatus.Refer, CheckStatus.Pass, CheckStatus.Pass]],
		['fail', [CheckStatus.Fail, CheckStatus.Pass, CheckStatus.Pass]],
	] as const)('of a customer who completes as %s', async (outcome, statuses) => {
		const { id, entityId } = credas.createProcess();
		expect(await statusesOf(entityId)).toEqual([2, 2, 2]);
		credas.completeProcess(id, outcome);
		expect(await statusesOf(entityId)).toEqual(statuses);
	});

	it('can be given one by one, unknown numbers included, for everybody or for one person', async () => {
		const { id, entityIds } = credas.createProcess({ journey: 'propertySale', people: [{}, {}] });
		const [buyer = '', seller = ''] = entityIds;
		credas.completeProcess(id, { checks: [42, { status: 4, entityId: seller }] });
		expect(await statusesOf(buyer)).toEqual([42]);
		expect(await statusesOf(seller)).toEqual([42, 4]);
	});

	it('have the documented fields of a right to rent check', async () => {
		const { id, entityId } = credas.createProcess({ journey: 'rightToRent' });
		credas.completeProcess(id, 'pass');
		const { data } = await api.get(`/entities/${entityId}/active-checks`);
		expect(data).toContainEqual({
			entityId,
			type: 12,
			name: 'Right to Rent',
			status: 1,
			lastCheckedDate: expect.any(String),
			requestedDate: expect.any(String),
			idvEntryId: null,
			isOnGoingMonitoring: false,
			isManuallyChecked: false,
			submittedBy: null,
			requestedBy: null,
			rtxCheckId: expect.any(Number),
			canReview: false,
			legislation: 0,
		});
	});
});

describe('the PDF report', () => {
	const exportPdf = async (entityId: string, processId: string) =>
		await api.post(
			`/entities/${entityId}/${processId}/pdf-export`,
			{},
			{ responseType: 'arraybuffer' },
		);

	function completed() {
		const process = credas.createProcess({ people: [{ firstName: 'Zoë', surname: 'Sample' }] });
		credas.completeProcess(process.id, 'refer');
		return process;
	}

	/** Follows the cross references of a PDF the way a reader does, and returns what they point at. */
	function objectsOf(pdf: Buffer): string[] {
		const text = pdf.toString('latin1');
		const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
		const [, count = '', rows = ''] =
			/^xref\n0 (\d+)\n([^t]+)trailer/.exec(text.slice(start)) ?? [];
		const offsets = rows.match(/.{20}/gs)?.slice(1) ?? [];
		expect(offsets).toHaveLength(Number(count) - 1);
		return offsets.map(
			(row) => text.slice(Number(row.slice(0, 10))).split('\nendobj\n', 1)[0] ?? '',
		);
	}

	function expectValidPdf(pdf: Buffer): void {
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
		objectsOf(pdf).forEach((object, index) => {
			expect(object.startsWith(`${index + 1} 0 obj\n`)).toBe(true);
			const stream = /\/Length (\d+) >>\nstream\n(.*)\nendstream$/s.exec(object);
			if (stream) expect(stream[2]?.length).toBe(Number(stream[1]));
		});
	}

	it('is refused until the process is complete, and for people who are not in it', async () => {
		const { id, entityId } = credas.createProcess();
		expect((await exportPdf(entityId, id)).status).toBe(400);
		const other = completed();
		expect((await exportPdf(entityId, other.id)).status).toBe(404);
	});

	it('is a valid PDF that shows the person, the process and the checks', async () => {
		const { id, entityId } = completed();
		const { status, headers, data } = await exportPdf(entityId, id);
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('application/pdf');
		expect(Buffer.compare(data, credas.pdfOf(id, entityId))).toBe(0);
		expectValidPdf(data);
		const shown = [...data.toString().matchAll(/<([0-9a-f]+)> Tj/g)].map(([, hex]) =>
			Buffer.from(String(hex), 'hex').toString('latin1'),
		);
		expect(shown).toEqual(
			expect.arrayContaining(['Zoë Sample', id, 'Identity Verification', 'Refer', 'Pass']),
		);
	});

	it('has a page for every twenty checks', () => {
		const { id, entityId } = credas.createProcess();
		credas.completeProcess(id, { checks: Array.from({ length: 45 }, () => 1) });
		const pdf = credas.pdfOf(id, entityId);
		expectValidPdf(pdf);
		expect(pdf.toString('latin1').match(/\/Type \/Page /g)).toHaveLength(3);
	});

	it('can come as base64 text, as base64 in an object, or as a web page', async () => {
		const { id, entityId } = completed();
		const base64 = credas.pdfOf(id, entityId).toString('base64');
		const path = `/entities/${entityId}/${id}/pdf-export`;
		credas.setReportAnswer({ kind: 'base64String' });
		expect((await api.post(path)).data).toBe(base64);
		credas.setReportAnswer({ kind: 'base64Object' });
		expect((await api.post(path)).data).toEqual({ base64 });
		credas.setReportAnswer({ kind: 'html' });
		const answer = await api.post(path);
		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toContain('text/html');
	});

	it('can break off in the middle, having promised it all', async () => {
		const { id, entityId } = completed();
		credas.setReportAnswer({ kind: 'cut', afterBytes: 100 });
		const { data, headers } = await api.post(`/entities/${entityId}/${id}/pdf-export`, undefined, {
			responseType: 'stream',
		});
		const pieces: Buffer[] = [];
		const reading = (async () => {
			for await (const piece of data) pieces.push(piece);
		})();
		await expect(reading).rejects.toThrow('aborted');
		const whole = credas.pdfOf(id, entityId);
		expect(Number(headers['content-length'])).toBe(whole.length);
		expect(Buffer.concat(pieces).equals(whole.subarray(0, 100))).toBe(true);
	});

	it('can be large and is still valid', async () => {
		const { id, entityId } = completed();
		credas.setReportAnswer({ kind: 'large', megabytes: 3 });
		const { data, headers } = await exportPdf(entityId, id);
		expect(data.length).toBeGreaterThan(3 * 1024 * 1024);
		expect(Number(headers['content-length'])).toBe(data.length);
		expect(Buffer.compare(data, credas.pdfOf(id, entityId))).toBe(0);
		expectValidPdf(data);
	});
});

describe('callbacks', () => {
	it('tell that a process is complete, in exactly the documented body', async () => {
		const { received, url } = await startReceiver();
		const { id } = credas.createProcess({ webhookUrl: url });
		const delivery = await credas.completeProcess(id).finished;
		expect(delivery.state).toBe('delivered');
		expect(received).toMatchObject([{ query: { 'our-reference': '42' } }]);
		expect(received[0]?.body).toEqual({
			ProcessId: id,
			ClientId: credas.clientId,
			Status: 2,
			StatusDescription: 'The process is complete',
		});
	});

	it('are tried again until the receiver accepts them, then no more', async () => {
		const { received, url } = await startReceiver(500, 401);
		const { id } = credas.createProcess({ webhookUrl: url });
		const delivery = await credas.completeProcess(id).finished;
		expect(delivery.attempts.map(({ status }) => status)).toEqual([500, 401, 200]);
		expect(received).toHaveLength(3);
	});

	it('are given up after four attempts', async () => {
		const { url } = await startReceiver(500, 500, 500, 500, 200);
		const { id } = credas.createProcess({ webhookUrl: url });
		expect(await credas.completeProcess(id).finished).toMatchObject({ state: 'abandoned' });
		expect(credas.deliveriesOf(id).at(-1)?.attempts).toHaveLength(4);
	});

	it('go nowhere when nobody gave a URL', async () => {
		const { id } = credas.createProcess();
		expect(await credas.completeProcess(id).finished).toMatchObject({
			state: 'unaddressed',
			attempts: [],
		});
	});

	it('carry the header of the portal, whose name takes no hyphen', async () => {
		const { received, url } = await startReceiver();
		expect(() => credas.setPortal({ header: { name: 'web-hook', value: '1' } })).toThrow('letters');
		credas.setPortal({ header: { name: 'webhookAuth', value: '12-34' }, inviteWebhookUrl: url });
		const { id } = credas.createProcess({ webhookUrl: url });
		credas.completeProcess(id);
		await credas.sender.settled();
		expect(received.map(({ headers }) => headers['webhookauth'])).toEqual(['12-34', '12-34']);
	});

	it('tell how invites fare: sent, delivered, opened, bounced', async () => {
		const { received, url } = await startReceiver();
		credas.setPortal({ inviteWebhookUrl: url });
		const { id, entityId, processActorIds } = credas.createProcess();
		await credas.sender.settled();
		await credas.deliverInvite(id).finished;
		await credas.openInvite(id).finished;
		await credas.bounceInvite(id).finished;
		expect(received[0]?.body).toEqual({
			clientId: credas.clientId,
			processId: id,
			processActorId: processActorIds[0],
			entityId,
			smsStatus: 0,
			smsStatusDescription: 'Not sent',
			emailStatus: 1,
			emailStatusDescription: 'Sent',
		});
		expect(received.map(({ body }) => body)).toMatchObject([
			{ emailStatus: 1 },
			{ emailStatus: 2 },
			{ emailStatus: 3 },
			{ emailStatus: 5, emailStatusDescription: 'Bounced' },
		]);
		expect((await api.get(`/entities/${entityId}`)).data.status).toBe(EntityStatus.BouncedInvite);
		expect(() => credas.bounceInvite(id, entityId, 'sms')).toThrow('not invited by sms');
	});

	it('tell when a back office changes a result, with the payload as JSON text', async () => {
		const { received, url } = await startReceiver();
		credas.setPortal({ resultWebhookUrl: url });
		const { id, entityId } = credas.createProcess();
		credas.completeProcess(id, 'refer');
		await credas.changeResult(entityId, UpdateType.NameCheck, 5).finished;
		const body = received[0]?.body as { UpdateType: number; Payload: string };
		expect(Object.keys(body)).toEqual(['UpdateType', 'Payload']);
		expect(body.UpdateType).toBe(1);
		expect(JSON.parse(body.Payload)).toEqual({
			EntityIdvEntryIdDocumentId: expect.any(String),
			NameCheckVerificationResult: 5,
			EntityId: entityId,
			ClientId: credas.clientId,
		});
		const { data } = await api.get(`/entities/${entityId}/active-checks`);
		expect(data[0]).toMatchObject({ status: CheckStatus.Fail, isManuallyChecked: true });
	});

	it('can be repeated word for word', async () => {
		const { received, url } = await startReceiver();
		const { id } = credas.createProcess({ webhookUrl: url });
		expect(() => credas.redeliver(id)).toThrow('not called back');
		await credas.completeProcess(id).finished;
		await credas.redeliver(id).finished;
		expect(received[1]?.body).toEqual(received[0]?.body);
	});

	it('can be doubled and lost', async () => {
		const { received, url } = await startReceiver();
		credas.sender.misbehave({ kind: 'doubled' });
		credas.sender.misbehave({ kind: 'lost' });
		const ids = [0, 1].map(() => credas.createProcess({ webhookUrl: url }).id);
		// The invites of both processes have no URL and use up nothing.
		for (const id of ids) credas.completeProcess(id);
		await credas.sender.settled();
		expect(received.map(({ body }) => body)).toMatchObject([
			{ ProcessId: ids[0] },
			{ ProcessId: ids[0] },
		]);
	});

	it('can be forged: any body, once, without the header of the portal', async () => {
		const { received, url } = await startReceiver(403);
		credas.setPortal({ header: { name: 'webhookAuth', value: '1' } });
		const forged = await credas.sendForged(url, [1], { 'X-Own': 'yes' }, 'PUT').finished;
		expect(forged.attempts.map(({ status }) => status)).toEqual([403]);
		expect(received).toMatchObject([{ body: [1], headers: { 'x-own': 'yes' } }]);
		expect(received[0]?.headers).not.toHaveProperty('webhookauth');
		expect(credas.deliveries).toHaveLength(0);
	});
});

describe('magic links', () => {
	const getLink = async (processId: string, entityId: string, query = '') =>
		(await api.get(`/processes/${processId}/entities/${entityId}/magic-link${query}`)).data;

	it('are bare JSON texts, each one new, that lead to the page of the customer', async () => {
		const { id, entityId } = credas.createProcess({ people: [{ contactViaEmail: false }] });
		const link = await getLink(id, entityId, '?hideHeader=true');
		expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/landing\?registrationCode=/);
		expect(new URL(link).searchParams.get('hideHeader')).toBe('true');
		expect(await getLink(id, entityId)).not.toBe(link);
		const { request } = await axios.get(link);
		expect(request.path).toBe(`/process/${id}`);
		expect((await api.get(`/processes/${id}`)).data.status).toBe(ProcessStatus.InProgress);
		expect((await api.get(`/entities/${entityId}`)).data.status).toBe(EntityStatus.Active);
	});

	it('expire', async () => {
		const { id, entityId } = credas.createProcess();
		const link = await getLink(id, entityId);
		credas.magicLinks.expireAll();
		expect((await axios.get(link, { validateStatus: () => true })).status).toBe(410);
	});

	it('are given for open processes and people in them only', async () => {
		const { id, entityId } = credas.createProcess();
		const path = `/processes/${id}/entities`;
		expect((await api.get(`${path}/${unknownGuid}/magic-link`)).status).toBe(404);
		credas.completeProcess(id);
		expect((await api.get(`${path}/${entityId}/magic-link`)).status).toBe(400);
	});
});

describe('the pages', () => {
	const press = async (path: string, fields: Record<string, string> = {}) =>
		await axios.post(`${credas.origin}${path}`, new URLSearchParams(fields), {
			validateStatus: () => true,
		});

	it('list the processes with people and callbacks', async () => {
		const { url } = await startReceiver();
		const { id } = credas.createProcess({
			title: 'Check <one>',
			webhookUrl: url,
			people: [{ firstName: '<b>Dana</b>' }],
		});
		await credas.completeProcess(id).finished;
		const { data } = await axios.get(credas.origin);
		expect(data).toContain('Check &#60;one&#62;');
		expect(data).not.toContain('<b>Dana');
		expect(data).toContain('delivered 200');
	});

	it('let a person send another customer, whom Credas calls back for at the address of the last', async () => {
		credas.createProcess({ webhookUrl: 'https://n8n.example.com/webhook/1' });
		const overview = await axios.get<string>(`${credas.origin}/`);
		expect(overview.data).toContain('value="https://n8n.example.com/webhook/1"');

		const callbackUrl = 'https://n8n.example.com/webhook/2';
		const page = await press('/process', { title: 'Flat 3', callbackUrl });

		expect(page.data).toContain('Flat 3');
		expect(credas.state.processes[0]).toMatchObject({ webhookUrl: callbackUrl });
	});

	it('let a person complete, reopen, redeliver and delete', async () => {
		const { received, url } = await startReceiver();
		const { id, entityId } = credas.createProcess({ webhookUrl: url });
		const page = await press(`/process/${id}/complete`, { outcome: 'fail' });
		expect(page.status).toBe(200);
		expect(page.data).toContain('Reopen');
		const checks = await api.get(`/entities/${entityId}/active-checks`);
		expect(checks.data[0].status).toBe(CheckStatus.Fail);
		await press(`/process/${id}/redeliver`);
		await press(`/process/${id}/reopen`);
		await press(`/process/${id}/delete`);
		await credas.sender.settled();
		const statuses = received.map(({ body }) => (body as { Status: number }).Status);
		expect(statuses.sort()).toEqual([2, 2, 3]);
	});

	it('let a person open and bounce an invite', async () => {
		const { id, entityId } = credas.createProcess();
		expect((await press(`/process/${id}/open-invite`, { entityId })).data).toContain('opened');
		expect((await press(`/process/${id}/bounce-invite`, { entityId })).data).toContain('bounced');
	});

	it('say what did not work', async () => {
		const { id } = credas.createProcess();
		expect((await press(`/process/${id}/complete`, { outcome: 'maybe' })).status).toBe(400);
		expect((await press(`/process/${id}/redeliver`)).data).toContain('not called back yet');
		expect((await press(`/process/${id}/dance`)).status).toBe(404);
	});
});

describe('several simulators', () => {
	it('give the same ids for the same seed and others without', async () => {
		const ids = [];
		for (const seed of ['one', 'one', undefined]) {
			const simulator = await startCredasSimulator({ seed });
			opened.push(simulator);
			ids.push(simulator.createProcess().id);
		}
		expect(ids[0]).toBe(ids[1]);
		expect(ids[2]).not.toBe(ids[0]);
	});
});
