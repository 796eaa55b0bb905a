import { createHash } from 'crypto';
import type { IBinaryData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { canonicalJson } from '../../../shared/values/canonicalJson';
import { fileNameOf } from '../../../shared/values/fileNames';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asObjects, asRecord, asText } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { isSameId, shortId } from '../../client/ids';
import { portalOrigin } from '../../client/origin';
import { packageVersion } from '../../packageVersion';

import { simplifyDetails } from './process';

/** The option that adds a document to be filed. */
export const evidenceFileOption: INodeProperties = {
	displayName: 'Evidence File',
	name: 'evidenceFile',
	type: 'boolean',
	default: false,
	description:
		'Whether to add a file “evidence” to be kept: one JSON document with what Credas was asked and answered, the outcome, and the SHA-256 of each report',
};

/** What a document of evidence is made of. */
export interface EvidenceParts {
	/** The package that made it, e.g. `n8n-nodes-credas`. */
	packageName: string;
	/** The origin of the portal that was asked. */
	portal?: string;
	/** Between which moments Credas was asked, ISO 8601 in UTC. */
	askedAt: string;
	answeredAt: string;
	/** The result pack. */
	pack: IDataObject;
	/** The item that reached the node: the trigger’s item says how the callback was proved. */
	input: IDataObject;
}

/**
 * Makes the content of a document of evidence. The raw details stay out: they hold every answer of every form, and the
 * document is kept for years.
 */
export function evidenceOf(parts: EvidenceParts): IDataObject {
	const { packageName, portal, askedAt, answeredAt, pack, input } = parts;
	const people = asObjects(pack.people);
	return omitUndefined({
		format: 'credas-evidence-1',
		madeBy: { package: packageName, version: packageVersion },
		asked: omitUndefined({
			portal,
			processId: pack.processId,
			entityIds: people.map(({ entityId }) => String(entityId)),
			askedAt,
			answeredAt,
		}),
		callback: callbackIn(input, String(pack.processId)),
		process: simplifyDetails((asRecord(pack.details) ?? {}) as IDataObject),
		people,
		outcome: pack.outcome,
		outcomeReasons: pack.outcomeReasons,
		summary: pack.summary,
	});
}

/** How the callback about this process was proved, where the item that reached the node is a trigger's. */
function callbackIn(input: IDataObject, processId: string): IDataObject | undefined {
	const { readBack, signedUrl, header } = asRecord(input.proof) ?? {};
	const isAboutIt = isSameId(asText(input.processId), processId);
	if (!isAboutIt || asText(readBack) === undefined) return undefined;
	return omitUndefined({
		event: asText(input.event),
		deliveryKey: asText(input.deliveryKey),
		receivedAt: asText(input.receivedAt),
		proof: omitUndefined({
			readBack: asText(readBack),
			signedUrl: asText(signedUrl),
			header: asText(header),
		}),
	});
}

/** What is said of a document of evidence in its item. */
interface EvidenceFacts {
	fileName: string;
	bytes: number;
	/** SHA-256 of the file, in hexadecimal. */
	sha256: string;
}

/** Stores a document of evidence about a pack in n8n's binary store. */
export async function storeEvidence(
	client: CredasClient,
	item: Item,
	parts: Pick<EvidenceParts, 'pack' | 'askedAt'>,
): Promise<{ facts: EvidenceFacts; binary: IBinaryData }> {
	const evidence = evidenceOf({
		...parts,
		packageName: item.nodeType.split('.').slice(0, -1).join('.'),
		portal: portalOrigin(await client.credential()),
		answeredAt: new Date().toISOString(),
		input: item.input.json,
	});
	const content = Buffer.from(canonicalJson(evidence));
	const title = asText(asRecord(evidence.process)?.title) ?? shortId(String(parts.pack.processId));
	const fileName = fileNameOf(['Credas evidence', title, parts.askedAt.slice(0, 10)], 'json');
	const sha256 = createHash('sha256').update(content).digest('hex');
	const binary = await client.storeFile(content, fileName, 'application/json');
	return { facts: { fileName, bytes: content.length, sha256 }, binary };
}
