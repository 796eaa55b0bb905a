import type { IWebhookDescription } from 'n8n-workflow';

/** The address under which a waiting execution is reached: that of `$execution.resumeUrl`, nothing added. */
export const completionWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// Without it n8n would answer with a text that means nothing to the caller.
		responseData: '',
		path: '',
		restartWebhook: true,
	},
];
