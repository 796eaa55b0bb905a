import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { LOOPBACK } from './ports.cjs';
import { html, page, type PageLink } from './simulators/shared/page';

/** What a workflow posted to a channel. */
export interface SlackMessage {
	channel: string;
	text: string;
}

/** A stand-in for Slack: a workspace that takes messages, and shows them. */
export interface Slack {
	/** Its page with all messages. */
	origin: string;
	/** The only token that it takes. */
	accessToken: string;
	/** What an n8n has to be started with, so that slack.com is this stand-in for it. */
	environment: Record<string, string>;
	/** All messages, the oldest first. */
	messages: readonly SlackMessage[];
	/** What the bar on top of its page leads to. */
	linkTo: (...links: PageLink[]) => void;
	close: () => Promise<void>;
}

interface SlackOptions {
	/** A free one is chosen where none is given. */
	port?: number;
	/** Whether n8n reaches every other host through it; else it passes nothing on. */
	passesOn?: boolean;
}

/**
 * Starts the stand-in. n8n's Slack node calls slack.com, whatever its credential says, so the stand-in is n8n's
 * proxy: it answers for slack.com itself, with a certificate that n8n is told to trust.
 *
 * @throws where there is no `openssl`, which makes the certificate
 */
export async function startSlack({
	port: wanted = 0,
	passesOn = false,
}: SlackOptions = {}): Promise<Slack> {
	const accessToken = 'xoxb-made-up';
	const messages: SlackMessage[] = [];
	const folder = await mkdtemp(join(tmpdir(), 'slack-'));
	const { key, cert, certFile } = await makeCertificate(folder);

	const slack = createSecureServer({ key, cert }, (request, response) => {
		void answer(request, response, { accessToken, messages });
	});
	let links: PageLink[] = [];
	const proxy = createServer(({ url }, response) => {
		if (url !== '/') return response.writeHead(502).end();
		const type = { 'content-type': 'text/html; charset=utf-8' };
		return response.writeHead(200, type).end(messagesPage(messages, links));
	});
	const passedOn = new Set<Socket>();
	proxy.on('connect', ({ url = '' }, socket: Socket) => {
		if (url !== 'slack.com:443') {
			if (!passesOn) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
			const target = passOn(url, socket);
			passedOn.add(target).add(socket);
			return;
		}
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		slack.emit('connection', socket);
	});
	const port = await listen(proxy, wanted);
	const origin = `http://${LOOPBACK}:${port}`;

	return {
		origin,
		accessToken,
		environment: {
			HTTPS_PROXY: origin,
			NO_PROXY: `${LOOPBACK},localhost`,
			NODE_EXTRA_CA_CERTS: certFile,
		},
		messages,
		linkTo: (...more) => {
			links = more;
		},
		close: async () => {
			for (const socket of passedOn) socket.destroy();
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

/** Joins the caller to the host that it asked for, e.g. `example.com:443`; either end takes the other with it. */
function passOn(host: string, caller: Socket): Socket {
	const { hostname, port } = new URL(`https://${host}`);
	const target = connect(Number(port || 443), hostname, () => {
		caller.write('HTTP/1.1 200 Connection established\r\n\r\n');
		target.pipe(caller).pipe(target);
	});
	target.on('error', () => caller.destroy()).on('close', () => caller.destroy());
	caller.on('error', () => target.destroy()).on('close', () => target.destroy());
	return target;
}

function messagesPage(messages: readonly SlackMessage[], links: readonly PageLink[]): string {
	const newestFirst = [...messages].reverse();
	const content = html`${messages.length === 0 && html`<p class="card empty">No message yet.</p>`}
	${newestFirst.map(
		({ channel, text }) =>
			html`<section class="card">
				<strong>${channel}</strong>
				${unescaped(text)
					.split('\n')
					.map((line) => html`<div>${line}</div>`)}
			</section>`,
	)}`;
	return page({ service: 'Slack stand-in', title: 'Messages', content, accent: '#611f69', links });
}

/** Slack takes these three characters as entities. */
function unescaped(text: string): string {
	return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

async function listen(server: Server, wanted: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(wanted, LOOPBACK, resolve);
	});
	return (server.address() as AddressInfo).port;
}
