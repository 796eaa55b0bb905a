import { N8nClient, type Publication, type WorkflowSummary } from '../../sandbox/n8nClient';

/** Drives an n8n 1.x, in which a workflow has a switch instead of published versions. */
export class N8n1Client extends N8nClient {
	override async publish(id: string): Promise<Publication> {
		await this.switchWorkflow(id, true);
		return { published: true };
	}

	override async unpublish(id: string): Promise<void> {
		await this.switchWorkflow(id, false);
	}

	private async switchWorkflow(id: string, active: boolean): Promise<void> {
		const path = `/rest/workflows/${id}`;
		const { versionId } = await this.request<WorkflowSummary>('GET', path);
		await this.request('PATCH', path, { active, versionId });
	}
}
