import { exampleFiles, importExample, type Filling } from './exampleWorkflows';
import type { CredentialSummary, N8nClient } from './n8nClient';
import type { CredoAiSimulator } from './simulators/credoAi';

/** The examples that the main job runs; a person publishes the others. */
export const PUBLISHED = {
	credas: 'credas-complete-to-email.json',
	credoAi: 'credo-ai-review-to-email.json',
};

/** Where n8n may write unless it is set otherwise, in its Docker image. */
const FILES_BY_DEFAULT = '/home/node/.n8n-files';

/** Imports the examples that are not published, and gives the address of each one's trigger by its file. */
export async function importOthers(
	n8n: N8nClient,
	credentials: CredentialSummary[],
	fillings: readonly Filling[],
): Promise<Map<string, string | undefined>> {
	const published = Object.values(PUBLISHED);
	const others = (await exampleFiles()).filter((file) => !published.includes(file));
	const triggerUrls = new Map<string, string | undefined>();
	for (const file of others) {
		const { triggerUrl } = await importExample(n8n, file, credentials, fillings);
		triggerUrls.set(file, triggerUrl);
	}
	return triggerUrls;
}

/** What the examples leave to be chosen, and what there is in this sandbox. */
export function fillingsFor(
	{ account }: CredoAiSimulator,
	filesFolder: string,
	workflowId: string,
): Filling[] {
	const [control] = account.controls.all();
	if (control === undefined) throw new Error('No use case has a control');
	const useCase = account.useCases.get(control.attributes.use_case_id);
	return [
		['your-use-case', useCase.id],
		['Choose a use case', useCase.attributes.name],
		['your-control', control.id],
		['Choose one of its controls', control.attributes.control_key],
		['your-workflow', workflowId],
		[`${FILES_BY_DEFAULT}/`, `${filesFolder}/`],
	];
}
