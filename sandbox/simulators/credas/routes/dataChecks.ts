import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import { describeAddressCheck, describeScreening } from '../answers/dataChecks';
import { describeVerificationOf, describeVerifications } from '../answers/verifications';
import { makeAddressCheck } from '../changes/addressCheck';
import { checkAddressOrder } from '../requests/dataChecks';

import type { DataCheckPath, EntityPath, VerificationPath } from './paths';

/** The routes below `/entities/{entityId}/data-checks` and `/entities/{entityId}/idv-entries`. */
export function dataCheckRoutes(api: FastifyInstance, account: Account): void {
	api.post<EntityPath>(
		'/entities/:entityId/data-checks/address-mortality',
		async ({ params, body }) => {
			const entity = account.entity(params.entityId);
			checkAddressOrder(body);
			const check = makeAddressCheck(account, entity);
			return describeAddressCheck(entity, check, account.settings.addressResult);
		},
	);

	api.get<DataCheckPath>(
		'/entities/:entityId/data-checks/:dataCheckId/sanctions-and-peps',
		async ({ params }) =>
			describeScreening(account, account.entity(params.entityId), params.dataCheckId),
	);

	api.get<EntityPath>('/entities/:entityId/idv-entries', async ({ params }) =>
		describeVerifications(account, account.entity(params.entityId)),
	);

	api.get<VerificationPath>('/entities/:entityId/idv-entries/:entryId', async ({ params }) =>
		describeVerificationOf(account, account.entity(params.entityId), params.entryId),
	);
}
