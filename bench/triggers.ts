import autocannon from 'autocannon';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LOOPBACK } from '../sandbox/ports.cjs';
import { startCredasSimulator, type CredasSimulator } from '../sandbox/simulators/credas';
import { startCredoAiSimulator } from '../sandbox/simulators/credoAi';
import { signedFor } from '../test/credas';

import { figure, type Figure } from './figures';
import { startMeasuredN8n, type MeasuredN8n } from './n8n';
import { chain, end, node, webhook } from './workflows';

/** How a comparison is run. */
export interface Effort {
	/** How often everything is measured. */
	runs: number;
	/** How long each trigger is called in each run, in seconds. */
	seconds: number;
}

/** A trigger that is called, and how each call looks. */
interface Target {
	name: string;
	url: string;
	/** A call that no call before was a repeat of. */
	next: () => { body: string; headers?: Record<string, string> };
}

/** The settings of n8n that matter for its rate of calls, each with what it is called. */
const settings: Array<{ name: string; environment: Record<string, string> }> = [
	{ name: 'n8n as it comes', environment: {} },
	{
		name: 'lazy expression engine',
		environment: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	},
	{
		name: 'lazy expression engine, successful executions not saved',
		environment: {
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
		},
	},
];

const webhookNode = 'Webhook node';
const githubTrigger = 'GitHub Trigger';
const readBackTrigger = 'Credas Trigger, read-back';
const signedUrlTrigger = 'Credas Trigger, signed URL';
const credoAiTrigger = 'Credo AI Trigger';
const connections = 10;
const warmUpSeconds = 4;
const callbackSecret = 'made-up-callback-secret';

/** Accepted calls per second and their 99th percentile, compared with n8n's Webhook node and its GitHub Trigger. */
export async function measureTriggers({ runs, seconds }: Effort): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const { name, environment } of settings) {
		const n8n = await startMeasuredN8n(environment);
		const stage = await setStage(n8n);
		try {
			// What runs first after n8n's start is slower than everything after it.
			for (const target of stage.targets) await call(target, warmUpSeconds);
			const measured: Array<Map<string, Rate>> = [];
			for (let run = 0; run < runs; run++) {
				const rates = new Map<string, Rate>();
				// Another one first in every run: n8n grows slower the more executions it holds.
				for (const target of rotated(stage.targets, run)) {
					await n8n.untilQuiet();
					rates.set(target.name, await call(target, seconds));
				}
				measured.push(rates);
			}
			figures.push(...compare(name, measured));
		} finally {
			await stage.close();
			await n8n.close();
		}
	}
	return figures;
}

interface Rate {
	perSecond: number;
	p99Milliseconds: number;
}

function compare(setting: string, measured: Array<Map<string, Rate>>): Figure[] {
	const all = (name: string, read: (rate: Rate) => number) =>
		measured.map((rates) => read(rates.get(name) ?? { perSecond: NaN, p99Milliseconds: NaN }));
	const rate = ({ perSecond }: Rate) => perSecond;
	const p99 = ({ p99Milliseconds }: Rate) => p99Milliseconds;
	const ratio = (name: string, peer: string, read: (rate: Rate) => number) =>
		all(name, read).map((value, run) => value / (all(peer, read)[run] ?? NaN));

	const isJudged = setting === 'lazy expression engine';
	const atLeast = (bar: number) => (isJudged ? { bar: { atLeast: bar } } : {});
	const atMost = (bar: number) => (isJudged ? { bar: { atMost: bar } } : {});
	const ownBars: Array<[name: string, bar: number]> = [
		[readBackTrigger, 0.8],
		[signedUrlTrigger, 0.95],
		[credoAiTrigger, 0.95],
	];
	const words = (name: string, unit: string) => ({ name: `${name} (${setting})`, unit });
	return [
		figure(words(`${webhookNode}, calls/s`, '/s'), all(webhookNode, rate)),
		figure(
			{ ...words(`${githubTrigger}, rate`, '×'), peer: webhookNode },
			ratio(githubTrigger, webhookNode, rate),
		),
		...ownBars.flatMap(([name, bar]) => [
			figure(
				{ ...words(`${name}, rate`, '×'), peer: webhookNode, ...atLeast(bar) },
				ratio(name, webhookNode, rate),
			),
			figure(
				{ ...words(`${name}, rate`, '×'), peer: githubTrigger, ...atLeast(3) },
				ratio(name, githubTrigger, rate),
			),
			figure(
				{ ...words(`${name}, p99`, '×'), peer: webhookNode, ...atMost(1.2) },
				ratio(name, webhookNode, p99),
			),
		]),
	];
}

async function call({ url, next }: Target, seconds: number): Promise<Rate> {
	const result = await autocannon({
		url,
		connections,
		duration: seconds,
		method: 'POST',
		requests: [
			{
				setupRequest: (request) => {
					const { body, headers } = next();
					return { ...request, body, headers: { 'content-type': 'application/json', ...headers } };
				},
			},
		],
	});
	const { non2xx, errors, latency, requests } = result;
	if (non2xx + errors > 0) throw new Error(`${non2xx} refusals and ${errors} errors at ${url}`);
	return { perSecond: requests.average, p99Milliseconds: latency.p99 };
}

