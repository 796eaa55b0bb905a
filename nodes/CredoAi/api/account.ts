import { inOrderOfCreation, largestPage, type ResourceList } from './paging';

/** The users of the tenant. */
export const userList: ResourceList = {
	path: '/users',
	query: inOrderOfCreation,
	largestPage,
	wording: { doing: 'list the users' },
};

/** The stages of the tenant's workflow. */
export const workflowStageList: ResourceList = {
	path: '/workflow_stages',
	wording: { doing: 'list the workflow stages' },
};

/** The risk levels of the tenant. */
export const riskLevelList: ResourceList = {
	path: '/risk_classifications',
	wording: { doing: 'list the risk levels' },
};
