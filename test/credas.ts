import { signCallbackUrl } from '../nodes/Credas/resources/process/signedUrl';
import { sampleOrder, type ProcessDraft } from '../sandbox/simulators/credas/process/sampleOrder';

/** Signs a callback URL as Create does for a process that the simulator makes of this draft. */
export function signedFor(
	url: string,
	reference: string,
	secret: string,
	draft: Pick<ProcessDraft, 'journey' | 'title'> = {},
): string {
	const { journeyId, title } = sampleOrder(draft);
	return signCallbackUrl(url, { reference, journeyId, title }, secret);
}

/** The signature in a signed callback URL. */
export function signatureIn(url: string): string {
	return new URL(url).searchParams.get('n8n-credas-signature') ?? '';
}
