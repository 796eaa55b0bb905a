import { z } from 'zod';

import type { Account } from './account/account';
import type {
	ControlAttributes,
	ControlFileAttributes,
	Entry,
	EvidenceAttributes,
	User,
} from './account/entries';
import { shortId } from './account/ids';
import { filledText, isoDate, record, wholeNumber } from './body';
import { controlOf } from './control';
import { type Endpoint, creates, lists, useCaseOf } from './endpoint';
import { fits } from './listQuery';
import { invalid } from './refusal';

/** `POST /use_cases/{id}/controls/{controlId}/evidences` */
const newEvidence = z
	.strictObject({ data: record, requirement_key: filledText, generated_at: isoDate })
	.partial()
	.required({ data: true });

const base64 = filledText.refine(
	(given) => given.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(given),
	'is invalid: must be Base64',
);

/** `POST /use_cases/{id}/controls/{controlId}/files` */
const newControlFile = z
	.strictObject({
		content: base64,
		filename: filledText,
		content_type: filledText,
		size: wholeNumber,
		requirement_key: filledText,
	})
	.partial()
	.required({ content: true });

/** Keeps a value as evidence for a control. */
function addEvidence(
	account: Account,
	user: User,
	control: Entry<ControlAttributes>,
	given: { data: Record<string, unknown>; requirement_key?: string; generated_at?: string },
): Entry<EvidenceAttributes> {
	const { given_name, family_name, nickname } = user.attributes;
	const { control_key, use_case_id, entity_id } = control.attributes;
	const now = account.clock.next();
	const evidence = account.evidences.add({
		type: 'text',
		data: given.data,
		label: given.requirement_key === undefined ? {} : { requirement_key: given.requirement_key },
		control_key,
		use_case_id,
		entity_id,
		creator: { given_name, family_name, nickname },
		metadata: {},
		model_id: null,
		model_version: null,
		hash_key: shortId(),
		generated_at: given.generated_at ?? now,
		inserted_at: now,
	});
	account.log('evidence_created', user, evidence, use_case_id);
	return evidence;
}

/** Keeps a file as evidence for a control. Throws a 422 where it has another size than it says. */
function addControlFile(
	account: Account,
	user: User,
	control: Entry<ControlAttributes>,
	given: {
		content: string;
		filename?: string;
		content_type?: string;
		size?: number;
		requirement_key?: string;
	},
): Entry<ControlFileAttributes> {
	const content = Buffer.from(given.content, 'base64');
	const { filename = null, content_type = null, requirement_key = null } = given;
	if (given.size !== undefined && given.size !== content.length) throw invalid('size is invalid');
	const file = account.controlFiles.add({
		control_id: control.id,
		filename,
		content_type,
		size: content.length,
		requirement_key,
		url: `https://files.example.com/${shortId()}`,
		...account.stamps(),
	});
	account.fileContents.set(file.id, content);
	account.log('control_file_created', user, file, control.attributes.use_case_id);
	return file;
}

/** The largest body with a file in it, in bytes; nobody documents one. */
const largestUpload = 32 * 1024 * 1024;

const control = '/use_cases/:id/controls/:controlId';

/** Values and files that are kept for a control. */
export const evidenceEndpoints: readonly Endpoint[] = [
	creates(`${control}/evidences`, controlOf, newEvidence, addEvidence),
	creates(`${control}/files`, controlOf, newControlFile, addControlFile, {
		bodyLimit: largestUpload,
	}),
	lists('/use_cases/:id/evidences', { filters: ['type'] }, (call, asked) => {
		const { id } = useCaseOf(call);
		return call.account.evidences.where(({ use_case_id, type }) => {
			return use_case_id === id && fits(asked, { type });
		});
	}),
];
