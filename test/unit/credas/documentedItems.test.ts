import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PersonState, ProcessState, ReadBack } from '../../../nodes/Credas/trigger/agreement';
import { decodeCallback } from '../../../nodes/Credas/trigger/decode';
import { deliveryKeyOf } from '../../../nodes/Credas/trigger/deliveryKey';
import { describeCallback, describeClaim, readQuery } from '../../../nodes/Credas/trigger/item';
import { describeProofs, type CarriedProofs } from '../../../nodes/Credas/trigger/prove';

const processId = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';
const clientId = '8c55ebc3-7ac2-469e-9837-94023aa82c3d';
const entityId = '9811e0dc-7bbb-4fdf-be96-b8c7c105080f';
const journeyId = '9429d6b1-de6e-4fac-8343-9a48c4d5534f';

const complete: ProcessState = {
	processId,
	clientId,
	journeyId,
	status: 2,
	dateCompleted: '2026-11-21T10:00:00Z',
	details: {},
};
const confirmed = (process?: ProcessState, person?: PersonState): ReadBack => ({
	verdict: 'confirmed',
	process,
	person,
});

const completion = {
	ProcessId: processId,
	ClientId: clientId,
	Status: 2,
	StatusDescription: 'The process is complete',
};
const person = { entityId, processActorId: 41001, clientId, entityStatus: 7 };
const plain = '/webhook/1/webhook?our-reference=1232323';
const signedUrl = `${plain}&n8n-credas-reference=ORDER-1042&n8n-credas-signature=made-up`;

const nothing: CarriedProofs = { signedUrl: 'notConfigured', header: 'notConfigured' };
const signature: CarriedProofs = { signedUrl: 'passed', header: 'notConfigured' };

interface Documented {
	body: Record<string, unknown>;
	readBack: ReadBack;
	url?: string;
	carried?: CarriedProofs;
}

/** What the page shows, in its order. */
const documented: Record<string, Documented> = {
	'Process complete': { body: completion, readBack: confirmed(complete), url: plain },
	'Process complete, with a Callback Secret': {
		body: completion,
		readBack: confirmed(complete),
		url: signedUrl,
		carried: signature,
	},
	'Process complete, while Credas cannot be asked and the signed URL alone has passed': {
		body: completion,
		readBack: { verdict: 'unreachable', reason: 'ECONNREFUSED' },
		url: signedUrl,
		carried: signature,
	},
	'Other process status': {
		body: { ...completion, Status: 3, StatusDescription: 'The process is deleted' },
		readBack: confirmed({ ...complete, status: 3 }),
	},
	'Invite updated': {
		body: { clientId, processId, processActorId: 41001, entityId, smsStatus: 0, emailStatus: 5 },
		readBack: confirmed({ ...complete, status: 0, dateCompleted: undefined }, person),
	},
	'Invite updated, with the portal’s header': {
		body: { clientId, processId, processActorId: 41001, entityId, smsStatus: 0, emailStatus: 5 },
		readBack: confirmed({ ...complete, status: 0, dateCompleted: undefined }, person),
		carried: { signedUrl: 'notConfigured', header: 'passed' },
	},
	'Result updated': {
		body: {
			UpdateType: 8,
			Payload: JSON.stringify({ RightToWorkCheckId: 12323, Status: 4, EntityId: entityId }),
		},
		readBack: confirmed(undefined, { entityId, clientId }),
	},
	'Monitoring alert': {
		body: { EntityId: entityId, ClientId: clientId },
		readBack: confirmed(undefined, { entityId }),
	},
};

function itemOf({ body, readBack, url = '/webhook/1/webhook', carried = nothing }: Documented) {
	const callback = decodeCallback(body);
	if (!callback) throw new Error('The body is not a callback');
	const process = readBack.verdict === 'confirmed' ? readBack.process : undefined;
	return describeCallback({
		callback,
		claimed: describeClaim(callback, readQuery(url)),
		readBack,
		proof: describeProofs(readBack, carried),
		deliveryKey: deliveryKeyOf(callback, process).value,
		receivedAt: new Date('2026-11-21T10:00:01Z'),
		includeProcess: false,
	});
}

const section = () =>
	[
		'## The item of each event',
		'What is at the top is confirmed by Credas or covered by a proof of the sender; everything that the call said is under `claimed`. Map\n`claimed` fields only where a made-up value does no harm, or [require a proof](proof.md#credas) that brings them to the top.',
		...Object.entries(documented).map(
			([title, each]) =>
				`### ${title}\n\n\`\`\`json\n${JSON.stringify(itemOf(each), null, 2)}\n\`\`\``,
		),
	].join('\n\n');

describe('docs/credas.md', () => {
	// UPDATE_DOCS=1 writes it again.
	it('shows the item of each event as the trigger makes it', () => {
		const path = join(__dirname, '../../../docs/credas.md');
		const page = readFileSync(path, 'utf8');
		const shown = /## The item of each event[^]*?(?=\n\n## )|<!-- items -->/;
		if (process.env.UPDATE_DOCS)
			writeFileSync(
				path,
				page.replace(shown, () => section()),
			);
		else expect(shown.exec(page)?.[0]).toBe(section());
	});
});
