import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { inShort, type FailedRequest } from '../../shared/http/failure';
import { neverAgain } from '../../shared/http/retry';
import { switchFaults, toPublishingError } from '../../shared/webhook/endPublishing';
import { CredasClient } from '../client/client';
import { asJourney, attemptJourneys, journeyOfId } from '../resources/journey/journeys';

import { triggerFields } from './fields';
import { callSecretsOf } from './prove';
import { findSettingFaults, isReadBackNeeded, readSettings } from './settings';
import { sendTestEvent } from './testEvent';

/** How long publishing waits for Credas, in milliseconds. */
const deadlineMilliseconds = 4_000;

/**
 * Checks what a trigger that is published will need. Throws when it could never accept what it is set to receive, when
 * Credas does not accept the key with which calls are to be read back, or when it lists none of the chosen journeys. n8n
 * shows only its message, so that says everything. While the editor listens, it sends the event that a person wants to see.
 */
export async function preparePublishing(context: IHookFunctions): Promise<void> {
	try {
		await prepare(context);
	} catch (error) {
		throw toPublishingError(context.getNode(), error);
	}
}

async function prepare(context: IHookFunctions): Promise<void> {
	const client = new CredasClient(context);
	const settings = readSettings(context);
	const secrets = callSecretsOf(await client.credential());
	const faults = [...findSettingFaults(settings, secrets), ...switchFaults(context, triggerFields)];
	if (faults.length > 0) throw new NodeOperationError(context.getNode(), faults.join(' '));

	if (isReadBackNeeded(settings)) await checkWithCredas(context, client, settings.journeyIds);
	if (context.getMode() === 'manual') await sendTestEvent(context, { client, settings, secrets });
}

// Credas may be away for a moment; only what will not mend itself stands in the way of publishing.
async function checkWithCredas(
	context: IHookFunctions,
	client: CredasClient,
	journeyIds: ReadonlySet<string> = new Set(),
): Promise<void> {
	const { credentialName } = client;
	const deadline = AbortSignal.timeout(deadlineMilliseconds);
	const attempt = await attemptJourneys(client, { retry: neverAgain, deadline });
	if ('value' in attempt) {
		checkJourneys(context, { journeyIds, listed: attempt.value, credentialName });
		return;
	}

	const fault = faultOf(attempt.failure, credentialName);
	if (fault) throw new NodeOperationError(context.getNode(), fault);
	context.logger.warn(
		`Credas could not be asked while ${context.getNode().name} was published (${inShort(attempt.failure)}), so its API Key was not checked`,
	);
}

interface JourneyChoice {
	journeyIds: ReadonlySet<string>;
	/** The journeys as Credas lists them. */
	listed: unknown[];
	credentialName: string;
}

// One of several may be a journey to come. Where none is listed, every process would be passed over in silence.
function checkJourneys(context: IHookFunctions, choice: JourneyChoice): void {
	const { journeyIds, credentialName } = choice;
	const listed = choice.listed.flatMap((answer) => asJourney(answer) ?? []);
	const unlisted = [...journeyIds].filter((id) => journeyOfId(listed, id) === undefined);
	if (unlisted.length === 0) return;
	if (unlisted.length === journeyIds.size) {
		throw new NodeOperationError(
			context.getNode(),
			`Credas lists none of the journeys in “Journey Names or IDs” for ${credentialName}, so no process could start the workflow: choose from the list. An expression must give IDs, not names, and live and demo have journeys of their own.`,
		);
	}
	context.logger.warn(
		`“Journey Names or IDs” of ${context.getNode().name} has journeys that Credas does not list for ${credentialName}: ${unlisted.join(', ')}`,
	);
}

const lastingNetworkFaults = new Set(['ENOTFOUND', 'ERR_INVALID_URL', 'EPROTO']);

function faultOf(failure: FailedRequest, credential: string): string | undefined {
	const { statusCode, networkCode = '', reason } = failure;
	if (statusCode === 401 || statusCode === 403) {
		return `Credas does not accept the API Key of ${credential} (answer ${statusCode}), so every call would be refused: check the key and the Environment, since live and demo have separate keys.`;
	}
	const isElsewhere =
		statusCode === undefined
			? lastingNetworkFaults.has(networkCode) || (networkCode === '' && reason !== undefined)
			: statusCode < 429;
	if (!isElsewhere) return undefined;
	return `There is no Credas API at the address of ${credential} (${inShort(failure)}), so every call would be refused: check Environment and Base URL.`;
}
