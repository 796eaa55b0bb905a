import type { INodeParameters } from 'n8n-workflow';

import {
	callbackSecretsOf,
	checkSignature,
} from '../../../nodes/Credas/resources/process/signedUrl';
import { journeys } from '../../../sandbox/simulators/credas';
import { signatureIn } from '../../credas';
import {
	hintsOf,
	loadOptions,
	onlyJsonOf,
	searchList,
	wordsOf,
	type NodeExecution,
} from '../engine';
import type { Changes } from '../simulatedService';

import { useCredas } from './service';

const credas = useCredas();

const secret = 'planted-callback-secret';
const callbackUrl = 'https://n8n.example.com/webhook/1/webhook?our-reference=7';
const nadia = {
	firstName: 'Nadia',
	surname: 'Sample',
	emailAddress: 'nadia@example.com',
	phoneNumber: '',
	actorId: 110,
	contact: 'email',
};

const create = (fields = {}, ...people: object[]) => ({
	journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
	title: 'Flat 3',
	people: { person: people.length > 0 ? people.map((person) => ({ ...person })) : [nadia] },
	callback: 'url',
	callbackUrl,
	...fields,
});

const run = async (parameters: INodeParameters = create(), more?: Changes<NodeExecution>) =>
	await credas.run('process:create', parameters, more);

const sentBody = () => credas.simulator.requests.at(-1)?.body as Record<string, unknown>;

