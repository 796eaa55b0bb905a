import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../shared/values/unknownInput';
import { linkagesOf, type JsonApiResource } from '../client/jsonApi';
import { toCamelCase } from '../client/letterCase';

import { plainText } from './lexicalText';

/**
 * What most flows need of the resources that have more than ten attributes, the most telling first, by JSON:API type.
 * The whole resource is what the service sent.
 */
const mainFields: ReadonlyMap<string, readonly string[]> = new Map([
	[
		'use_cases',
		[
			'id',
			'name',
			'useCaseNumber',
			'descriptionText',
			'riskCategoryLevel',
			'riskClassificationLevel',
			'workflowStageStep',
			'inReview',
			'creatorId',
			'updatedAt',
		],
	],
	[
		'use_case_reviews',
		[
			'id',
			'status',
			'useCaseId',
			'workflowStepType',
			'dueDate',
			'timezone',
			'reviewDate',
			'userId',
			'insertedAt',
			'updatedAt',
		],
	],
	[
		'tasks',
		[
			'id',
			'type',
			'status',
			'subStatus',
			'useCaseId',
			'useCaseReviewId',
			'userIds',
			'teamIds',
			'dueDate',
			'updatedAt',
		],
	],
	[
		'comment_threads',
		[
			'id',
			'status',
			'useCaseId',
			'resourceType',
			'resourceId',
			'userId',
			'insertedAt',
			'updatedAt',
		],
	],
	[
		'audit_logs',
		[
			'id',
			'name',
			'message',
			'resourceType',
			'resourceId',
			'resourceName',
			'subObjectName',
			'useCaseId',
			'user',
			'insertedAt',
		],
	],
	[
		'alerts',
		[
			'id',
			'type',
			'severity',
			'status',
			'message',
			'useCaseId',
			'evidenceId',
			'metadata',
			'insertedAt',
			'updatedAt',
		],
	],
	[
		'use_case_controls',
		[
			'id',
			'controlKey',
			'policyPackKey',
			'status',
			'useCaseId',
			'dueDate',
			'timezone',
			'compliances',
			'insertedAt',
			'updatedAt',
		],
	],
	[
		'evidences',
		[
			'id',
			'type',
			'data',
			'label',
			'controlKey',
			'useCaseId',
			'creator',
			'metadata',
			'generatedAt',
			'insertedAt',
		],
	],
	// Its controls and its specification fill pages.
	['policy_packs', ['id', 'key', 'version', 'kind', 'info', 'metadata']],
	[
		'risk_scenarios',
		[
			'id',
			'name',
			'description',
			'riskTypeIds',
			'ownershipType',
			'domains',
			'industries',
			'regions',
			'archived',
			'deprecated',
		],
	],
	[
		'use_case_risk_scenarios',
		[
			'id',
			'name',
			'description',
			'useCaseId',
			'riskScenarioId',
			'riskTypeIds',
			'inherentRisk',
			'inherentRiskImpact',
			'inherentRiskLikelihood',
			'residualRisk',
		],
	],
	[
		'webhook',
		[
			'id',
			'description',
			'url',
			'eventTypes',
			'eventTypePrefix',
			'eventTypeSuffix',
			'environment',
			'authenticationMethod',
			'authenticationServer',
		],
	],
]);

/**
 * Makes one flat object of a resource: its id, its attributes in camelCase as Credo AI's webhooks write them, and
 * its related ids (`reviewIds`, `creatorId`); related resources that came along stand beside them (`reviews`). Of a
 * resource with many attributes only the main ones stay. Only the names of the attributes change, never what is
 * inside them.
 */
export function simplify(resource: JsonApiResource): IDataObject {
	const own = mainOf(resource.type, {
		...Object.fromEntries(
			Object.entries(resource.attributes).map(([name, value]) => [toCamelCase(name), value]),
		),
		...readableDescription(resource),
		id: resource.id,
	});
	// The related ones come last, yet never in place of an attribute of the same name.
	return { ...own, ...relatedOf(resource), ...own };
}

function mainOf(type: string, { id, ...others }: IDataObject): IDataObject {
	const all: IDataObject = { id, ...others };
	const names = mainFields.get(type)?.filter((name) => Object.hasOwn(all, name));
	return names ? Object.fromEntries(names.map((name) => [name, all[name]])) : all;
}

/** Gives a resource as the document had it, with the related resources that came along. */
export function asSent({ included, ...resource }: JsonApiResource): IDataObject {
	return included.length > 0 ? { ...resource, included: included.map(asSent) } : { ...resource };
}

function readableDescription({ type, attributes }: JsonApiResource): IDataObject {
	const { description } = attributes;
	if (type !== 'use_cases' || description === undefined) return {};
	return { descriptionText: typeof description === 'string' ? plainText(description) : null };
}

function relatedOf({ relationships, included }: JsonApiResource): IDataObject {
	const related: IDataObject = {};
	for (const [relationship, linkage] of Object.entries(relationships)) {
		if (asRecord(linkage)?.data === undefined) continue;

		const links = linkagesOf(linkage);
		const resources = links.flatMap(
			(link) => included.find(({ type, id }) => type === link.type && id === link.id) ?? [],
		);
		const name = toCamelCase(relationship);
		if (Array.isArray(asRecord(linkage)?.data)) {
			related[`${name.replace(/s$/, '')}Ids`] = links.map(({ id }) => id);
			if (resources.length > 0) related[name] = resources.map(simplify);
		} else {
			related[`${name}Id`] = links[0]?.id ?? null;
			if (resources[0]) related[name] = simplify(resources[0]);
		}
	}
	return related;
}
