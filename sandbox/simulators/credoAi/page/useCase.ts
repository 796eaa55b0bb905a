import { actionButton, html, type Html } from '../../shared/page';
import type { Account } from '../account/account';
import type { CommentThread, UseCase } from '../account/entries';
import { steps } from '../useCase/endpoints';
import { plainText } from '../useCase/lexicalText';

import {
	choice,
	credoAiPage,
	riskBadge,
	riskOptions,
	stateBadge,
	textForm,
	timeOfDay,
	userName,
	words,
} from './look';
import { reviewCards } from './reviews';

/** One use case with everything that an owner or a reviewer can change about it. */
export function useCasePage(account: Account, useCase: UseCase): string {
	const { id, attributes } = useCase;
	const reviews = account.reviews.of({ id });
	const threads = account.commentThreads.of({ id });
	return credoAiPage(
		account,
		attributes.name,
		html`<div class="card">${facts(account, useCase)}</div>
			<div class="card actions">
				${!attributes.in_review &&
				actionButton('Submit for review', `/use-cases/${id}/submit`, { tone: 'accent' })}
				<form method="post" action="/use-cases/${id}/risk" class="actions">
					${choice('level', riskOptions, String(attributes.risk_classification_level))}
					<button>Set risk level</button>
				</form>
				<form method="post" action="/use-cases/${id}/step" class="actions">
					${choice(
						'step',
						steps.map((step) => [step, words(step)] as const),
						attributes.workflow_stage_step,
					)}
					<button>Move step</button>
				</form>
			</div>
			<h2>Reviews and tasks</h2>
			${reviewCards(account, reviews)}
			<h2>Controls and evidence</h2>
			${controlCards(account, useCase)}
			<h2>Comments</h2>
			${threads.map((thread) => threadCard(account, thread))}
			<div class="card">${textForm(`/use-cases/${id}/comment`, 'New comment', 'Comment')}</div>`,
	);
}

function facts(account: Account, { id, attributes }: UseCase): Html {
	const stage = account.workflowStages.find(attributes.workflow_stage_id);
	const values = account.customFieldValues.of({ id });
	return html`<dl>
		<dt>Id</dt>
		<dd><code>${id}</code></dd>
		<dt>Description</dt>
		<dd>${plainText(attributes.description ?? '–')}</dd>
		<dt>Risk</dt>
		<dd>${riskBadge(attributes.risk_classification_level)}</dd>
		<dt>Stage and step</dt>
		<dd>${stage?.attributes.name} · ${stateBadge(attributes.workflow_stage_step)}</dd>
		<dt>Industries</dt>
		<dd>${attributes.industries.join(', ') || '–'}</dd>
		<dt>Regions</dt>
		<dd>${attributes.regions.join(', ') || '–'}</dd>
		${values.map(
			(value) =>
				html`<dt>${value.attributes.name}</dt>
					<dd>${String(value.attributes.value ?? '–')}</dd>`,
		)}
	</dl>`;
}

function threadCard(account: Account, { id, attributes }: CommentThread): Html {
	const comments = account.comments.where(({ comment_thread_id }) => comment_thread_id === id);
	return html`<div class="card">
		<p>${stateBadge(attributes.status)} <span class="note">${placeOf(attributes)}</span></p>
		${comments.map(
			({ attributes: { user_id, content, inserted_at } }) =>
				html`<p>
					<strong>${userName(account, user_id)}</strong>
					<span class="note">${timeOfDay(inserted_at)} UTC</span><br />${content}
				</p>`,
		)}
		${textForm(`/threads/${id}/reply`, 'Reply', 'Reply')}
	</div>`;
}

function placeOf({ resource_type }: CommentThread['attributes']): string {
	return resource_type === 'none' ? 'on the use case' : `on a ${words(resource_type)}`;
}

/** What a policy pack demands, with what was handed in for it. */
function controlCards(account: Account, useCase: UseCase): Html {
	const controls = account.controls.of(useCase);
	if (controls.length === 0) return html`<p class="empty">No policy pack, so no controls.</p>`;
	const evidences = account.evidences.of(useCase);
	return html`${controls.map((control) => {
		const { control_key, policy_pack_key, status, due_date } = control.attributes;
		const values = evidences.filter((each) => each.attributes.control_key === control_key);
		const files = account.controlFiles.where(({ control_id }) => control_id === control.id);
		return html`<div class="card">
			<p>
				<strong>${control_key}</strong> ${stateBadge(status)}
				<span class="note">${policy_pack_key}${due_date !== null && `, due ${due_date}`}</span>
			</p>
			${values.length + files.length === 0 && html`<p class="empty">No evidence yet.</p>`}
			${values.map(
				({ attributes: { data, inserted_at } }) =>
					html`<details>
						<summary>Value <span class="note">${timeOfDay(inserted_at)} UTC</span></summary>
						<code>${JSON.stringify(data)}</code>
					</details>`,
			)}
			${files.map(
				({ id, attributes: { filename, size, inserted_at } }) =>
					html`<div>
						<a href="/files/${id}" download="${filename ?? id}">${filename ?? 'File'}</a>
						<span class="note">${size} bytes, ${timeOfDay(inserted_at)} UTC</span>
					</div>`,
			)}
		</div>`;
	})}`;
}
