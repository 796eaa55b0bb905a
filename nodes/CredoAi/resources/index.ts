import type { Kinds } from '../client/jsonApi';

import { alert } from './alert';
import { auditLog } from './auditLog';
import { comment } from './comment';
import { control } from './control';
import { customField } from './customField';
import { evidence } from './evidence';
import { policyPack } from './policyPack';
import { review } from './review';
import { riskScenario } from './riskScenario';
import type { Lists, Room } from './shared/room';
import { stakeholder } from './stakeholder';
import { task } from './task';
import { useCase } from './useCase';
import { usersAndTeams } from './usersAndTeams';
import { webhook } from './webhook';

/** What the Credo AI node can do, in the order of its lists. */
export const resources: Room[] = [
	useCase,
	alert,
	auditLog,
	comment,
	control,
	customField,
	evidence,
	policyPack,
	review,
	riskScenario,
	stakeholder,
	task,
	webhook,
];

const lists: Lists[] = [...resources, usersAndTeams];

/** The lists of all fields that take one thing. */
export const listSearch = merged(lists.map((room) => room.listSearch));

/** The choices of all fields that take several things. */
export const loadOptions = merged(lists.map((room) => room.loadOptions));

/** How resources are shown to whoever does not want the whole of them. */
export const kinds: Kinds = new Map(Object.entries(merged(resources.map((room) => room.kinds))));

function merged<T>(parts: Array<Record<string, T> | undefined>): Record<string, T> {
	return Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));
}