describe('process: create', () => {
	it('gives the ids of the process and of its people, ready for the next node', async () => {
		const created = onlyJsonOf(await run(create({ reference: 'ORDER-1' })));

		expect(created).toMatchObject({
			processId: expect.any(String),
			status: 0,
			statusLabel: 'Not started',
			reference: 'ORDER-1',
			entityId: expect.any(String),
			processActorId: expect.any(Number),
		});
		const { entityId, processActorId } = created;
		expect(created.people).toEqual([{ entityId, processActorId, actorId: 110 }]);
		expect(sentBody()).toEqual({
			title: 'Flat 3',
			journeyId: journeys.identity.id,
			webhookUrl: callbackUrl,
			processEntities: [
				{
					firstName: 'Nadia',
					surname: 'Sample',
					emailAddress: 'nadia@example.com',
					actorId: 110,
					reference: 'ORDER-1',
					contactViaEmail: true,
					contactViaSms: false,
					inPerson: false,
				},
			],
		});
	});

	it('puts nobody at the top where two people were sent and one comes back', async () => {
		const processActors = [{ id: 7, entityId: '5d1b6a8e-2f34-4c0d-8b1e-7a9c3e5f1d22' }];
		credas.simulator.faults.add({
			method: 'POST',
			path: '/api/v2/ci/processes',
			effect: { kind: 'status', status: 200, body: { id: 'p-1', status: 0, processActors } },
		});
		const created = onlyJsonOf(await run(create({}, nadia, { ...nadia, firstName: 'Ned' })));
		expect(created).not.toHaveProperty('entityId');
		expect(created).not.toHaveProperty('processActorId');
		expect(created.people).toHaveLength(1);
	});

	it('takes a plain id for the journey', async () => {
		const { processId } = onlyJsonOf(
			await run(create({ journeyId: '={{ "' + journeys.identity.id + '" }}' })),
		);
		expect(processId).toEqual(expect.any(String));
	});

	it('takes numbers for the title and the references', async () => {
		const { reference } = onlyJsonOf(
			await run(
				create(
					{ title: '={{ 77 }}', reference: '={{ 1042 }}' },
					{ ...nadia, reference: '={{ 8 }}' },
				),
			),
		);
		expect(reference).toBe('1042');
		expect(sentBody()).toMatchObject({ title: '77', processEntities: [{ reference: '8' }] });
	});

	it('never leaves a user group out, which decides who sees the process', async () => {
		const { message } = wordsOf(
			await run(create({ additionalFields: { userGroupId: '={{ 5 }}' } })),
		);
		expect(message).toContain('UserGroupId');
	});

	it('takes several people, known and new, each contacted in their own way', async () => {
		const known = credas.simulator.createProcess();
		const created = onlyJsonOf(
			await run(
				create(
					{
						journeyId: { __rl: true, mode: 'id', value: journeys.propertySale.id },
						callback: 'none',
					},
					{ entityId: known.entityId, actorId: 121, contact: 'none', reference: 'BUYER' },
					{ ...nadia, actorId: '122', contact: 'emailAndSms', phoneNumber: '+44 7700 900123' },
				),
			),
		);

		expect(created.people).toEqual([
			expect.objectContaining({ entityId: known.entityId, actorId: 121 }),
			expect.objectContaining({ actorId: 122 }),
		]);
		expect(created.entityId).toBeUndefined();
		expect(sentBody().processEntities).toEqual([
			{
				id: known.entityId,
				actorId: 121,
				reference: 'BUYER',
				contactViaEmail: false,
				contactViaSms: false,
				inPerson: false,
			},
			expect.objectContaining({ phoneNumber: '+447700900123', contactViaSms: true }),
		]);
		expect(sentBody()).not.toHaveProperty('webhookUrl');
	});

	it('signs the callback URL and shows it nowhere', async () => {
		const created = onlyJsonOf(
			await run(create({ reference: 'ORDER-2' }), {
				credential: { callbackSecret: secret },
			}),
		);

		const sent = new URL(String(sentBody().webhookUrl));
		expect(sent.searchParams.get('our-reference')).toBe('7');
		const { journeyId, title } = sentBody();
		const secrets = callbackSecretsOf({ callbackSecret: secret });
		const signature = checkSignature(sent.searchParams, '1', secrets);
		expect(signature).toMatchObject({ proof: 'passed', reference: 'ORDER-2' });
		const process = { journeyId: String(journeyId), title: String(title) };
		expect(signature.proveProcess(process)).toBe('passed');
		expect(JSON.stringify(created)).not.toContain(signatureIn(sent.href));
		expect(JSON.stringify(created)).not.toContain(secret);
	});

	it('gives Credas the address of this execution and keeps its token to itself', async () => {
		const created = onlyJsonOf(
			await run(create({ callback: 'thisExecution' }), {
				credential: { callbackSecret: secret },
			}),
		);

		const sent = new URL(String(sentBody().webhookUrl));
		expect(sent.pathname).toMatch(/^\/webhook-waiting\/\d+$/);
		const token = sent.searchParams.get('signature') ?? '';
		expect(token).toMatch(/^[0-9a-f]{64}$/);
		expect(JSON.stringify(created)).not.toContain(token);
	});

	it.each([
		['no title', create({ title: '={{ "" }}' }), '“Title” is empty'],
		['nobody', create({ people: {} }), '“People” is empty'],
		[
			'no first name',
			create({}, { ...nadia, firstName: ' ' }),
			'“First Name” of person 1 is empty',
		],
		[
			'no last name',
			create({}, nadia, { ...nadia, surname: '' }),
			'“Last Name” of person 2 is empty',
		],
		[
			'no address',
			create({}, { ...nadia, emailAddress: '' }),
			'“Email Address” of person 1 is empty',
		],
		['no number', create({}, { ...nadia, contact: 'sms' }), '“Phone Number” of person 1 is empty'],
		[
			'a national number',
			create({}, { ...nadia, phoneNumber: '07700 900123' }),
			'“Phone Number” of person 1 is not in international form',
		],
		...['={{ undefined }}', '={{ null }}', '={{ "" }}'].map(
			(contact): [string, INodeParameters, string] => [
				`a way of contact that comes out empty (${contact})`,
				create({}, { ...nadia, contact }),
				'“Contact” of person 1 is not one of its choices',
			],
		),
		...(
			[
				['contact', '={{ ["none"] }}', '“Contact” of person 1 is a list, not a text'],
				['entityId', '={{ ["e"] }}', '“Existing Person” of person 1 is a list, not a text'],
				[
					'entityId',
					'={{ { id: "e" } }}',
					'“Existing Person” of person 1 is an object, not a text',
				],
				['firstName', '={{ ["Nora"] }}', '“First Name” of person 1 is a list, not a text'],
				[
					'phoneNumber',
					'={{ ["+447700900123"] }}',
					'“Phone Number” of person 1 is a list, not a text',
				],
				[
					'emailAddress',
					'={{ ["a@example.com"] }}',
					'“Email Address” of person 1 is a list, not a text',
				],
				['reference', '={{ ["R"] }}', '“Reference” of person 1 is a list, not a text'],
			] as const
		).map(([field, value, message]): [string, INodeParameters, string] => [
			`${value} as ${field}`,
			create({}, { ...nadia, [field]: value }),
			message,
		]),
		...['={{ undefined }}', '={{ null }}', ''].map(
			(userGroupId): [string, INodeParameters, string] => [
				`a user group that comes out empty (${userGroupId})`,
				create({ additionalFields: { userGroupId } }),
				'“User Group ID” is empty',
			],
		),
		[
			'an unknown way of contact',
			create({}, { ...nadia, contact: '={{ "fax" }}' }),
			'“Contact” of person 1 is not one of its choices',
		],
		[
			'the name of a role',
			create({}, { ...nadia, actorId: 'Customer' }),
			'“Role” of person 1 is not the ID of a role',
		],
		...['', '={{ null }}', 0].map((actorId): [string, INodeParameters, string] => [
			`no role (${JSON.stringify(actorId)}) in a journey with several`,
			create({ journeyId: journeys.propertySale.id }, { ...nadia, actorId }),
			'“Role” of person 1 is empty',
		]),
		...['constructor', 'toString', '__proto__'].map(
			(contact): [string, INodeParameters, string] => [
				`${contact} as a way of contact`,
				create({}, { ...nadia, contact: `={{ "${contact}" }}` }),
				'“Contact” of person 1 is not one of its choices',
			],
		),
		[
			'a retired journey',
			create({ journeyId: journeys.retired.id }),
			'“Journey” is no longer active',
		],
		[
			'a test URL',
			create({ callbackUrl: 'https://n8n.example.com/webhook-test/1/webhook' }),
			'“Callback URL” is a test URL, which works only while the editor listens',
		],
		['no URL', create({ callbackUrl: '={{ "" }}' }), '“Callback URL” is empty'],
		[
			'half a URL',
			create({ callbackUrl: 'n8n.example.com' }),
			'“Callback URL” is not a web address',
		],
	])('refuses %s before anything is created', async (_, parameters, message) => {
		const words = wordsOf(await run(parameters));

		expect(words.message).toBe(message);
		expect(words.description).toMatch(/\.$/);
		expect(credas.requests().filter((request) => request !== 'GET /journeys')).toEqual([]);
	});

	it.each(['', '={{ null }}', 0])(
		'gives a person without a role (%j) the only one of the journey',
		async (actorId) => {
			const { people } = onlyJsonOf(await run(create({}, { ...nadia, actorId })));
			expect(people).toMatchObject([{ actorId: journeys.identity.actors[0].id }]);
		},
	);

	it.each([
		['the journeys cannot be read', 500, undefined],
		['one role has no ID', 200, [{ id: 7, title: 'Customer' }, { title: 'Agent' }]],
	])('asks for the role where %s', async (_, status, actors) => {
		const { id, title } = journeys.identity;
		const body = [{ id, title, actors }];
		credas.simulator.faults.add({
			path: '/api/v2/ci/journeys',
			effect: { kind: 'status', status, body },
			times: 9,
		});
		const { message } = wordsOf(await run(create({}, { ...nadia, actorId: '' })));
		expect(message).toBe('“Role” of person 1 is empty');
	});

	it('warns of a journey and of an actor that the list does not hold, and lets Credas decide', async () => {
		credas.simulator.faults.add({
			path: '/api/v2/ci/journeys',
			effect: { kind: 'status', status: 200, body: [] },
		});
		const unlisted = await run();
		expect(onlyJsonOf(unlisted)).toMatchObject({ statusLabel: 'Not started' });
		expect(hintsOf(unlisted)).toEqual([
			'“Journey” is not a journey that Credas lists for this portal. Credas decides whether to accept it.',
		]);

		const { id, title } = journeys.identity;
		credas.simulator.faults.add({
			path: '/api/v2/ci/journeys',
			effect: { kind: 'status', status: 200, body: [{ id, title, actors: [{ id: 7 }] }] },
		});
		const otherActor = await run();
		expect(onlyJsonOf(otherActor)).toMatchObject({ statusLabel: 'Not started' });
		expect(hintsOf(otherActor)).toEqual([
			'“Role” of person 1 is not a role that Credas lists for the journey. Credas decides whether to accept it.',
		]);
	});

	it.each([
		[
			'journey',
			create({ journeyId: '9429d6b1-de6e-4fac-8343-9a48c4d5534f' }),
			/The journey does not exist/,
			/Credas lists: .*Right to Rent/,
		],
		[
			'actor',
			create({}, { ...nadia, actorId: 999 }),
			/The journey has no such actor/,
			/“Role” of person 1 .*The journey “Identity check” has: 110 \(Customer\)\.$/,
		],
	])('names what can be chosen when Credas refuses the %s', async (_, parameters, said, advice) => {
		const { message, description } = wordsOf(await run(parameters));
		expect(message).toMatch(said);
		expect(description).toMatch(advice);
	});

	it('checks every item before the first process is created', async () => {
		const input = [1, 2, 3, 4, 5, 6].map((n) => ({ json: { title: n === 3 ? '' : `Flat ${n}` } }));

		const { error } = await run(create({ title: '={{ $json.title }}' }), { input });

		expect(error?.message).toBe('“Title” is empty [item 2]');
		expect(credas.requests()).toEqual(['GET /journeys']);
	});

	it('lists what was created before a later one failed', async () => {
		const input = [110, 110, 999].map((actorId) => ({ json: { actorId } }));
		const parameters = create(
			{ options: { batchSize: 1 } },
			{ ...nadia, actorId: '={{ $json.actorId }}' },
		);

		const { message, description } = wordsOf(await run(parameters, { input }));

		expect(message).toMatch(/The journey has no such actor.* \[item 2\]$/);
		expect(description).toMatch(
			/Already created, and still there \(processes\): [0-9a-f-]{36} \(item 0\), [0-9a-f-]{36} \(item 1\)\.$/,
		);
		expect(credas.requests().filter((request) => request === 'POST /processes')).toHaveLength(3);
	});

	it('refuses this execution of an n8n that Credas cannot reach', async () => {
		const { message, description } = wordsOf(
			await run(create({ callback: 'thisExecution' }), {
				origin: 'http://localhost:5678',
				credential: { environment: 'live', apiKey: 'made-up' },
			}),
		);
		expect(message).toBe('The address of this execution is plain http');
		expect(description).toContain('WEBHOOK_URL');
	});

	it('lists the journeys once for all items, and lets Credas decide where they cannot be listed', async () => {
		const input = [1, 2, 3].map((n) => ({ json: { n } }));
		await run(create({ title: '=Flat {{ $json.n }}' }), { input });
		expect(credas.requests().filter((request) => request === 'GET /journeys')).toHaveLength(1);

		credas.simulator.faults.add({
			path: '/api/v2/ci/journeys',
			effect: { kind: 'status', status: 403 },
		});
		const { message } = wordsOf(await run(create({}, { ...nadia, actorId: 999 })));
		expect(message).toContain('The journey has no such actor');
	});

	it.each([
		['the answer is lost', { kind: 'break' }],
		['the answer breaks off', { kind: 'cut' }],
		['the answer is 500', { kind: 'status', status: 500 }],
		['the answer is 503', { kind: 'status', status: 503, retryAfter: 0 }],
	] as const)('is sent once when %s, and says that the process may exist', async (_, effect) => {
		credas.simulator.faults.add({
			method: 'POST',
			path: '/api/v2/ci/processes',
			after: 'work',
			effect,
			times: 5,
		});

		const { message, description } = wordsOf(await run());

		expect(message).toMatch(
			/^Credas could not create the process: (there was no answer|it answered 50)/,
		);
		expect(description).toMatch(/It may have been done all the same.*Look in the Credas portal/);
		expect(credas.requests().filter((request) => request.startsWith('POST'))).toHaveLength(1);
	});

	it('does not speak of a process that may exist when nothing was sent', async () => {
		const { description } = wordsOf(
			await run(create(), {
				credential: { baseUrl: 'http://127.0.0.1:9' },
			}),
		);
		expect(description).not.toContain('may exist');
		expect(description).toContain('Base URL');
	});

	it('quotes no personal detail that Credas repeats', async () => {
		credas.simulator.faults.add({
			method: 'POST',
			path: '/api/v2/ci/processes',
			effect: {
				kind: 'status',
				status: 400,
				body: { title: 'Nadia SAMPLE <nadia@example.com> is known as Nadia already' },
			},
		});
		const { message } = wordsOf(await run());
		expect(message).toContain('(value) (value) <(value)> is known as (value) already');
	});
});

