import { largestPage, type ResourceList } from '../client/paging';

import { namesField } from './shared/fields';
import { byId, byName, choicesFrom, nameOf, searchIn } from './shared/lists';
import { locator, required } from './shared/locator';
import type { Lists } from './shared/room';

/** The users of the tenant; the published interface has pages and no order for them. */
const userList: ResourceList = {
	path: '/users',
	type: 'users',
	largestPage,
	wording: { doing: 'list the users' },
};

/** The teams of the tenant; the published interface has pages and no order for them. */
const teamList: ResourceList = {
	path: '/teams',
	type: 'teams',
	largestPage,
	wording: { doing: 'list the teams' },
};

/** A field that takes a user. */
export const userLocator = locator({
	displayName: 'User',
	name: 'userId',
	description: 'A user of your tenant',
	searchListMethod: 'searchUsers',
});

/** The user that an operation is about. */
export const userIdField = required(userLocator);

/** The team that an operation is about. */
export const teamIdField = required(
	locator({
		displayName: 'Team',
		name: 'teamId',
		description: 'A team of your tenant',
		searchListMethod: 'searchTeams',
	}),
);

/** The users who have something to do. */
export const users = namesField({ displayName: 'Users', name: 'userIds' }, 'loadUsers', 'IDs');

/** The teams that have something to do. */
export const teams = namesField({ displayName: 'Teams', name: 'teamIds' }, 'loadTeams', 'IDs');

/** Who can be chosen in fields. */
export const usersAndTeams: Lists = {
	listSearch: {
		searchTeams: searchIn(() => teamList, byName),
		searchUsers: searchIn(
			() => userList,
			(user) => [{ name: nameOf(user), value: user.id }],
		),
	},
	loadOptions: { loadTeams: choicesFrom(teamList, byId), loadUsers: choicesFrom(userList, byId) },
};
