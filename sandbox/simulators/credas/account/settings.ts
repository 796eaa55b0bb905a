import type { Framing } from '../../shared/misbehaviour';
import type { Lag } from '../process/completionLag';
import type { ErrorBodies } from '../refusal';

/** How the PDF export answers; Credas documents neither shape nor type, so receivers must cope with all of these. */
export type ReportAnswer =
	| { readonly kind: 'pdf' }
	/** A JSON string that holds the PDF as base64. */
	| { readonly kind: 'base64String' }
	/** `{"base64": "…"}` */
	| { readonly kind: 'base64Object' }
	/** A sign-in page with status 200. */
	| { readonly kind: 'html' }
	/** Sends the first `afterBytes` (default: half of it); how the receiver could tell is the framing. */
	| { readonly kind: 'cut'; readonly afterBytes?: number; readonly framing?: Framing }
	/** Well sent, but without the `%%EOF` that ends a PDF. */
	| { readonly kind: 'withoutEof' }
	/** A valid PDF that is larger by so many megabytes, streamed. */
	| { readonly kind: 'large'; readonly megabytes: number };

/** Everybody, nobody, or the people with these entity ids. */
export type People = boolean | readonly string[];

/** What Credas' technical contact sets for a portal, and where the documents leave the answer open. */
export interface PortalSettings {
	/** Gets the process-actor callbacks. */
	inviteWebhookUrl: string | null;
	/** Gets the status-update callbacks. */
	resultWebhookUrl: string | null;
	/** Gets the ongoing monitoring alerts. */
	monitoringWebhookUrl: string | null;
	/** Sent with every callback. */
	header: { readonly name: string; readonly value: string } | null;
	/** The documents contradict each other: 403 for a missing or wrong key in one article, 401 in another. */
	missingKeyStatus: 401 | 403;
	wrongKeyStatus: 401 | 403;
	/** What `GET /entities/{id}` names as its client; whether it names one is not documented. */
	entityClientId: string | null;
	/** To resend-invite and expire-invite for a person who was never invited: 400 as documented, 500 as observed. */
	neverInvitedStatus: 400 | 500;
	/** `GET /processes/{id}` is known from third parties only: it may be missing, or refuse this key. */
	processEndpoint: 'present' | 403 | 404 | 405 | 500;
	/** Whose entity ids `processActors` holds, and what stands there for all others. */
	actorsNameEntities: People;
	unnamedEntityId: 'missing' | 'null' | 'emptyGuid';
	/** Whose entity ids `/details` holds; the documented sample is cut short before one could see. */
	detailsNameEntities: People;
	/** Whose `processActorId` it holds. */
	detailsNameActors: People;
	/** What `/details` says in `isComplete`: whether the status is 2, or the same whatever the status is. */
	isComplete: 'byStatus' | boolean;
	/** Whether a process is archived at once when it is complete. */
	archivesCompleted: boolean;
	/** Callbacks may come ahead of what can be read. */
	completionLag: Lag | null;
	/** Entries that stand before the proper ones in every list of active checks, e.g. `null` or an object without a status. */
	junkChecks: readonly unknown[];
	/** A deleted process was seen to answer 404. */
	deletedProcesses: 'notFound' | 'readable';
	errorBodies: ErrorBodies;
	/** What the next address checks find: 1 pass, 2 refer, 3 fail. */
	addressResult: 1 | 2 | 3;
	/** What the next bank account checks find. */
	bankAccountResult: 1 | 2 | 3;
	/** To a bad sort code or account number: 500 as observed, 400 as other fields. */
	badBankAccountStatus: 400 | 500;
	/** How the next screenings come out: 1 pending, 2 complete, 3 action required. */
	screeningStatus: 1 | 2 | 3;
	/** The email addresses of the colleagues who may sign in to the portal. */
	portalUsers: readonly string[];
	reportAnswer: ReportAnswer;
}

/** A portal as it is before anybody sets anything. */
export function newSettings(): PortalSettings {
	return {
		inviteWebhookUrl: null,
		resultWebhookUrl: null,
		monitoringWebhookUrl: null,
		header: null,
		missingKeyStatus: 403,
		wrongKeyStatus: 401,
		entityClientId: null,
		neverInvitedStatus: 500,
		processEndpoint: 'present',
		actorsNameEntities: true,
		unnamedEntityId: 'missing',
		detailsNameEntities: true,
		detailsNameActors: true,
		isComplete: 'byStatus',
		archivesCompleted: false,
		completionLag: null,
		junkChecks: [],
		deletedProcesses: 'notFound',
		errorBodies: 'problem',
		addressResult: 1,
		bankAccountResult: 1,
		badBankAccountStatus: 500,
		screeningStatus: 2,
		portalUsers: ['compliance@example.com'],
		reportAnswer: { kind: 'pdf' },
	};
}

/** Whether this person is among the people. */
export function includes(people: People, entityId: string): boolean {
	return typeof people === 'boolean' ? people : people.includes(entityId);
}

/** Changes some settings. Throws for a header name with hyphens or special characters, which Credas refuses too. */
export function changeSettings(settings: PortalSettings, changes: Partial<PortalSettings>): void {
	if (changes.header && !/^[A-Za-z0-9]+$/.test(changes.header.name)) {
		throw new Error('A portal header name takes letters and digits only.');
	}
	Object.assign(settings, changes);
}
