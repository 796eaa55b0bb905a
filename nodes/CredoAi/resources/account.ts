import { largestPage, type ResourceList } from '../client/paging';

/** The users of the tenant; the published interface has pages and no order for them. */
export const userList: ResourceList = {
	path: '/users',
	largestPage,
	wording: { doing: 'list the users' },
};

/** The teams of the tenant; the published interface has pages and no order for them. */
export const teamList: ResourceList = {
	path: '/teams',
	largestPage,
	wording: { doing: 'list the teams' },
};

/** The kinds of risk that the tenant knows. */
export const riskTypeList: ResourceList = {
	path: '/risk_types',
	wording: { doing: 'list the risk types' },
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

/** The industries that a use case can belong to. */
export const industryList: ResourceList = {
	path: '/industries',
	wording: { doing: 'list the industries' },
};

/** The regions that a use case can belong to. */
export const regionList: ResourceList = {
	path: '/regions',
	wording: { doing: 'list the regions' },
};