describe('the lists in the editor', () => {
	const inEditor = (fields = {}) => credas.setUp('process:create', create(fields));

	it('offer the active journeys by title', async () => {
		const all = await searchList({ ...inEditor(), method: 'searchJourneys' });
		const some = await searchList({
			...inEditor(),
			method: 'searchJourneys',
			filter: 'rent',
		});

		expect(all.results.map(({ name }) => name)).toEqual([
			'Identity check',
			'Property sale',
			'Right to Rent',
		]);
		expect(some.results).toEqual([{ name: 'Right to Rent', value: journeys.rightToRent.id }]);
	});

	it.each([
		['one', journeys.identity, ['Customer (the Only Role)', 'Customer']],
		['several', journeys.propertySale, ['Choose a Role', 'Buyer', 'Seller']],
	])('offer the roles of a journey with %s', async (_, { id: value, actors }, names) => {
		const journeyId = { __rl: true, mode: 'list', value };
		const roles = await loadOptions({ ...inEditor({ journeyId }), method: 'loadActors' });
		expect(roles.map(({ name }) => name)).toEqual(names);
		expect(roles.map(({ value }) => value)).toEqual(['', ...actors.map(({ id }) => id)]);
	});

	it.each([
		['before a journey is chosen', '', 'Listed Once the Journey Is Known'],
		['of an unlisted journey', crypto.randomUUID(), 'Credas Lists No Roles for This Journey'],
	])('say why there are no roles %s, as a choice that fills in nothing', async (_, value, name) => {
		const journeyId = { __rl: true, mode: 'id', value };
		const node = inEditor({ journeyId });
		expect(await loadOptions({ ...node, method: 'loadActors' })).toMatchObject([
			{ name, value: '' },
		]);
	});
});
