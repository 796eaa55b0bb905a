import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account } from '../account/account';
import type { User } from '../account/entries';
import { filledText, oneOf, readFields } from '../api/attributes';
import { Refusal } from '../api/refusal';
import { actOnReview, submitForReview } from '../changes/changeReview';
import { setRiskLevel, updateUseCase } from '../changes/changeUseCase';
import { openThread, replyInThread } from '../changes/comment';
import type { IdPath } from '../routes/paths';
import type { Dispatcher } from '../webhooks/dispatcher';
import { overviewPage } from './overview';
import { refusalPage } from './refusalPage';
import { useCasePage } from './useCase';

const decision = oneOf(['approve', 'reject', 'change_request', 'close_review']);
const step = oneOf(['assessment', 'evidence_collection', 'clear', 'rejected']);
const level = oneOf(['0', '1', '2', '3']);

/** The pages where a person plays the other side: owners and reviewers in Credo AI. */
export function pageRoutes(pages: FastifyInstance, account: Account, dispatcher: Dispatcher): void {
	const { useCases, reviews, tasks, commentThreads } = account;

	pages.addHook('onRequest', async (_request, reply) => {
		reply.type('text/html; charset=utf-8');
	});
	pages.setErrorHandler(async (fault, _request, reply) => {
		if (!(fault instanceof Refusal)) throw fault;
		reply.code(fault.status).type('text/html; charset=utf-8');
		return refusalPage(fault.detail);
	});

	pages.get('/', async () => overviewPage(account, dispatcher.sender.deliveries));
	pages.get<IdPath>('/use-cases/:id', async ({ params }) => {
		return useCasePage(account, useCases.get(params.id));
	});

	const onClick = (path: string, change: (id: string, form: unknown) => void): void => {
		pages.post<IdPath>(path, async (request, reply) => {
			change(request.params.id, request.body);
			return await reply.redirect(pageBefore(request), 303);
		});
	};

	onClick('/use-cases/:id/submit', (id) => {
		submitForReview(account, account.me, useCases.get(id));
	});
	onClick('/use-cases/:id/risk', (id, form) => {
		const { level: chosen } = readFields(form, { level });
		setRiskLevel(account, reviewer(account), useCases.get(id), Number(chosen));
	});
	onClick('/use-cases/:id/step', (id, form) => {
		const { step: workflow_stage_step } = readFields(form, { step });
		updateUseCase(account, reviewer(account), useCases.get(id), { workflow_stage_step });
	});
	onClick('/use-cases/:id/comment', (id, form) => {
		const { content } = readFields(form, { content: filledText });
		openThread(account, reviewer(account), useCases.get(id), { content });
	});
	onClick('/threads/:id/reply', (id, form) => {
		const { content } = readFields(form, { content: filledText });
		replyInThread(account, account.me, commentThreads.get(id), content);
	});
	onClick('/reviews/:id/decide', (id, form) => {
		const { type } = readFields(form, { type: decision });
		actOnReview(account, reviewer(account), reviews.get(id), { type });
	});
	onClick('/reviews/:id/comment', (id, form) => {
		const { content: comment } = readFields(form, { content: filledText });
		actOnReview(account, reviewer(account), reviews.get(id), { type: 'comment', comment });
	});
	onClick('/tasks/:id/decide', (id, form) => {
		const { type } = readFields(form, { type: decision });
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
