import { actionButton, type Html, html, type Tone } from '../../shared/page';
import type { Account } from '../account/account';
import type { Review, Task } from '../account/entries';

import { stateBadge, textForm, timeOfDay, useCaseLink, userName } from './look';

const decisions: ReadonlyArray<readonly [type: string, label: string, tone: Tone]> = [
	['approve', 'Approve', 'good'],
	['change_request', 'Request change', 'doubtful'],
	['reject', 'Reject', 'bad'],
];

/** Reviews with their tasks and the buttons of a reviewer, newest first. */
export function reviewCards(account: Account, reviews: readonly Review[]): Html {
	if (reviews.length === 0) return html`<p class="empty">No review yet.</p>`;
	return html`${[...reviews].reverse().map((review) => reviewCard(account, review))}`;
}

function reviewCard(account: Account, review: Review): Html {
	const { status, use_case_id, user_id, inserted_at } = review.attributes;
	const useCase = account.useCases.find(use_case_id);
	const tasks = account.tasks.where((task) => task.use_case_review_id === review.id);
	return html`<div class="card">
		<p>
			<strong>${useCase && useCaseLink(useCase)}</strong> ${stateBadge(status)}
			<span class="note">
				submitted by ${userName(account, user_id)} at ${timeOfDay(inserted_at)} UTC ·
				<code>${review.id}</code>
			</span>
		</p>
		${tasks.length > 0 && taskTable(account, tasks, status === 'in_progress')}
		<div class="actions">
			<span class="note">Whole review</span>
			${status === 'in_progress' && decisionButtons(`/reviews/${review.id}/decide`)}
			${status !== 'closed' &&
			actionButton('Close review', `/reviews/${review.id}/decide`, {
				fields: { type: 'close_review' },
			})}
			${textForm(`/reviews/${review.id}/comment`, 'Comment on this review', 'Comment')}
		</div>
	</div>`;
}

function taskTable(account: Account, tasks: readonly Task[], isOpen: boolean): Html {
	return html`<table>
		<thead>
			<tr>
				<th>Task of</th>
				<th>Status</th>
				<th>Decision</th>
				<th></th>
			</tr>
		</thead>
		<tbody>
			${tasks.map((task) => taskRow(account, task, isOpen))}
		</tbody>
	</table>`;
}

function taskRow(account: Account, { id, attributes }: Task, isOpen: boolean): Html {
	const { status, sub_status, user_ids } = attributes;
	return html`<tr>
		<td>${userName(account, user_ids[0])}</td>
		<td>${stateBadge(status)}</td>
		<td>${stateBadge(sub_status)}</td>
		<td>
			<div class="actions">
				${isOpen && status !== 'done' && decisionButtons(`/tasks/${id}/decide`)}
			</div>
		</td>
	</tr>`;
}

function decisionButtons(action: string): Html[] {
	return decisions.map(([type, label, tone]) => {
		return actionButton(label, action, { fields: { type }, tone });
	});
}
