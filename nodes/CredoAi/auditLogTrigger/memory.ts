import { randomUUID } from 'crypto';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { keep, readKept } from '../../shared/node/keptForNode';
import { asInteger, asRecord, type UnknownRecord } from '../../shared/values/unknownInput';
import type { Account } from '../client/account';

import { readMark, storeMark, type Mark } from './mark';

/** What a mark belongs to, besides the node: with another account or other filters, it says nothing. */
export interface MarkOwner {
	account: Account;
	/** A text that is the same for the same filters. */
	filters: string;
}

const name = 'credoAiAuditLog';

// Tells this run of n8n from those before it and from other processes.
const thisProcess = randomUUID();

/**
 * The mark to go on from; undefined when the trigger has not started yet, or read something else. n8n stores the mark and
 * the execution with the items at the same moment, not together: if it was killed there, one of the two may be missing.
 * So after a restart the last items are read again; those whose execution was stored end at the trigger's own
 * `execute()`.
 */
export function recall(context: IPollFunctions, owner: MarkOwner): Mark | undefined {
	const kept = latestOf(context, owner);
	return readMark((kept?.process === thisProcess ? kept.handedOver : undefined) ?? kept?.taken);
}

/** Has n8n keep how far the log is read. `taken` is the mark up to which n8n is known to have the items. */
export function remember(
	context: IPollFunctions,
	owner: MarkOwner,
	{ taken, handedOver }: { taken: Mark; handedOver: Mark },
): void {
	const revision = (asInteger(latestOf(context, owner)?.revision) ?? 0) + 1;
	const content: IDataObject = {
		...identityOf(context, owner),
		revision,
		process: thisProcess,
		taken: storeMark(taken),
		...(handedOver !== taken && { handedOver: storeMark(handedOver) }),
	};
	// Under the node's id it stays when the node is renamed. Where n8n keeps marks of its own (durable cursors), it
	// keeps what stands under the node.
	keep(context, name, content);
	context.getWorkflowStaticData('node')[name] = content;
}

function latestOf(context: IPollFunctions, owner: MarkOwner): UnknownRecord | undefined {
	const identity = Object.entries(identityOf(context, owner));
	return [readKept(context, name), asRecord(context.getWorkflowStaticData('node')[name])]
		.filter((kept) => kept !== undefined)
		.filter((kept) => identity.every(([key, value]) => kept[key] === value))
		.sort((one, other) => Number(other.revision) - Number(one.revision))[0];
}

// A copy of the workflow, made here or on another n8n, may bring the original's mark along.
const identityOf = (context: IPollFunctions, { account, filters }: MarkOwner) => ({
	instanceId: context.getInstanceId(),
	workflowId: String(context.getWorkflow().id),
	nodeId: context.getNode().id,
	...account,
	filters,
});
