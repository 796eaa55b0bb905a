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

interface Shown {
	readonly processActors: Array<{ readonly entityId?: string }>;
}

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

	it('refuses what is not JSON', async () => {
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

	it('refuses every wrong field in one answer, by its name', async () => {
		const { status, data } = await api.post('/processes', {
			title: ' ',
			journeyId: unknownGuid,
			webhookUrl: 'example.com/hook',
			processEntities: [
				{
					emailAddress: '',
					phoneNumber: '07700900123',
					reference: null,
					actorId: '110',
					contactViaSms: 'true',
				},
				'Dana',
				{ id: unknownGuid, actorId: 110 },
			],
		});
		expect(status).toBe(400);
		expect(data.title).toBe('One or more validation errors occurred.');
		expect(Object.keys(data.errors).sort()).toEqual([
			'JourneyId',
			'ProcessEntities[0].ActorId',
			'ProcessEntities[0].ContactViaSms',
			'ProcessEntities[0].EmailAddress',
			'ProcessEntities[0].FirstName',
			'ProcessEntities[0].PhoneNumber',
			'ProcessEntities[0].Reference',
			'ProcessEntities[0].Surname',
			'ProcessEntities[1]',
			'ProcessEntities[2].Id',
			'Title',
			'WebhookUrl',
		]);
		expect(credas.state.processes).toHaveLength(0);
	});

	const withPerson = (change: object) => ({ processEntities: [{ ...person, ...change }] });
	it.each<[string, object, string]>([
		['nobody', { processEntities: [] }, 'ProcessEntities'],
		['an inactive journey', { journeyId: journeys.retired.id }, 'JourneyId'],
		['an actor the journey lacks', withPerson({ actorId: 118 }), 'ProcessEntities[0].ActorId'],
		['email to nowhere', withPerson({ emailAddress: null }), 'ProcessEntities[0].ContactViaEmail'],
		[
			'SMS to nowhere',
			withPerson({ phoneNumber: null, contactViaSms: true }),
			'ProcessEntities[0].ContactViaSms',
		],
		['in person and by email', withPerson({ inPerson: true }), 'ProcessEntities[0].InPerson'],
		['two people in a single role', { processEntities: [person, person] }, 'ProcessEntities'],
	])('refuses %s', async (_what, change, field) => {
		const { status, data } = await api.post('/processes', { ...order, ...change });
		expect(status).toBe(400);
		expect(Object.keys(data.errors)).toEqual([field]);
	});
});

