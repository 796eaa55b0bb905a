import autocannon from 'autocannon';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LOOPBACK } from '../sandbox/ports.cjs';
import { startCredasSimulator, type CredasSimulator } from '../sandbox/simulators/credas';
import { startCredoAiSimulator } from '../sandbox/simulators/credoAi';
import { signedFor } from '../test/credas';

import { figure, type Figure } from './figures';
import { withMeasuredN8n, type MeasuredN8n } from './n8n';
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

const webhookNode = 'Webhook node';
const githubTrigger = 'GitHub Trigger';
const readBackTrigger = 'Credas Trigger, read-back';
const signedUrlTrigger = 'Credas Trigger, signed URL';
const credoAiTrigger = 'Credo AI Trigger';
const ownTriggers = [credoAiTrigger, signedUrlTrigger, readBackTrigger];

/** The least share of its peer's rate that a trigger is to have. */
type Bar = [trigger: string, peer: string, atLeast: number];

const lazy = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/**
 * The settings of n8n that matter for its rate of calls. As n8n comes, it starts an expression engine for each execution and
 * for each credential that is read, so there the peer is a trigger of n8n that reads one, too.
 */
const settings: Array<{ name: string; environment: Record<string, string>; bars: Bar[] }> = [
	{
		name: 'n8n as it comes',
		environment: {},
		bars: [
			[credoAiTrigger, githubTrigger, 1],
			[signedUrlTrigger, githubTrigger, 1],
			[readBackTrigger, githubTrigger, 0.9],
		],
	},
	{
		name: 'lazy expression engine',
		environment: lazy,
		bars: [
			[credoAiTrigger, webhookNode, 0.95],
			[signedUrlTrigger, webhookNode, 0.95],
			[readBackTrigger, webhookNode, 0.85],
		],
	},
];

const connections = 10;
const warmUpSeconds = 4;
const callbackSecret = 'made-up-callback-secret';

/** Accepted calls per second and their 99th percentile, compared with n8n's Webhook node and its GitHub Trigger. */
export async function measureTriggers({ runs, seconds }: Effort): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const { name, environment, bars } of settings) {
		const measured = await ratesWith(environment, { runs, seconds });
		figures.push(...compare(name, bars, measured));
	}
	return figures;
}

async function ratesWith(
	environment: Record<string, string>,
	{ runs, seconds }: Effort,
): Promise<Array<Map<string, Rate>>> {
	return await withMeasuredN8n(environment, async (n8n) => {
		const stage = await setStage(n8n);
		try {
			// What runs first after n8n's start is slower than everything after it.
			for (const target of stage.targets) await call(target, warmUpSeconds);
			await n8n.untilQuiet();
			for (const id of stage.workflowIds) {
				const [execution] = await n8n.client.executions(id);
				if (!execution) throw new Error(`The calls started no execution of workflow ${id}`);
			}
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
			return measured;
		} finally {
			await stage.close();
		}
	});
}

interface Rate {
	perSecond: number;
	p99Milliseconds: number;
}

function compare(setting: string, bars: Bar[], measured: Array<Map<string, Rate>>): Figure[] {
	const all = (name: string, read: (rate: Rate) => number) =>
		measured.map((rates) => read(rates.get(name) ?? { perSecond: NaN, p99Milliseconds: NaN }));
	const perSecond = (rate: Rate) => rate.perSecond;
	const p99 = (rate: Rate) => rate.p99Milliseconds;
	const compared = (name: string, peer: string, what: string, read: (rate: Rate) => number) => {
		const bar = bars.find(([trigger, judge]) => trigger === name && judge === peer)?.[2];
		const ratios = all(name, read).map((value, run) => value / (all(peer, read)[run] ?? NaN));
		return figure(
			{
				name: `${name}, ${what} (${setting})`,
				peer,
				unit: '×',
				...(read === perSecond && bar !== undefined && { bar: { atLeast: bar } }),
			},
			ratios,
		);
	};
	return [
		figure(
			{ name: `${webhookNode}, calls per second (${setting})`, unit: '/s' },
			all(webhookNode, perSecond),
		),
		compared(githubTrigger, webhookNode, 'rate', perSecond),
		...ownTriggers.flatMap((name) => [
			compared(name, webhookNode, 'rate', perSecond),
			compared(name, githubTrigger, 'rate', perSecond),
			compared(name, webhookNode, '99th percentile of the answer', p99),
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

interface Stage {
	targets: Target[];
	workflowIds: string[];
	close: () => Promise<void>;
}

async function setStage(n8n: MeasuredN8n): Promise<Stage> {
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
		const workflowIds: string[] = [];
		for (const first of [plain, byReadBack, bySignature, events, byGithub]) {
			workflowIds.push(await n8n.publish(chain(`${first.type} ${first.id}`, first, end())));
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
		return { targets, workflowIds, close };
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
			// With a `hook_id` it would be the ping of a new webhook, which starts nothing.
			const body = JSON.stringify({ ref: 'refs/heads/main', after: randomUUID() });
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
