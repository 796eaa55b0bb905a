import { randomUUID } from 'crypto';
import {
	NodeOperationError,
	sleep,
	type IDataObject,
	type IHookFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { inShort } from '../../shared/http/failure';
import { equalInConstantTime } from '../../shared/values/constantTime';
import { omitUndefined } from '../../shared/values/omitUndefined';
import { asIdentifier, asInteger, asRecord, asText } from '../../shared/values/unknownInput';
import { keepPerNode } from '../../shared/webhook/perNode';
import type { CredasClient } from '../client/client';
import { labelOf } from '../resources/labels';
import { whoTakesPart, type Participant } from '../resources/process/participants';
import {
	attemptProcess,
	attemptProcessDetails,
	completeStatus,
	hasEnded,
	isComplete,
	processStatus,
} from '../resources/process/process';
import { signCallbackUrl } from '../resources/process/signedUrl';

import type { CredasCallback } from './decode';
import type { CallSecrets } from './prove';
import { rulesWhileTheSenderWaits } from './readBack';
import type { TriggerSettings } from './settings';

/** n8n listens once the hook has returned, and the editor has to hear of it before the event comes. */
const pauseMilliseconds = 1_000;

const testHeader = 'n8n-credas-test';

const tokenOf = keepPerNode(() => ({ token: randomUUID() }));

/** Whether a call is the trigger's own test, which need not come from an address on the allow list. */
export function isOwnTest(context: IWebhookFunctions): boolean {
	if (context.getMode() !== 'manual') return false;
	const received = new Map(Object.entries(context.getHeaderData())).get(testHeader);
	return typeof received === 'string' && equalInConstantTime(received, tokenOf(context).token);
}

/** What the trigger knows when it tests itself. */
interface TestSurroundings {
	client: CredasClient;
	settings: TriggerSettings;
	secrets: CallSecrets;
}

/**
 * Calls the trigger's test URL as Credas would about the process in “Test with Process ID”; does nothing while that is
 * empty. Throws a NodeOperationError when Credas would not call about it, e.g. because it has not ended.
 */
export async function sendTestEvent(
	context: IHookFunctions,
	{ client, settings, secrets }: TestSurroundings,
): Promise<void> {
	const processId = readTestProcessId(context);
	if (processId === undefined) return;

	const tested = await readTestedProcess(context, client, processId);
	const body = testBody(settings.events, tested);
	if (typeof body === 'string') throw refuseTest(context, body);
	const { token } = tokenOf(context);
	const request = {
		url: addressFor(context.getNodeWebhookUrl('default') ?? '', tested.details, secrets),
		headers: omitUndefined({
			[testHeader]: token,
			[secrets.header?.name ?? testHeader]: secrets.header?.value ?? token,
		}),
		body,
	};
	void sleep(pauseMilliseconds).then(async () => await send(context, request));
}

const refuseTest = (context: IHookFunctions, message: string) =>
	new NodeOperationError(context.getNode(), `“Test with Process ID”: ${message}`);

function readTestProcessId(context: IHookFunctions): string | undefined {
	const options = asRecord(context.getNodeParameter('options', {})) ?? {};
	if (!Object.hasOwn(options, 'testProcessId')) return undefined;
	const processId = asIdentifier(options.testProcessId);
	if (processId !== undefined) return processId;
	throw refuseTest(context, 'it is empty. Enter the ID of a process, or remove the option.');
}

/** A process with whose event a trigger is tested. */
interface TestedProcess {
	details: IDataObject;
	/** Somebody who takes part in it. */
	person?: Participant;
}

async function readTestedProcess(
	context: IHookFunctions,
	client: CredasClient,
	processId: string,
): Promise<TestedProcess> {
	const rules = rulesWhileTheSenderWaits();
	const [read, asked] = await Promise.all([
		attemptProcessDetails(client, processId, rules),
		attemptProcess(client, processId, rules),
	]);
	if ('failure' in read) {
		throw refuseTest(
			context,
			`Credas could not read this process (${inShort(read.failure)}). Check the ID and the Environment of the credential.`,
		);
	}
	const process = 'value' in asked ? asked.value : undefined;
	const [person] = whoTakesPart({ process, details: read.value }).people;
	return { details: read.value, person };
}

const chooseAnother = 'Choose another process, or another event under “Trigger On”.';

/**
 * Gives the body with which Credas would call about a process: the first of the chosen events that it can be about. A
 * text says why Credas would not call.
 */
function testBody(
	events: ReadonlySet<string>,
	{ details, person }: TestedProcess,
): IDataObject | string {
	const [ProcessId, ClientId] = [asText(details.id), asText(details.clientId)];
	const listensFor = (event: CredasCallback['event']) => events.has(event);
	if (listensFor('processComplete') || listensFor('processOther')) {
		const Status = isComplete(details) ? completeStatus : asInteger(details.status);
		const label = Status === undefined ? 'unknown' : labelOf(processStatus, Status);
		if (hasEnded(details) !== true) {
			return `this process has not ended (${label}), so Credas would not call yet. Complete it, or choose another one.`;
		}
		const event = Status === completeStatus ? 'processComplete' : 'processOther';
		if (listensFor(event)) {
			return omitUndefined({
				ProcessId,
				ClientId,
				Status,
				StatusDescription: `The process is ${label}`,
			});
		}
		return `this process is ${label}, which is not one of the events of this trigger. ${chooseAnother}`;
	}
	if (person === undefined) return `Credas names nobody in this process. ${chooseAnother}`;
	const { entityId, processActorId } = person;
	if (listensFor('monitoringAlert')) return omitUndefined({ EntityId: entityId, ClientId });
	if (listensFor('inviteUpdated')) {
		const clientId = ClientId;
		return omitUndefined({
			clientId,
			processId: ProcessId,
			processActorId,
			entityId,
			smsStatus: 0,
			emailStatus: 2,
		});
	}
	const Payload = JSON.stringify(omitUndefined({ EntityId: entityId, ClientId }));
	return { UpdateType: 1, Payload };
}

function addressFor(url: string, details: IDataObject, { callback }: CallSecrets): string {
	const [secret] = callback.usable;
	const [journeyId, title] = [asText(details.journeyId), asText(details.title)];
	if (secret === undefined || journeyId === undefined || title === undefined) return url;
	return signCallbackUrl(url, { reference: 'TEST', journeyId, title }, secret);
}

interface TestRequest {
	url: string;
	headers: IDataObject;
	body: IDataObject;
}

async function send(context: IHookFunctions, { url, headers, body }: TestRequest): Promise<void> {
	try {
		await context.helpers.httpRequest({ method: 'POST', url, headers, body, json: true });
	} catch (error) {
		const { response, code } = asRecord(error) ?? {};
		const said = asRecord(response)?.status ?? code ?? 'no answer';
		context.logger.error(
			`${context.getNode().name} could not send itself the test event (${String(said)}): n8n must reach its own webhook address`,
		);
	}
}
