import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import { simplifyField } from '../../shared/node/fields';
import { optionsField } from '../../shared/node/options';
import {
	adviseOnFilters,
	inOrderOfCreation,
	largestPage,
	type ResourceList,
} from '../client/paging';

import { additionalFields, filters } from './shared/collections';
import { choiceField, exact, matchFilter, saysWhat, textField } from './shared/fields';
import { label, minuteOf, searchIn } from './shared/lists';
import { locator, required } from './shared/locator';
import { createOperation, getAllOperation, updateOperation } from './shared/operations';
import type { Room } from './shared/room';
import { chosenUseCase, useCaseIdField } from './useCase/useCaseField';

const type = 'comment_threads';
const lookUp = 'Look for it with Comment > Get Many';

const threadIdField = required(
	locator({
		displayName: 'Comment Thread',
		name: 'threadId',
		description: 'The Credo AI Trigger gives its ID as threadId',
		searchListMethod: 'searchCommentThreads',
	}),
);

const contentField = required(
	textField(
		{
			displayName: 'Content',
			name: 'content',
			description: 'What the comment says. A person is mentioned as @[Name](users:ID).',
		},
		3,
	).property,
);

/** The comment threads of a use case, each with its comments. */
const threadList = (useCaseId: string, query: IDataObject): ResourceList => ({
	path: path`/use_cases/${useCaseId}/comment_threads`,
	type,
	query: { include: 'comments', ...query },
	largestPage,
	wording: { doing: 'list the comments', parameter: 'Use Case', advise: adviseOnFilters },
});

/** What on a use case a thread can be about. */
const subjects = [
	{ name: 'Control', value: 'control' },
	{ name: 'Evidence Requirement', value: 'evidence_requirement' },
	{ name: 'None', value: 'none', description: 'The use case itself' },
	{ name: 'Question', value: 'question' },
	{ name: 'Review Action', value: 'review_action' },
];

const additional = additionalFields(
	[
		textField({
			displayName: 'Parent Control ID',
			name: 'parentEntityControlId',
			description: 'The control that the subject belongs to',
		}),
		textField({
			displayName: 'Parent Questionnaire Section ID',
			name: 'parentQSectionId',
			description: 'The section that the question belongs to',
		}),
		textField({
			displayName: 'Parent Review ID',
			name: 'parentUseCaseReviewId',
			description: 'The review that the review action belongs to',
		}),
		textField({
			displayName: 'Subject ID',
			name: 'resourceId',
			description: 'The ID of what the thread is about',
		}),
		choiceField(
			{
				displayName: 'Subject Type',
				name: 'resourceType',
				description: 'The part of the use case that the thread is about',
			},
			subjects,
		),
	].map(saysWhat),
);

const create = createOperation({
	action: 'Create a comment',
	description: 'Open a comment thread on a use case',
	properties: [useCaseIdField, contentField, simplifyField, additional.property, optionsField()],
	creates: 'comment threads',
	type,
	doing: 'create the comment',
	parameter: 'Use Case',
	advice: {
		422: 'Check “Content”, and the subject under “Additional Fields”: its type and its ID belong together.',
	},
	lookUp,
	request: (item) => ({
		path: path`/use_cases/${item.id(useCaseIdField)}/comment_threads`,
		attributes: { content: item.text(contentField), ...additional.read(item) },
	}),
});

const getAll = getAllOperation({
	action: 'Get many comments',
	description: 'Get the comment threads of a use case with their comments',
	before: [useCaseIdField],
	filters: filters([
		exact(
			matchFilter(textField({ displayName: 'Parent Review ID', name: 'parentUseCaseReviewId' })),
		),
		exact(
			matchFilter(
				choiceField({ displayName: 'Status', name: 'status' }, [
					{ name: 'Open', value: 'open' },
					{ name: 'Resolved', value: 'resolved' },
				]),
			),
		),
		exact(matchFilter(textField({ displayName: 'Subject ID', name: 'resourceId' }))),
		exact(
			matchFilter(choiceField({ displayName: 'Subject Type', name: 'resourceType' }, subjects)),
		),
	]),
	order: 'inserted_at',
	list: (item, query) => threadList(item.id(useCaseIdField), query),
});

const reply = createOperation({
	name: 'Reply',
	value: 'reply',
	action: 'Reply to a comment',
	description: 'Add a comment to a thread of a use case',
	properties: [useCaseIdField, threadIdField, contentField, simplifyField, optionsField()],
	creates: 'comments',
	type: 'comments',
	doing: 'add the reply',
	parameter: 'Comment Thread',
	advice: { 422: 'Check “Content”; a resolved thread may take no replies.' },
	lookUp,
	request(item) {
		const useCaseId = item.id(useCaseIdField);
		const threadId = item.id(threadIdField);
		return {
			path: path`/use_cases/${useCaseId}/comment_threads/${threadId}/comments`,
			attributes: { content: item.text(contentField) },
		};
	},
});

const resolve = updateOperation({
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve a comment thread',
	description: 'Mark a comment thread of a use case as resolved',
	properties: [useCaseIdField, threadIdField, simplifyField, optionsField()],
	type,
	doing: 'resolve the comment thread',
	parameter: 'Comment Thread',
	advice: { 422: 'The thread may be resolved already: see Comment > Get Many.' },
	request({ item }) {
		const id = item.id(threadIdField);
		const attributes = { status: 'resolved' };
		return {
			path: path`/use_cases/${item.id(useCaseIdField)}/comment_threads/${id}`,
			id,
			attributes,
			confirmed: { id, ...attributes },
		};
	},
});

const longestExcerpt = 60;

/** What people say about a use case, in threads. */
export const comment: Room = {
	name: 'Comment',
	value: 'comment',
	operations: [create, getAll, reply, resolve],
	kinds: {
		[type]: {
			mainFields: [
				'id',
				'status',
				'useCaseId',
				'resourceType',
				'resourceId',
				'userId',
				'insertedAt',
				'updatedAt',
			],
		},
	},
	listSearch: {
		searchCommentThreads: searchIn(
			(context) => threadList(chosenUseCase(context), inOrderOfCreation),
			({ id, attributes: { status, inserted_at }, included: [firstComment] }) => {
				const beginning = String(firstComment?.attributes.content ?? id).slice(0, longestExcerpt);
				return [{ name: label(beginning, status, minuteOf(inserted_at)), value: id }];
			},
		),
	},
};
