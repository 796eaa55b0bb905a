import { optional, text } from '../body';
import type { DataCheckResult } from '../codes';
import type { ActiveCheck, Entity } from '../entity/entity';

export type DataCheckOutcome = (typeof DataCheckResult)[keyof typeof DataCheckResult];

/** Whom a check with an official body looks up; Credas documents the names, not which of them must be there. */
export const person = { firstName: text, middleNames: optional(text), surname: text };

/** What an official body says about one thing that it was asked. */
export const remark = (type: number, description: string) => ({ type, description });

/** What the synchronous checks answer; Credas: "Address, DOB and mortality" and "Bank account" articles. */
export function describeDataCheck(
	entity: Entity,
	check: ActiveCheck,
	result: DataCheckOutcome,
	dataSources: readonly object[],
) {
	return {
		id: check.id,
		entityId: entity.id,
		dateCreated: check.requestedDate,
		resultText: { 1: 'Pass', 2: 'Refer', 3: 'Fail' }[result],
		result,
		dataSources,
	};
}
