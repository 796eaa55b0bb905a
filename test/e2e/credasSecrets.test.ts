import type { INodeParameters } from 'n8n-workflow';

import { outputJson, type Execution } from '../../sandbox/n8nClient';
import { journeys, problemDetails } from '../../sandbox/simulators/credas';
import { post } from '../calls';
import { signatureIn, signedFor } from '../credas';

import { completionCallback, openCredas, type CredasService } from './credas';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { chain, credas, noOp, start } from './workflowBuilder';
import { signedIn } from './world';

const CALLBACK_SECRET = 'planted-callback-secret-71c0';
const HEADER = { name: 'webhookAuth', value: 'planted-header-value-93ab' };
const PERSON = {
	firstName: 'Quirina',
	surname: 'Zimtstern',
	emailAddress: 'quirina.zimtstern@example.com',
	phoneNumber: '+447700900777',
};

describe('Nothing secret or personal shows where it does not belong', () => {
	let running: RunningN8n;
	let here: CredasService;

	beforeAll(async () => {
		running = await startN8nWithPackage({ N8N_LOG_LEVEL: 'debug' });
		here = await openCredas(await signedIn(running), {
			callbackSecret: CALLBACK_SECRET,
			webhookHeaderName: HEADER.name,
			webhookHeaderValue: HEADER.value,
		});
		here.simulator.setPortal({ header: HEADER });
	});
	afterAll(async () => {
		await here.close();
		await running.close();
	});

	afterEach(async () => {
		expect(leaksIn(await running.logs(), [...secrets(), ...personalDetails()])).toEqual([]);
	});

	const secrets = () => [here.simulator.apiKey, CALLBACK_SECRET, HEADER.value, ...magicLinks];
	const personalDetails = () => [...Object.values(PERSON), '447700900777', '+44 7700 900777'];
	const magicLinks: string[] = [];

	const leaksIn = (text: string, planted: string[]) =>
		planted.filter((value) => text.toLowerCase().includes(value.toLowerCase()));

	const everythingIn = ({ data }: Execution) => JSON.stringify(data);

	/** What an execution says of its nodes but of the one that was given everything. */
	const behindStart = ({ data }: Execution) => {
		const { runData, error } = data.resultData;
		return JSON.stringify({ runData: { ...runData, Start: undefined }, error });
	};

	const run = async (resource: string, operation: string, parameters: INodeParameters) => {
		const { credential } = here;
		const node = credas(resource, operation, { name: 'Credas', credential, parameters });
		const { id, url } = await here.workspace.publish(chain(operation, start(), node, noOp()));
		await post(url, PERSON);
		return await here.n8n.waitForExecution(id);
	};

	const creation = (callbackUrl: string): INodeParameters => ({
		journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
		title: 'Tenancy check',
		people: {
			person: [
				{
					actorId: journeys.identity.actors[0].id,
					contact: 'emailAndSms',
					firstName: '={{ $json.body.firstName }}',
					surname: '={{ $json.body.surname }}',
					emailAddress: '={{ $json.body.emailAddress }}',
					phoneNumber: '={{ $json.body.phoneNumber }}',
				},
			],
		},
		callback: 'url',
		callbackUrl,
	});

	it('a created process names its people by id, and not its signed address', async () => {
		const callbackUrl = 'https://n8n.example.com/webhook/3f0d/webhook';

		const execution = await run('process', 'create', creation(callbackUrl));

		expect(execution.status).toBe('success');
		const signature = new URL(here.simulator.state.processes[0]?.webhookUrl ?? '').searchParams;
		const planted = [...secrets(), ...personalDetails(), signature.get('signature') ?? '?'];
		expect(leaksIn(behindStart(execution), planted)).toEqual([]);
	});

	it('a refusal that repeats what was sent is quoted without it', async () => {
		const title = `${PERSON.firstName} ${PERSON.surname} (${PERSON.emailAddress}) is refused`;
		const errors = { PhoneNumber: [`${PERSON.phoneNumber} is barred`] };
		const body = problemDetails(400, title, errors);
		const effect = { kind: 'status', status: 400, body } as const;
		here.simulator.faults.add({ method: 'POST', path: '/api/v2/ci/processes', effect });

		const execution = await run('process', 'create', creation('https://n8n.example.com/w'));

		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('Credas could not create');
		expect(leaksIn(behindStart(execution), [...secrets(), ...personalDetails()])).toEqual([]);
	});

	it.each([
		['refuses the key', { kind: 'status', status: 401 } as const],
		['is away', { kind: 'status', status: 503 } as const],
		['breaks the connection', { kind: 'break' } as const],
		['answers with a page', { kind: 'status', status: 500, body: '<html>no</html>' } as const],
	])('an error when Credas %s shows no key', async (_, effect) => {
		const { id } = here.simulator.createProcess({});
		here.simulator.faults.add({ path: '/api/v2/ci/processes/*', times: 5, effect });

		const execution = await run('process', 'getDetails', { processId: id });

		here.simulator.faults.clear();
		expect(execution.status).toBe('error');
		expect(leaksIn(behindStart(execution), [...secrets(), ...personalDetails()])).toEqual([]);
	});

	it('a magic link is in its own field and nowhere else', async () => {
		const { id: processId, entityId } = here.simulator.createProcess({ people: [PERSON] });

		const execution = await run('process', 'getMagicLink', { processId, entityId });

		expect(execution.status).toBe('success');
		const [item] = outputJson(execution, 'Credas');
		const link = String(item?.magicLink);
		magicLinks.push(link, new URL(link).pathname.split('/').at(-1) ?? link);
		expect(leaksIn(JSON.stringify({ ...item, magicLink: undefined }), magicLinks)).toEqual([]);
	});

	const allProofs = { requiredProof: ['readBack', 'signedUrl', 'header'] };

	it('a trigger brings ids and proofs, and neither secrets nor people', async () => {
		const { id, url } = await here.publishTrigger('Proved', allProofs);
		const webhookUrl = signedFor(url, 'ORDER-1042', CALLBACK_SECRET);
		const process = here.simulator.createProcess({ webhookUrl, people: [PERSON] });

		await here.simulator.completeProcess(process.id).finished;

		const execution = await here.n8n.waitForExecution(id);
		expect(execution.status).toBe('success');
		const signature = signatureIn(webhookUrl);
		const planted = [...secrets(), ...personalDetails(), signature];
		expect(leaksIn(everythingIn(execution), planted)).toEqual([]);
	});

	it('a refused call is answered without a hint', async () => {
		const { url } = await here.publishTrigger('Refused', allProofs);
		const body = completionCallback(crypto.randomUUID(), here.simulator.clientId);
		const headers = { [HEADER.name]: HEADER.value };
		const calls = [
			post(url, body, headers),
			post(signedFor(url, 'ORDER', 'wrong'), body, headers),
			post(signedFor(url, 'ORDER', CALLBACK_SECRET), body),
			post(signedFor(url, 'ORDER', CALLBACK_SECRET), body, headers),
			post(signedFor(url, 'ORDER', CALLBACK_SECRET), PERSON, headers),
		];

		const answers = await Promise.all(calls);

		expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 403, 400]);
		const said = answers.map((answer) => answer.body).join('\n');
		expect(leaksIn(said, [...secrets(), ...personalDetails()])).toEqual([]);
		const log = await running.logsWith(
			/Credas Trigger in workflow “.+” refused a call/g,
			calls.length,
		);
		expect(log).toMatch(/refused a call with 401: signedUrl is wrong/);
	});
});
