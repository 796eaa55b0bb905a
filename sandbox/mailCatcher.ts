import axios from 'axios';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startProgram } from './childProgram';
import { PACKAGE_FOLDER } from './paths';
import { freePort, isPortFree, LOOPBACK } from './ports.cjs';
import { waitUntil } from './waitUntil';

export type MailAttachment = { fileName: string; contentType: string; content: Buffer };

export type CaughtMail = {
	id: string;
	subject: string;
	/** Addresses only. */
	to: string[];
	from: string[];
	text: string;
	html: string;
	attachments: MailAttachment[];
};

/** An SMTP server that delivers nothing and shows what it got. */
export type MailCatcher = {
	/** The mailbox's web page, e.g. `http://127.0.0.1:1080`. */
	origin: string;
	smtpHost: string;
	smtpPort: number;
	/** All messages it holds, the oldest first. */
	messages: () => Promise<CaughtMail[]>;
	/** Waits for the first message that fits, including those that came before. */
	waitForMessage: (fits: (mail: CaughtMail) => boolean, timeoutMs?: number) => Promise<CaughtMail>;
	close: () => Promise<void>;
};

type MailCatcherOptions = {
	/** Free ones are chosen when none are given. */
	smtpPort?: number;
	pagePort?: number;
};

/** The part of MailDev's answer that is read here. */
type MailDevMessage = {
	id: string;
	subject?: string;
	to?: Array<{ address: string }>;
	from?: Array<{ address: string }>;
	text?: string;
	html?: string;
	attachments?: MailDevAttachment[] | null;
};

type MailDevAttachment = {
	fileName?: string;
	/** The name it is stored under. */
	generatedFileName: string;
	contentType: string;
	/** Bytes, missing until the attachment has been read whole. */
	length?: number;
};

const START_TIMEOUT_MS = 60_000;
const WAIT_TIMEOUT_MS = 60_000;

/**
 * Starts MailDev next to this process, since within it it would take over Ctrl-C.
 *
 * @throws when a port is in use, or MailDev does not come up
 */
export async function startMailCatcher(options: MailCatcherOptions = {}): Promise<MailCatcher> {
	const smtpPort = options.smtpPort ?? (await freePort());
	const pagePort = options.pagePort ?? (await freePort());
	for (const port of [smtpPort, pagePort]) {
		if (!(await isPortFree(port))) throw new Error(`Port ${port} is in use, no mailbox there`);
	}

	const folder = await mkdtemp(join(tmpdir(), 'mail-catcher-'));
	const program = startProgram({
		command: process.execPath,
		args: [
			join(PACKAGE_FOLDER, 'node_modules', 'maildev', 'bin', 'maildev'),
			...['--ip', LOOPBACK, '--smtp', String(smtpPort), '--web', String(pagePort)],
			...['--mail-directory', folder, '--silent'],
		],
	});
	const origin = `http://${LOOPBACK}:${pagePort}`;
	const http = axios.create({ baseURL: origin, proxy: false });

	const answers = async () =>
		await http.get('/healthz').then(
			() => true,
			() => undefined,
		);
	await waitUntil({ what: "the mailbox's start", timeoutMs: START_TIMEOUT_MS, look: answers });

	const attachment = async (id: string, described: MailDevAttachment): Promise<MailAttachment> => {
		const { fileName, generatedFileName, contentType, length } = described;
		const path = `/email/${id}/attachment/${encodeURIComponent(generatedFileName)}`;
		const look = async () => {
			const { data } = await http.get<ArrayBuffer>(path, { responseType: 'arraybuffer' });
			// MailDev shows a message before its attachments are on disk whole.
			return data.byteLength === length ? Buffer.from(data) : undefined;
		};
		const what = `attachment ${generatedFileName} of email ${id}`;
		const content = await waitUntil({ what, timeoutMs: WAIT_TIMEOUT_MS, look });
		return { fileName: fileName ?? generatedFileName, contentType, content };
	};

	const caught = async (mail: MailDevMessage): Promise<CaughtMail> => ({
		id: mail.id,
		subject: mail.subject ?? '',
		to: (mail.to ?? []).map(({ address }) => address),
		from: (mail.from ?? []).map(({ address }) => address),
		text: mail.text ?? '',
		html: mail.html ?? '',
		attachments: await Promise.all(
			(mail.attachments ?? []).map(async (described) => await attachment(mail.id, described)),
		),
	});

	const messages = async () => {
		const { data } = await http.get<MailDevMessage[]>('/email');
		return await Promise.all(data.map(caught));
	};

	return {
		origin,
		smtpHost: LOOPBACK,
		smtpPort,
		messages,
		waitForMessage: async (fits, timeoutMs = WAIT_TIMEOUT_MS) => {
			const look = async () => (await messages()).find(fits);
			return await waitUntil({ what: 'the expected email', timeoutMs, look });
		},
		close: async () => {
			await program.end();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
