import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/CredoAi/resources';
import type { CredoAiSimulator } from '../../../sandbox/simulators/credoAi';
import { credoAiTraits } from '../credoAi/service';

import type { DescribedNode, Run, Scenario } from './everyOperation';

const firstId = (entries: ReadonlyArray<{ readonly id: string }>) => entries[0]?.id ?? '';

/** What every operation needs to work with a use case that has everything that one can have. */
async function valuesFor(
	{ account }: CredoAiSimulator,
	run: Run,
	useCaseId: string,
): Promise<INodeParameters> {
	const useCase = { id: useCaseId };
	const values: INodeParameters = {
		useCaseId,
		name: 'A new use case',
		level: '1',
		workflowStageId: account.workflowStages.all()[1]?.id ?? '',
		content: 'Which data does it use?',
		customFieldId: account.customFields.all()[1]?.id ?? '',
		value: 'CC-1234',
		policyPack: 'NIST-RMF+1',
		riskScenarioId: firstId(account.riskScenarios.all()),
		userId: account.me.id,
		type: 'comment',
		comment: 'Looks good.',
		updateFields: { timezone: 'Europe/London', description: 'More about it' },
		reviewers: { userIds: [account.me.id] },
	};
	for (const name of ['review:create', 'comment:create', 'customField:set', 'policyPack:add']) {
		await run(name, values);
	}
	await run('stakeholder:add', { ...values, userId: account.reviewers[0]?.id ?? '' });
	const controlId = firstId(account.controls.of(useCase));
	await run('evidence:create', { ...values, controlId });
	return {
		...values,
		controlId,
		reviewId: firstId(account.reviews.of(useCase)),
		taskId: firstId(account.tasks.of(useCase)),
		threadId: firstId(account.commentThreads.of(useCase)),
		stakeholderId: firstId(account.stakeholders.of(useCase)),
		policyPack: 'EU-AI-ACT+2',
		webhookId: '',
	};
}

const governed: Scenario<CredoAiSimulator> = async (simulator, run) => {
	const values = await valuesFor(simulator, run, firstId(simulator.useCases()));
	await run('review:addAction', values);
	return { ...values, webhookId: simulator.addForeignWebhook().id };
};

const plain: Scenario<CredoAiSimulator> = async (simulator, run) => {
	const values = await valuesFor(simulator, run, simulator.seedUseCases(1)[0] ?? '');
	const webhook = simulator.addForeignWebhook({ environment: 'production', bucket: 'one' });
	return { ...values, webhookId: webhook.id, kind: 'file', scenarioSource: 'new' };
};

/** The Credo AI node and the states of a tenant in which its operations are run. */
export const credoAi: DescribedNode<CredoAiSimulator> = {
	folder: 'CredoAi',
	scenariosIn: 'test/engine/schemas/credoAi.ts',
	resources,
	traits: credoAiTraits(),
	scenarios: [governed, plain],
};
