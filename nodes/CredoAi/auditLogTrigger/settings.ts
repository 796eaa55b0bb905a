import type { IDataObject, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

import { omitUndefined } from '../../shared/values/omitUndefined';
import { asIdentifier, asRecord } from '../../shared/values/unknownInput';
import type { AuditLogEntry } from '../resources/auditLog/entries';
import { asSent, simplify } from '../resources/simplify';

/** Where the audit log is read from: a poll, or a run by hand. */
export type PollContext = IPollFunctions | IExecuteFunctions;

/** Which entries the user wants, and how they look. */
export interface PollSettings {
	/** As the API takes them. */
	filters: IDataObject;
	isWanted(this: void, entry: AuditLogEntry): boolean;
	present(this: void, entry: AuditLogEntry): IDataObject;
}

/** Reads the trigger's fields; an expression may give anything. */
export function readSettings(context: PollContext): PollSettings {
	const options = asRecord(parameterOf(context, 'options')) ?? {};
	const names = toNames(parameterOf(context, 'actions'));
	const types = toNames(options.resourceType);
	const showsAll = parameterOf(context, 'simplify') === false;
	return {
		filters: omitUndefined({
			'filter[name]': only(names),
			'filter[use_case_id]': chosen(options.useCaseId),
			'filter[resource_type]': only(types),
			'filter[resource_name]': asIdentifier(options.resourceName),
		}),
		isWanted: ({ resource: { attributes } }) =>
			isAmong(names, attributes.name) && isAmong(types, attributes.resource_type),
		present: ({ resource }) => (showsAll ? asSent(resource) : simplify(resource)),
	};
}

function parameterOf(context: PollContext, name: string): unknown {
	return 'getInputData' in context
		? context.getNodeParameter(name, 0, undefined)
		: context.getNodeParameter(name, undefined);
}

const toNames = (value: unknown) => [value].flat().flatMap((name) => asIdentifier(name) ?? []);

// The API takes one value; among several the trigger chooses by itself.
const only = ([name, ...others]: string[]) => (others.length === 0 ? name : undefined);

const isAmong = (names: string[], value: unknown) =>
	names.length === 0 || names.includes(String(value));

// A resource locator inside a collection arrives whole.
const chosen = (value: unknown) => asIdentifier(asRecord(value)?.value ?? value);
