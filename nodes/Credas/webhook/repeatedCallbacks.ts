import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { dropRepeatedExecutions } from '../../shared/repeatedExecutions';
import { hasDurableKey } from './deliveryKey';

/** Ends an execution whose callback has run before, unless the user wants repeats to start the workflow. */
export async function dropRepeatedCallbacks(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	return context.getNodeParameter('options.ignoreDuplicates', 0, true) === false
		? [context.getInputData()]
		: await dropRepeatedExecutions(context, hasDurableKey);
}
