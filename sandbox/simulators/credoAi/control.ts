import { z } from 'zod';

import type { Account } from './account/account';
import type { ControlAttributes, Entry, User, Control } from './account/entries';
import { refuseUnknown } from './account/table';
import { filledText, isoDate, text } from './body';
import { type Call, type Endpoint, lists, useCaseOf, changes } from './endpoint';

/** `PATCH /use_cases/{id}/controls/{controlId}` */
const controlChanges = z
	.strictObject({
		due_date: isoDate.nullable(),
		timezone: text.nullable(),
		user_ids: z.array(filledText),
		team_ids: z.array(filledText),
	})
	.partial();

/** Changes until when a control is to be done. Throws a 422 for users and teams that do not exist. */
function changeControl(
	account: Account,
	user: User,
	control: Entry<ControlAttributes>,
	{
		user_ids = [],
		team_ids = [],
		...plan
	}: Partial<Pick<ControlAttributes, 'due_date' | 'timezone'>> & {
		user_ids?: string[];
		team_ids?: string[];
	},
): void {
	refuseUnknown(account.users, user_ids, 'user_ids');
	refuseUnknown(account.teams, team_ids, 'team_ids');
	Object.assign(control.attributes, plan, { updated_at: account.clock.next() });
	account.log('control_updated', user, control, control.attributes.use_case_id, { ...plan });
}

/** The control that the path names. Throws the API's 404 where the use case has none by that id. */
export const controlOf = ({ account, id }: Call): Control =>
	account.controls.in(id(), id('controlId'));

/** What a policy pack demands of a use case. */
export const controlEndpoints: readonly Endpoint[] = [
	lists('/use_cases/:id/controls', { isSortable: false }, (call) =>
		call.account.controls.of(useCaseOf(call)),
	),
	changes('/use_cases/:id/controls/:controlId', controlOf, controlChanges, changeControl),
];
