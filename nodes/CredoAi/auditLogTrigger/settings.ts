import {
	isExpression,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

import { simplifyField } from '../../shared/node/fields';
import { omitUndefined } from '../../shared/values/omitUndefined';
import { asFlag, asId, asIdentifier, asRecord } from '../../shared/values/unknownInput';
import type { Narrowing } from '../client/paging';
import { auditLog } from '../resources/auditLog';
import type { AuditLogEntry, Wanted } from '../resources/auditLog/entries';
import { holdsValue, isId, type Fitting } from '../resources/auditLog/fitting';
import { isAmong } from '../resources/shared/fields';
import { asSent, simplify } from '../resources/shared/presentation';

/** Where the audit log is read from: a poll, or a run by hand. */
export type PollContext = IPollFunctions | IExecuteFunctions;

/** Which entries the user wants, and how they look. */
export interface PollSettings {
	/** What Credo AI is asked for. */
	wanted: Wanted;
	/** The filters that Credo AI is asked to heed, and whether an entry fits each. */
	narrowing: Narrowing[];
	/** A text that is the same for the same filters, those that the API takes and those that it does not. */
	filterKey: string;
	/** Whether an entry fits, as far as it says so: an older Credo AI gives everything where it does not know a filter. */
	isWanted(this: void, entry: AuditLogEntry): boolean;
	present(this: void, entry: AuditLogEntry): IDataObject;
}

const kinds = new Map(Object.entries(auditLog.kinds));

/**
 * Reads the trigger's fields; an expression may give anything. Throws a NodeOperationError where a filter came out empty,
 * because without it entries of everything and everybody would start the workflow.
 */
export function readSettings(context: PollContext): PollSettings {
	const options = asRecord(parameterOf(context, 'options')) ?? {};
	const names = toNames(parameterOf(context, 'actions'));
	const types = toNames(options.resourceType);
	const useCaseId = chosen(options.useCaseId);
	const resourceName = asIdentifier(options.resourceName);
	if (names.length === 0 && wereActionsChosen(context)) throw cameOutEmpty(context, 'Actions');
	for (const [name, displayName, value] of [
		['resourceType', 'Resource Type', types[0]],
		['useCaseId', 'Use Case', useCaseId],
		['resourceName', 'Resource Name', resourceName],
	] as const) {
		if (name in options && value === undefined) throw cameOutEmpty(context, displayName);
	}

	const simplifies = asFlag(parameterOf(context, simplifyField.name) ?? simplifyField.default);
	if (simplifies === undefined) {
		throw new NodeOperationError(context.getNode(), '“Simplify” is neither on nor off', {
			description: 'Use true or false.',
		});
	}
	const filters = [
		filterBy('Actions', names, { fits: isAmong('name') }),
		filterBy('Resource Type', types, { fits: isAmong('resource_type') }),
		filterBy('Use Case', useCaseId, isId('use_case_id')),
		filterBy('Resource Name', resourceName, holdsValue('resource_name')),
	].flat();
	const [chosenHere, narrowing] = [filters.filter(isList), filters.filter((one) => !isList(one))];
	return {
		wanted: {
			query: omitUndefined({
				'filter[name]': only(names),
				'filter[use_case_id]': useCaseId,
				'filter[resource_type]': only(types),
				'filter[resource_name]': resourceName,
			}),
			// One entry that does not fit is left out here; only where it cannot be told which ones do not, nothing is given.
			narrowing: narrowing.map((one) => ({ ...one, fits: () => undefined })),
		},
		narrowing,
		filterKey: JSON.stringify([
			[...names].sort(),
			[...types].sort(),
			useCaseId ?? null,
			resourceName ?? null,
		]),
		isWanted: ({ resource: { attributes } }) =>
			chosenHere.every(({ fits }) => fits(attributes)) &&
			narrowing.every(({ fits }) => fits(attributes) !== false),
		present: ({ resource }) => (simplifies ? simplify(resource, kinds) : asSent(resource)),
	};
}

function parameterOf(context: PollContext, name: string): unknown {
	return 'getInputData' in context
		? context.getNodeParameter(name, 0, undefined)
		: context.getNodeParameter(name, undefined);
}

// With no action chosen, every action is wanted; but an expression that gives none was to give some.
function wereActionsChosen(context: PollContext): boolean {
	const { actions } = context.getNode().parameters;
	return isExpression(actions) || (Array.isArray(actions) && actions.length > 0);
}

function cameOutEmpty(context: PollContext, displayName: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `“${displayName}” is empty`, {
		description:
			'Without it, every entry would start the workflow. Fill it in, or remove it from the filters.',
	});
}

const toNames = (value: unknown) => [
	...new Set([value].flat().flatMap((name) => asIdentifier(name) ?? [])),
];

// The API takes one value; among several the trigger chooses by itself.
const only = ([name, ...others]: string[]) => (others.length === 0 ? name : undefined);

interface Filter extends Narrowing {
	value: string | string[];
}

function filterBy(
	filter: string,
	value: string | string[] | undefined,
	{ fits, disagree }: Fitting,
): Filter[] {
	if (value === undefined || value.length === 0 || !fits) return [];
	return [
		{
			filter,
			value,
			fits: (attributes) => fits(attributes, value),
			...(disagree && { disagree: (entries: readonly IDataObject[]) => disagree(entries, value) }),
		},
	];
}

const isList = ({ value }: Filter) => Array.isArray(value) && value.length > 1;

// A resource locator inside a collection arrives whole.
const chosen = (value: unknown) => asId(asRecord(value)?.value ?? value);
