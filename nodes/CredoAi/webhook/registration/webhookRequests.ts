import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { readPage, readResource, toDocument } from '../../api/jsonApi';
import { path } from '../../api/path';
import { attemptCredoAiRequest } from '../../api/request';
import { neverAgain, type Attempt, type RetryPolicy } from '../../../shared/retry';
import type { ExistingRegistration } from './registrationPlan';
import type { RegistrationAttributes } from './wantedRegistration';

/** While a workflow is published nobody waits long: one more try after a short moment, n8n makes its own. */
const briefPolicy: RetryPolicy = {
	tries: 2,
	budgetMilliseconds: 2_000,
	statusCodes: [429, 502, 503, 504],
};

const webhooks = '/webhooks';
const documentType = 'webhook';

/** Lists every webhook of the account, over as many pages as Credo AI makes of it; none are documented. */
export async function listRegistrations(
	context: IHookFunctions,
	deadline: AbortSignal,
): Promise<Attempt<ExistingRegistration[]>> {
	const found: ExistingRegistration[] = [];
	let cursor: string | undefined;
	do {
		const query = cursor === undefined ? undefined : { 'page[after]': cursor };
		const request = { path: webhooks, query, retry: briefPolicy, deadline };
		const attempt = await attemptCredoAiRequest(context, request);
		if ('failure' in attempt) return attempt;

		const page = readPage(attempt.value);
		if (!page) return { failure: { reason: 'its list of webhooks is not as documented' } };
		found.push(...page.resources);
		cursor = page.nextCursor;
	} while (cursor !== undefined);
	return { value: found };
}

/** Registers a webhook and gives its id, if the answer tells it. Sent once, whatever comes. */
export async function createRegistration(
	context: IHookFunctions,
	attributes: RegistrationAttributes,
	deadline: AbortSignal,
): Promise<Attempt<string | undefined>> {
	const attempt = await attemptCredoAiRequest(context, {
		method: 'POST',
		path: webhooks,
		document: toDocument(documentType, withoutEmpty(attributes)),
		retry: neverAgain,
		deadline,
	});
	return 'failure' in attempt ? attempt : { value: readResource(attempt.value)?.id };
}

/** Changes a webhook; the same change may be sent twice. */
export async function changeRegistration(
	context: IHookFunctions,
	webhookId: string,
	changes: Partial<RegistrationAttributes>,
	deadline: AbortSignal,
): Promise<Attempt<string>> {
	const attempt = await attemptCredoAiRequest(context, {
		method: 'PATCH',
		path: path`/webhooks/${webhookId}`,
		document: toDocument(documentType, { ...changes }, webhookId),
		retry: briefPolicy,
		deadline,
	});
	return 'failure' in attempt ? attempt : { value: webhookId };
}

/** Deletes a webhook; one that is gone already is as good. */
export async function deleteRegistration(
	context: IHookFunctions,
	webhookId: string,
	deadline: AbortSignal,
): Promise<Attempt<undefined>> {
	const attempt = await attemptCredoAiRequest(context, {
		method: 'DELETE',
		path: path`/webhooks/${webhookId}`,
		retry: briefPolicy,
		deadline,
	});
	const isGone = 'value' in attempt || attempt.failure.statusCode === 404;
	return isGone ? { value: undefined } : attempt;
}

// What is not set is left out, as in the documented example.
const withoutEmpty = (attributes: RegistrationAttributes): IDataObject => {
	const { authentication_payload: payload, ...rest } = attributes;
	const set = Object.entries(rest).filter(([, value]) => value !== null);
	return {
		...Object.fromEntries(set),
		...(Object.keys(payload).length > 0 && { authentication_payload: payload }),
	};
};
