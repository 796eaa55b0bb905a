import { namesField } from './collectionFields';

/** The users who have something to do. */
export const users = namesField({ displayName: 'Users', name: 'userIds' }, 'loadUsers', 'IDs');

/** The teams that have something to do. */
export const teams = namesField({ displayName: 'Teams', name: 'teamIds' }, 'loadTeams', 'IDs');
