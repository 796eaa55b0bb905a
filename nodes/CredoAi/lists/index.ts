import { searchCommentThreads } from './searchCommentThreads';
import { searchCustomFields } from './searchCustomFields';
import { searchReviews } from './searchReviews';
import { searchRiskLevels } from './searchRiskLevels';
import { searchTasks } from './searchTasks';
import { searchUseCases } from './searchUseCases';
import { searchUsers } from './searchUsers';
import { searchWebhooks } from './searchWebhooks';
import { searchWorkflowStages } from './searchWorkflowStages';

/** What the Credo AI nodes can be asked to list in their fields. */
export const listSearch = {
	searchCommentThreads,
	searchCustomFields,
	searchReviews,
	searchRiskLevels,
	searchTasks,
	searchUseCases,
	searchUsers,
	searchWebhooks,
	searchWorkflowStages,
};