describe('reading a process', () => {
	it('answers 400 for what is not a guid and 404 for an unknown one', async () => {
		expect((await api.get('/processes/7/details')).status).toBe(400);
		expect((await api.get(`/processes/${unknownGuid}/details`)).status).toBe(404);
	});

	it('can do without the undocumented endpoint', async () => {
		const { id } = credas.createProcess();
		expect((await api.get(`/processes/${id}`)).data).toMatchObject({ id, status: 0 });
		for (const processEndpoint of [403, 404, 405, 500] as const) {
			credas.setPortal({ processEndpoint });
			expect((await api.get(`/processes/${id}`)).status).toBe(processEndpoint);
		}
		expect((await api.get(`/processes/${id}/details`)).status).toBe(200);
	});

	it('can leave out the entity ids of some people, or give the empty guid', async () => {
		const { id, entityIds } = credas.createProcess({ journey: 'propertySale', people: [{}, {}] });
		const [buyer = ''] = entityIds;
		const named = async () => {
			const { data } = await api.get<Shown>(`/processes/${id}`);
			return data.processActors.map(({ entityId }) => entityId);
		};
		credas.setPortal({ actorsNameEntities: [buyer] });
		expect(await named()).toEqual([buyer, undefined]);
		credas.setPortal({ unnamedEntityId: 'emptyGuid' });
		expect(await named()).toEqual([buyer, '00000000-0000-0000-0000-000000000000']);
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

	it('can keep some people out of the details, wholly or but for their part', async () => {
		const draft = { journey: 'propertySale', people: [{}, {}] } as const;
		const { id, entityIds, processActorIds } = credas.createProcess(draft);
		const shown = async () => {
			const details = JSON.stringify((await api.get(`/processes/${id}/details`)).data);
			const isShown = (name: string, value: unknown) =>
				details.includes(`"${name}":${JSON.stringify(value)}`);
			return [
				...entityIds.map((id) => isShown('entityId', id)),
				...processActorIds.map((id) => isShown('processActorId', id)),
			];
		};
		credas.setPortal({ detailsNameEntities: entityIds.slice(0, 1) });
		expect(await shown()).toEqual([true, false, true, true]);
		credas.setPortal({ detailsNameActors: false });
		expect(await shown()).toEqual([true, false, false, false]);
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

	it('can be behind the callback for some reads', async () => {
		const { id } = credas.createProcess();
		credas.setPortal({ completionLag: { reads: 2 } });
		credas.completeProcess(id);
		const read = async () => (await api.get(`/processes/${id}/details`)).data.status;
		expect([await read(), await read(), await read()]).toEqual([0, 0, 2]);
	});

	it('can be archived by the time anybody reads it, and keeps its date', async () => {
		const { received, url } = await startReceiver();
		credas.setPortal({ archivesCompleted: true });
		const { id } = credas.createProcess({ webhookUrl: url });
		await credas.completeProcess(id).finished;
		expect(received.map(({ body }) => body)).toMatchObject([{ Status: 2 }]);
		expect((await api.get(`/processes/${id}/details`)).data).toMatchObject({
			status: ProcessStatus.Archived,
			isComplete: false,
			dateCompleted: expect.any(String),
		});
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
	it('are refused without a reference or with blanks', async () => {
		const { status, data } = await api.post('/entities', { firstName: 'Dana', surname: ' ' });
		expect(status).toBe(400);
		expect(Object.keys(data.errors).sort()).toEqual(['Reference', 'Surname']);
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
	it.each([
		['pass', [1, 1, 1]],
		['refer', [6, 1, 1]],
		['fail', [4, 1, 1]],
	] as const)('of a customer who completes as %s', async (outcome, statuses) => {
		const { id, entityId } = credas.createProcess();
		credas.completeProcess(id, outcome);
		const { data } = await api.get(`/entities/${entityId}/active-checks`);
		expect(data.map(({ status }: { status: number }) => status)).toEqual(statuses);
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

describe('data checks', () => {
	const address = {
		firstName: 'Dana',
		surname: 'Sample',
		addressLine1: '1 Sample Street',
		postcode: 'CF10 1AA',
	};
	const checkAddress = async (entityId: string, body: object) =>
		await api.post(`/entities/${entityId}/data-checks/address-mortality`, body);

	it.each([
		[1, 'Pass', 1],
		[2, 'Refer', 6],
		[3, 'Fail', 4],
	] as const)(
		'of an address come out as the portal is set to, here %d',
		async (result, resultText, status) => {
			const { entityId } = credas.createProcess();
			credas.setPortal({ addressResult: result });
			const { data } = await checkAddress(entityId, address);
			expect(data).toMatchObject({ entityId, result, resultText });
			const { data: checks } = await api.get(`/entities/${entityId}/active-checks`);
			expect(checks.at(-1)).toMatchObject({ dataCheckId: data.id, status });
		},
	);

	it('refuse a body that names nobody, blanks and a date in another form', async () => {
		const { entityId } = credas.createProcess();
		const wrong = { ...address, surname: undefined, city: ' ', dateOfBirth: '1990-05-17' };
		const { status, data } = await checkAddress(entityId, wrong);
		expect(status).toBe(400);
		expect(Object.keys(data.errors).sort()).toEqual(['City', 'DateOfBirth', 'Surname']);
	});

	it('are a screening only by the ID of one, and only of this person', async () => {
		const { id, entityId } = credas.createProcess();
		credas.completeProcess(id);
		const { data: checks } = await api.get(`/entities/${entityId}/active-checks`);
		const [, ofAddress, screening] = checks;
		const screened = async (whose: string, dataCheckId: unknown) =>
			(await api.get(`/entities/${whose}/data-checks/${dataCheckId}/sanctions-and-peps`)).status;
		expect(await screened(entityId, screening.dataCheckId)).toBe(200);
		expect(await screened(entityId, ofAddress.dataCheckId)).toBe(404);
		expect(await screened(credas.createProcess().entityId, screening.dataCheckId)).toBe(404);
		expect(await screened(entityId, 'latest')).toBe(400);
	});
});

describe('checks with official bodies', () => {
	const named = { firstName: 'Dana', surname: 'Sample' };
	const check = async (path: string, body: object) => {
		const { entityId } = credas.createProcess();
		const answer = await api.post(`/entities/${entityId}/data-checks/${path}`, body);
		return { entityId, ...answer };
	};
	const screening = { ...named, datasets: [1, 2], useAllCountries: true };

	it('screen once, with a result that can be read again under its ID', async () => {
		credas.setPortal({ screeningStatus: 3 });
		const { entityId, data } = await check('sanctions-and-peps', screening);
		expect(data).toMatchObject({ status: 3, request: { lastName: 'Sample', datasets: [1, 2] } });
		const path = `/entities/${entityId}/data-checks/${data.id}/sanctions-and-peps`;
		expect((await api.get(path)).data).toEqual(data);
	});

	it.each<[string, string, object, string[]]>([
		[
			'a screening without datasets',
			'sanctions-and-peps',
			{ ...screening, datasets: [] },
			['Datasets'],
		],
		['an unknown dataset', 'sanctions-and-peps', { ...screening, datasets: [9] }, ['Datasets[0]']],
		[
			'a screening that leaves the countries open',
			'sanctions-and-peps',
			{ ...named, datasets: [1] },
			['UseAllCountries'],
		],
		[
			'a screening of no country',
			'sanctions-and-peps',
			{ ...screening, useAllCountries: false },
			['Countries'],
		],
		[
			'a match by a date of birth that is missing',
			'sanctions-and-peps',
			{ ...screening, dateOfBirthMatching: 1 },
			['DateOfBirth'],
		],
		[
			'a bank account of nobody',
			'bank-account',
			{ sortcode: '000000', accountNumber: '00000000' },
			['FirstName', 'Surname'],
		],
		[
			'a property without an address',
			'land-registry',
			{ ...named, addressLine1: ' ', runProofOfOwnershipCheck: 'yes' },
			['AddressLine1', 'Postcode', 'RunProofOfOwnershipCheck'],
		],
	])('refuse %s', async (_what, path, body, fields) => {
		const { status, data } = await check(path, body);
		expect(status).toBe(400);
		expect(Object.keys(data.errors).sort()).toEqual(fields);
	});

	it.each([
		['1234', '00000000'],
		['00-00-00', '00000000'],
		['000000', 12345678],
		['000000', undefined],
	])('answer 500 to the bank account %s %s, or 400', async (sortcode, accountNumber) => {
		const account = { ...named, sortcode, accountNumber };
		expect((await check('bank-account', account)).status).toBe(500);
		credas.setPortal({ badBankAccountStatus: 400 });
		expect((await check('bank-account', account)).status).toBe(400);
	});

	it('give the bank account check the result that the portal is set to', async () => {
		credas.setPortal({ bankAccountResult: 3 });
		const account = { ...named, sortcode: '000000', accountNumber: '00000000' };
		const { data } = await check('bank-account', account);
		expect(data).toMatchObject({ result: 3, resultText: 'Fail', input: account });
	});
});

describe('ongoing monitoring', () => {
	it('calls back about a person on a watch list, in exactly the documented body', async () => {
		const { received, url } = await startReceiver(503);
		credas.setPortal({ monitoringWebhookUrl: url });
		const { entityId } = credas.createProcess();
		expect(() => credas.raiseMonitoringAlert(entityId)).toThrow('not on a watch list');
		const body = { firstName: 'Dana', surname: 'Sample', datasets: [2], useAllCountries: true };
		await api.post(`/entities/${entityId}/data-checks/sanctions-and-peps`, {
			...body,
			addToWatchList: true,
		});
		const { state } = await credas.raiseMonitoringAlert(entityId).finished;
		expect(state).toBe('delivered');
		const alert = { EntityId: entityId, ClientId: credas.clientId };
		expect(received.map((call) => call.body)).toEqual([alert, alert]);
		const { data: checks } = await api.get(`/entities/${entityId}/active-checks`);
		expect(checks.at(-1)).toMatchObject({
			isOnGoingMonitoring: true,
			status: CheckStatus.ActionRequired,
		});
	});

	it('names the client of a person only where the portal is told to', async () => {
		const { entityId } = credas.createProcess();
		const read = async () => (await api.get(`/entities/${entityId}`)).data;
		expect(await read()).not.toHaveProperty('clientId');
		credas.setPortal({ entityClientId: unknownGuid });
		expect(await read()).toHaveProperty('clientId', unknownGuid);
	});
});

describe('portal links', () => {
	const emailAddress = 'compliance@example.com';
	const order = async (page: string, body: object) => await api.post(`/magic-links/${page}`, body);

	it.each(['entity-module', 'invite-wizard'])('to %s are for users of the portal', async (page) => {
		const { status, data } = await order(page, { emailAddress });
		expect([status, new URL(data).pathname]).toEqual([200, '/portal']);
		expect((await order(page, { emailAddress: 'stranger@example.com' })).status).toBe(400);
		expect((await order(page, { emailAddress, showClientLogo: 1 })).status).toBe(400);
	});

	it('to a profile need a person, and expire', async () => {
		const { entityId } = credas.createProcess();
		const { data } = await order('entity-profile', { emailAddress, entityId });
		expect((await axios.get(data)).data).toContain(entityId);
		credas.state.portalLinks.expireAll();
		expect((await axios.get(data, { validateStatus: () => true })).status).toBe(410);
		const unknown = { emailAddress, entityId: unknownGuid };
		expect((await order('entity-profile', unknown)).status).toBe(404);
		expect((await order('entity-profile', { emailAddress })).status).toBe(400);
	});
});

describe('documents', () => {
	const image = Buffer.from('an image').toString('base64');

	it('are uploaded to an entry of their own, reviewed, and called back about', async () => {
		const { received, url } = await startReceiver();
		credas.setPortal({ resultWebhookUrl: url });
		const { entityId } = credas.createProcess();
		const entries = `/entities/${entityId}/idv-entries`;
		const upload = { documentType: 2, base64Image: image };
		const answer = await api.post(`${entries}/upload-non-biometric-document`, upload);
		expect(answer).toMatchObject({ status: 200, data: '' });
		const entry = (await api.get(entries)).data.at(-1);
		const path = `${entries}/${entry.id}/non-biometic-documents/review`;
		const review = { id: entry.nonBiometricDocuments[0].id, result: 4, comments: 'Fine.' };
		expect((await api.put(path, [review])).status).toBe(200);
		expect((await api.put(path, [{ ...review, id: unknownGuid }])).status).toBe(404);
		expect((await api.put(path, review)).status).toBe(400);
		expect((await api.get(`${entries}/${entry.id}`)).data.verificationResult).toBe(4);
		await credas.sender.settled();
		expect(received.map(({ body }) => body)).toMatchObject([{ UpdateType: 5 }, { UpdateType: 5 }]);
	});

	it.each([
		[{ documentType: 18, base64Image: image }, 'DocumentType'],
		[{ documentType: '2', base64Image: image }, 'DocumentType'],
		[{ documentType: 2, base64Image: 'an image' }, 'Base64Image'],
		[{ documentType: 2 }, 'Base64Image'],
	])('are refused as %j', async (body, field) => {
		const { entityId } = credas.createProcess();
		const path = `/entities/${entityId}/idv-entries/upload-non-biometric-document`;
		const { status, data } = await api.post(path, body);
		expect(status).toBe(400);
		expect(Object.keys(data.errors)).toEqual([field]);
	});
});

describe('identity verifications', () => {
	it('stand under the ID that the active checks name, of their person alone', async () => {
		const { id, entityId } = credas.createProcess();
		credas.completeProcess(id, 'fail');
		const { data: checks } = await api.get(`/entities/${entityId}/active-checks`);
		const { idvEntryId } = checks[0];
		const { data: listed } = await api.get(`/entities/${entityId}/idv-entries`);
		const { data: one } = await api.get(`/entities/${entityId}/idv-entries/${idvEntryId}`);
		expect(listed).toEqual([one]);
		expect(one).toMatchObject({ id: idvEntryId, entityId, verificationResult: 2 });
		const { entityId: other } = credas.createProcess();
		expect((await api.get(`/entities/${other}/idv-entries/${idvEntryId}`)).status).toBe(404);
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

	it('is refused until the process is complete, and for people who are not in it', async () => {
		const { id, entityId } = credas.createProcess();
		expect((await exportPdf(entityId, id)).status).toBe(400);
		const other = completed();
		expect((await exportPdf(entityId, other.id)).status).toBe(404);
	});

	it('takes the known parts of a report as booleans, and nothing else', async () => {
		const { id, entityId } = completed();
		const order = async (body: object) =>
			await api.post(`/entities/${entityId}/${id}/pdf-export`, body);
		expect((await order({ includeCoverPage: false })).status).toBe(200);
		const { status, data } = await order({ includeForms: 'true', includeCover: true });
		expect(status).toBe(400);
		expect(Object.keys(data.errors).sort()).toEqual(['IncludeCover', 'IncludeForms']);
	});

	it('is a PDF, the same bytes each time', async () => {
		const { id, entityId } = completed();
		const { headers, data } = await exportPdf(entityId, id);
		expect(headers['content-type']).toBe('application/pdf');
		expect(data.toString('latin1')).toMatch(/^%PDF-[\s\S]*%%EOF\n$/);
		expect(Buffer.compare(data, credas.pdfOf(id, entityId))).toBe(0);
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

	it('can be large and still ends as a PDF', async () => {
		const { id, entityId } = completed();
		credas.setReportAnswer({ kind: 'large', megabytes: 3 });
		const { data, headers } = await exportPdf(entityId, id);
		expect(data.length).toBeGreaterThan(3 * 1024 * 1024);
		expect(Number(headers['content-length'])).toBe(data.length);
		expect(data.subarray(-6).toString()).toBe('%%EOF\n');
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

	it('are given up after four attempts', async () => {
		const { url } = await startReceiver(500, 500, 500, 500, 200);
		const { id } = credas.createProcess({ webhookUrl: url });
		expect(await credas.completeProcess(id).finished).toMatchObject({ state: 'abandoned' });
		expect(credas.deliveriesOf(id).at(-1)?.attempts).toHaveLength(4);
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

	it('let a person raise an alert about somebody on a watch list', async () => {
		const { received, url } = await startReceiver();
		const { entityId } = credas.createProcess();
		expect((await press(`/person/${entityId}/alert`)).data).toContain('not on a watch list');
		await press(`/person/${entityId}/watch`);
		await press('/addresses', { monitoringWebhookUrl: url });
		expect((await press(`/person/${entityId}/alert`)).data).toContain('ongoing monitoring alert');
		await credas.sender.settled();
		expect(received.map(({ body }) => body)).toMatchObject([{ EntityId: entityId }]);
	});

	it('offer an address, where nobody is called until it is saved', async () => {
		const { received, url } = await startReceiver();
		credas.offerAddresses({ inviteWebhookUrl: url });
		const { id } = credas.createProcess();

		expect((await axios.get<string>(credas.origin)).data).toContain(`value="${url}"`);
		expect(received).toEqual([]);

		await press('/addresses', { inviteWebhookUrl: url });
		credas.bounceInvite(id);
		await credas.sender.settled();
		expect(received).toHaveLength(1);
	});
});
