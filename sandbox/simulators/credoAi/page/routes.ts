import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { Path } from '../../shared/requestPath';
import type { Account } from '../account/account';
import type { User } from '../account/entries';
import { filledText, read } from '../body';
import type { Dispatcher } from '../callbacks/dispatcher';
import { openThread, replyInThread } from '../comment/changes';
import { Refusal } from '../refusal';
import { actOnReview, submitForReview } from '../review/changes';
import { setRiskLevel, updateUseCase } from '../useCase/changes';
import { steps } from '../useCase/endpoints';

import { refusalPage } from './look';
import { overviewPage } from './overview';
import { useCasePage } from './useCase';

/** The pages where a person plays the other side: owners and reviewers in Credo AI. */
export function pageRoutes(pages: FastifyInstance, account: Account, dispatcher: Dispatcher): void {
	const { useCases, reviews, tasks, commentThreads } = account;

	pages.addHook('onRequest', async (_request, reply) => {
		reply.type('text/html; charset=utf-8');
	});
	pages.setErrorHandler(async (fault, _request, reply) => {
		if (!(fault instanceof Refusal)) throw fault;
		reply.code(fault.status).type('text/html; charset=utf-8');
		return refusalPage(account, fault.detail);
	});

	pages.get('/', async () => overviewPage(account, dispatcher.sender.deliveries));
	pages.get<Path<'id'>>('/use-cases/:id', async ({ params }) => {
		return useCasePage(account, useCases.get(params.id));
	});

	pages.get<Path<'id'>>('/files/:id', async ({ params }, reply) => {
		const content = account.fileContents.get(account.controlFiles.get(params.id).id);
		return await reply.type('application/octet-stream').send(content);
	});

	const onClick = (path: string, change: (id: string, form: unknown) => void): void => {
		pages.post<Path<'id'>>(path, async (request, reply) => {
			change(request.params.id, request.body);
			return await reply.redirect(pageBefore(request), 303);
		});
	};

	onClick('/use-cases/:id/submit', (id) => {
		submitForReview(account, account.me, useCases.get(id));
	});
	onClick('/use-cases/:id/risk', (id, form) => {
		setRiskLevel(account, reviewer(account), useCases.get(id), forms.level(form));
	});
	onClick('/use-cases/:id/step', (id, form) => {
		const workflow_stage_step = forms.step(form);
		updateUseCase(account, reviewer(account), useCases.get(id), { workflow_stage_step });
	});
	onClick('/use-cases/:id/comment', (id, form) => {
		const content = forms.comment(form);
		openThread(account, reviewer(account), useCases.get(id), { content });
	});
	onClick('/threads/:id/reply', (id, form) => {
		const content = forms.comment(form);
		replyInThread(account, account.me, commentThreads.get(id), content);
	});
	onClick('/reviews/:id/decide', (id, form) => {
		const type = forms.decision(form);
		actOnReview(account, reviewer(account), reviews.get(id), { type });
	});
	onClick('/reviews/:id/comment', (id, form) => {
		const comment = forms.comment(form);
		actOnReview(account, reviewer(account), reviews.get(id), { type: 'comment', comment });
	});
	onClick('/tasks/:id/decide', (id, form) => {
		const type = forms.decision(form);
		const task = tasks.get(id);
		const [assignee = ''] = task.attributes.user_ids;
		const user = account.users.find(assignee) ?? account.me;
		const review = reviews.get(task.attributes.use_case_review_id);
		actOnReview(account, user, review, { type, task_id: id });
	});
}

/** Who clicks where no task says it. */
function reviewer({ reviewers: [first], me }: Account): User {
	return first ?? me;
}

/** The path of the page that the button stood on; only ever one of our own. */
function pageBefore({ headers: { referer = '' } }: FastifyRequest): string {
	return URL.canParse(referer) ? new URL(referer).pathname : '/';
}

const decision = z.object({
	type: z.enum(['approve', 'reject', 'change_request', 'close_review']),
});

const step = z.object({ step: z.enum(steps) });

const level = z.object({ level: z.enum(['0', '1', '2', '3']) });

const comment = z.object({ content: filledText });

/** What the page's forms send. Each throws a 422 for what no form of the page sends. */
export const forms = {
	decision: (body: unknown) => read(decision, body ?? {}).type,
	step: (body: unknown) => read(step, body ?? {}).step,
	level: (body: unknown) => Number(read(level, body ?? {}).level),
	comment: (body: unknown) => read(comment, body ?? {}).content,
};
