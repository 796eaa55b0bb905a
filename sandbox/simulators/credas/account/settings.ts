import type { ErrorBodies } from '../answers/refusal';

/** How the PDF export answers; Credas documents neither shape nor type, so receivers must cope with all of these. */
export type ReportAnswer =
	| { readonly kind: 'pdf' }
	/** A JSON string that holds the PDF as base64. */
	| { readonly kind: 'base64String' }
	/** `{"base64": "…"}` */
	| { readonly kind: 'base64Object' }
	/** A sign-in page with status 200. */
	| { readonly kind: 'html' }
	/** Promises the whole PDF and breaks off after `afterBytes` (default: half of it). */
	| { readonly kind: 'cut'; readonly afterBytes?: number }
	/** A valid PDF that is larger by so many megabytes, streamed. */
	| { readonly kind: 'large'; readonly megabytes: number };

/** What Credas' technical contact sets for a portal, and where the documents leave the answer open. */
export interface PortalSettings {
	/** Gets the process-actor callbacks. */
	inviteWebhookUrl: string | null;
	/** Gets the status-update callbacks. */
	resultWebhookUrl: string | null;
	/** Sent with every callback. */
	header: { readonly name: string; readonly value: string } | null;
	/** The documents contradict each other: 403 for a missing or wrong key in one article, 401 in another. */
	missingKeyStatus: 401 | 403;
	wrongKeyStatus: 401 | 403;
	/** To resend-invite and expire-invite for a person who was never invited: 400 as documented, 500 as observed. */
	neverInvitedStatus: 400 | 500;
	/** `GET /processes/{id}` is known from third parties only and may be missing. */
	processEndpoint: 'present' | 404 | 405;
	/** Whether `/details` names the entities; the documented sample is cut short before one could see. */
	detailsNameEntities: boolean;
	/** A deleted process was seen to answer 404. */
	deletedProcesses: 'notFound' | 'readable';
	errorBodies: ErrorBodies;
	reportAnswer: ReportAnswer;
}

/** A portal as it is before anybody sets anything. */
export function newSettings(): PortalSettings {
	return {
		inviteWebhookUrl: null,
		resultWebhookUrl: null,
		header: null,
		missingKeyStatus: 403,
		wrongKeyStatus: 401,
		neverInvitedStatus: 500,
		processEndpoint: 'present',
		detailsNameEntities: true,
		deletedProcesses: 'notFound',
		errorBodies: 'problem',
		reportAnswer: { kind: 'pdf' },
	};
}

/** Changes some settings. Throws for a header name with hyphens or special characters, which Credas refuses too. */
export function changeSettings(settings: PortalSettings, changes: Partial<PortalSettings>): void {
	if (changes.header && !/^[A-Za-z0-9]+$/.test(changes.header.name)) {
		throw new Error('A portal header name takes letters and digits only.');
	}
	Object.assign(settings, changes);
}
