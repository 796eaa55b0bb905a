import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { LOOPBACK } from '../../sandbox/ports.cjs';

/** What a workflow posted to a channel. */
export interface SlackMessage {
	channel: string;
	text: string;
}

/** A stand-in for Slack: a workspace that takes messages, and shows them. */
export interface Slack {
	/** The only token that it takes. */
	accessToken: string;
	/** What an n8n has to be started with, so that slack.com is this stand-in for it. */
	environment: Record<string, string>;
	/** All messages, the oldest first. */
	messages: readonly SlackMessage[];
	close: () => Promise<void>;
}

/**
 * Starts the stand-in. n8n's Slack node calls slack.com, whatever its credential says, so the stand-in is n8n's
 * proxy: it answers for slack.com itself, with a certificate that n8n is told to trust, and passes nothing on.
 *
 * @throws where there is no `openssl`, which makes the certificate
 */
export async function startSlack(): Promise<Slack> {
	const accessToken = 'xoxb-made-up';
	const messages: SlackMessage[] = [];
	const folder = await mkdtemp(join(tmpdir(), 'slack-'));
	const { key, cert, certFile } = await makeCertificate(folder);

	const slack = createSecureServer({ key, cert }, (request, response) => {
		void answer(request, response, { accessToken, messages });
	});
	const proxy = createServer((_request, response) => response.writeHead(502).end());
	proxy.on('connect', ({ url }, socket) => {
		if (url !== 'slack.com:443') {
			socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		slack.emit('connection', socket);
	});
	const port = await listen(proxy);

	return {
		accessToken,
		environment: {
			HTTPS_PROXY: `http://${LOOPBACK}:${port}`,
			NO_PROXY: `${LOOPBACK},localhost`,
			NODE_EXTRA_CA_CERTS: certFile,
		},
		messages,
		close: async () => {
			proxy.closeAllConnections();
			slack.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Answers as `chat.postMessage` does: 200 for everything, with the reason of a refusal in the body. */
async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	{ accessToken, messages }: { accessToken: string; messages: SlackMessage[] },
): Promise<void> {
	const { channel, text } = await readBody(request);
	const say = (body: object) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	};
	if (request.headers.authorization !== `Bearer ${accessToken}`) {
		return say({ ok: false, error: 'invalid_auth' });
	}
	if (request.url !== '/api/chat.postMessage') return say({ ok: false, error: 'unknown_method' });
	if (typeof channel !== 'string') return say({ ok: false, error: 'channel_not_found' });
	if (typeof text !== 'string' || text === '') return say({ ok: false, error: 'no_text' });

	messages.push({ channel, text });
	say({ ok: true, channel, ts: '1767225600.000100', message: { type: 'message', text } });
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
	let body = '';
	for await (const chunk of request) body += String(chunk);
	try {
		return JSON.parse(body) as Record<string, unknown>;
	} catch {
		return {};
	}
}

async function makeCertificate(folder: string) {
	const keyFile = join(folder, 'key.pem');
	const certFile = join(folder, 'certificate.pem');
	await promisify(execFile)('openssl', [
		...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
		...['-subj', '/CN=slack.com', '-addext', 'subjectAltName=DNS:slack.com'],
		...['-keyout', keyFile, '-out', certFile],
	]);
	const [key, cert] = await Promise.all([readFile(keyFile), readFile(certFile)]);
	return { key, cert, certFile };
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	return (server.address() as AddressInfo).port;
}
