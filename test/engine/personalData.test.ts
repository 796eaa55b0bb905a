import { journeys } from '../../sandbox/simulators/credas';
import { post } from '../calls';

import type { LogLine } from './capturedLogs';
import { everyEvent, processCallback, useCredas } from './credas/service';
import { useCredoAi } from './credoAi/service';
import { wordsOf, type NodeResult } from './engine';

const name = 'Zebedee Quillfeather';
const emailAddress = 'zebedee.quillfeather@example.com';
const dateOfBirth = '1980-02-29';

/** Whatever of a person a service or a caller could write into a text. */
const everything = `${name}, ${emailAddress}, born ${dateOfBirth}`;

const expectNothingPersonalIn = (lines: LogLine[]) => {
	const personal = /zebedee|quill|1980-02-29/i;
	expect(lines.map((line) => JSON.stringify(line)).filter((line) => personal.test(line))).toEqual(
		[],
	);
};

/** Of an operation that failed, n8n itself logs the error, as it does for every node. */
function expectNothingPersonalInLogsOf(result: NodeResult) {
	const { message } = wordsOf(result);
	const own = result.logs.filter(
		(line) => line.message !== message && line.message !== 'Workflow execution finished with error',
	);
	expect(result.logs.length - own.length).toBeGreaterThan(0);
	expectNothingPersonalIn(own);
}

const credas = useCredas();
const credoAi = useCredoAi();

describe('n8n’s log holds nothing about a person', () => {
	it('when the Credas Trigger refuses a call that is full of it', async () => {
		const trigger = await credas.serve({ events: everyEvent });
		const url = `${trigger.url}?name=${encodeURIComponent(name)}&email=${emailAddress}`;
		const unknown = { ProcessId: 'ffffffff-ffff-4fff-8fff-ffffffffffff', Status: 2 };
		const real = processCallback(credas.simulator, credas.simulator.createProcess().id, 0);
		const bodies = [
			{ ...unknown, StatusDescription: everything, [name]: everything },
			{ ...real, ClientId: name, StatusDescription: everything },
			{ ...real, ProcessId: everything },
			{ UpdateType: 1, Payload: `{"EntityId": ${everything}` },
			`{"ProcessId": ${everything}`,
			everything,
		];

		const statuses = [];
		for (const body of bodies) {
			for (const contentType of ['application/json', 'text/plain', 'multipart/form-data']) {
				const headers = { 'content-type': contentType, 'x-name': name };
				statuses.push((await post(url, body, headers)).status);
			}
		}

		for (const status of statuses) expect(status).toBeGreaterThanOrEqual(400);
		expect(trigger.logs().length).toBeGreaterThan(0);
		expectNothingPersonalIn(trigger.logs());
	});

	it.each([400, 401, 403, 404, 500, 503])(
		'when Credas answers the read-back of a callback with %i and a text about a person',
		async (status) => {
			const trigger = await credas.serve({ events: everyEvent });
			const { id } = credas.simulator.createProcess();
			const effect = { kind: 'status', status, body: { title: everything } } as const;
			credas.simulator.faults.add({ path: /./, times: Infinity, effect });

			const { status: answered } = await post(trigger.url, processCallback(credas.simulator, id));

			expect(answered).toBeGreaterThanOrEqual(400);
			expect(trigger.logs().length).toBeGreaterThan(0);
			expectNothingPersonalIn(trigger.logs());
		},
	);

	it.each([
		['process:getResultPack', 'a text about a person', 200],
		['process:getResultPack', 'a failure', 500],
		['entity:exportPdf', 'a text about a person', 200],
		['entity:exportPdf', 'a failure', 500],
	])('when Credas answers %s with %s', async (operation, _what, status) => {
		const { id: processId, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(processId);
		const effect = { kind: 'status', status, body: everything } as const;
		credas.simulator.faults.add({ path: /pdf|checks/, times: Infinity, effect });

		expectNothingPersonalInLogsOf(await credas.run(operation, { processId, entityId }));
	});

	it('nor the error, when Credas repeats what was sent', async () => {
		const body = { title: `${name} <${emailAddress}> is known` };
		const effect = { kind: 'status', status: 400, body } as const;
		credas.simulator.faults.add({ method: 'POST', path: /processes$/, effect });
		const [firstName, surname] = name.split(' ');
		const person = { firstName, surname, emailAddress, actorId: 110, contact: 'email' };
		const { error, logs } = await credas.run('process:create', {
			journeyId: journeys.identity.id,
			title: name,
			people: { person: [person] },
			callback: 'none',
		});

		expect(error?.message).toContain('is known');
		expectNothingPersonalIn(logs.filter(({ level }) => level !== 'debug'));
	});

	it('when the Credo AI Trigger refuses a call that is full of it', async () => {
		const trigger = await credoAi.serve();
		const url = `${trigger.url}?token=${encodeURIComponent(name)}`;
		const statuses = [];
		for (const body of [{ type: everything, data: { user: everything } }, everything]) {
			for (const contentType of ['application/json', 'text/plain']) {
				const headers = { 'content-type': contentType, 'svix-id': name };
				statuses.push((await post(url, body, headers)).status);
			}
		}

		for (const status of statuses) expect(status).toBeGreaterThanOrEqual(400);
		expect(trigger.logs().length).toBeGreaterThan(0);
		expectNothingPersonalIn(trigger.logs());
	});

	it.each(['useCase:get', 'customField:set', 'comment:create'])(
		'when Credo AI answers %s with a failure that names a person',
		async (operation) => {
			const body = { errors: [{ code: 2000, title: name, detail: everything }] };
			const effect = { kind: 'status', status: 422, body } as const;
			credoAi.simulator.faults.add({ path: /use_cases|custom_fields/, times: Infinity, effect });
			const result = await credoAi.run(operation, {
				useCaseId: 'SeFqMYkJTSqe6fXgL7GryZ',
				customFieldId: 'L7BNWLapGiuMQVNEwuS49N',
				value: name,
				content: everything,
			});

			expectNothingPersonalInLogsOf(result);
		},
	);
});