const rotated = <T>(list: T[], by: number): T[] => [
	...list.slice(by % list.length),
	...list.slice(0, by % list.length),
];

async function setStage(
	n8n: MeasuredN8n,
): Promise<{ targets: Target[]; close: () => Promise<void> }> {
	const portal = await startCredasSimulator();
	const service = await startCredoAiSimulator();
	const github = await startGithub();
	const close = async () => {
		await Promise.all([portal.close(), service.close(), github.close()]);
	};
	try {
		const credas = await n8n.credential('credasApi', {
			environment: 'custom',
			baseUrl: portal.origin,
			apiKey: portal.apiKey,
			callbackSecret,
		});
		const credoAi = await n8n.credential('credoAiApi', {
			baseUrl: service.origin,
			tenant: service.tenant,
			apiToken: service.apiToken,
		});
		const githubApi = await n8n.credential('githubApi', {
			server: github.origin,
			user: 'made-up',
			accessToken: 'made-up',
		});
		const plain = webhook();
		const trigger = (type: string, parameters: Parameters<typeof node>[3], access = credas) =>
			node(type, 2, 'Trigger', parameters, access);
		const byReadBack = trigger('credasTrigger', {
			events: ['processComplete'],
			requiredProof: ['readBack'],
		});
		const bySignature = trigger('credasTrigger', {
			events: ['processComplete'],
			requiredProof: ['signedUrl'],
		});
		const events = trigger('credoAiTrigger', { events: ['use_case_name_updated'] }, credoAi);
		const byGithub = node(
			'n8n-nodes-base.githubTrigger',
			1,
			'Trigger',
			{
				authentication: 'accessToken',
				owner: { __rl: true, mode: 'name', value: 'made-up' },
				repository: { __rl: true, mode: 'name', value: 'made-up' },
				events: ['push'],
				options: {},
			},
			githubApi,
		);
		for (const first of [plain, byReadBack, bySignature, events, byGithub]) {
			await n8n.publish(chain(`${first.type} ${first.id}`, first, end()));
		}
		const urlOf = ({ webhookId = '' }: { webhookId?: string }) => n8n.client.webhookUrl(webhookId);
		const signedUrl = signedFor(urlOf(bySignature), 'made-up', callbackSecret);
		const eventUrl = String(service.webhooks()[0]?.attributes.url);
		const targets: Target[] = [
			{
				name: webhookNode,
				url: `${n8n.client.origin}/webhook/${String(plain.parameters.path)}`,
				next: () => ({ body: callbackOf(portal, randomUUID()) }),
			},
			{ name: githubTrigger, url: urlOf(byGithub), next: () => github.push() },
			{
				name: readBackTrigger,
				url: urlOf(byReadBack),
				next: () => ({ body: callbackOf(portal, completedProcess(portal)) }),
			},
			{
				name: signedUrlTrigger,
				url: signedUrl,
				next: () => ({ body: callbackOf(portal, randomUUID()) }),
			},
			{ name: credoAiTrigger, url: eventUrl, next: nextEvent },
		];
		return { targets, close };
	} catch (reason) {
		await close();
		throw reason;
	}
}

function completedProcess(portal: CredasSimulator): string {
	const { id } = portal.createProcess();
	portal.setProcessStatus(id, 2);
	return id;
}

const callbackOf = ({ clientId }: CredasSimulator, processId: string) =>
	JSON.stringify({
		ProcessId: processId,
		ClientId: clientId,
		Status: 2,
		StatusDescription: 'The process is complete',
	});

const nextEvent = () => ({
	headers: { 'svix-id': `msg_${randomUUID()}` },
	body: JSON.stringify({
		type: 'CredoAI.use_case_name_updated.v1',
		data: { useCaseId: randomUUID(), eventType: 'use_case_name_updated', name: 'Claims triage' },
	}),
});

/** As much of GitHub as its trigger needs: it makes a webhook, whose secret then signs the calls. */
async function startGithub() {
	let secret = '';
	const server = createServer((incoming, response) => {
		void (async () => {
			const body = await bodyOf(incoming);
			const { config } = (body === '' ? {} : JSON.parse(body)) as { config?: { secret: string } };
			secret = config?.secret ?? secret;
			const answer = { id: 1, active: true, events: ['push'], config: {} };
			response.writeHead(incoming.method === 'POST' ? 201 : 200, {
				'content-type': 'application/json',
			});
			response.end(JSON.stringify(answer));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://${LOOPBACK}:${port}`,
		push: () => {
			const body = JSON.stringify({ ref: 'refs/heads/main', after: randomUUID(), hook_id: 1 });
			const signature = createHmac('sha256', secret).update(body).digest('hex');
			return {
				body,
				headers: { 'x-github-event': 'push', 'x-hub-signature-256': `sha256=${signature}` },
			};
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
	let body = '';
	for await (const chunk of incoming) body += String(chunk);
	return body;
}
