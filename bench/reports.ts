import axios from 'axios';
import type { INode } from 'n8n-workflow';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';

import type { CredentialSummary } from '../sandbox/n8nClient';
import { startCredasSimulator, type CredasSimulator } from '../sandbox/simulators/credas';

import { figure, type Figure } from './figures';
import { nodeMilliseconds, startMeasuredN8n, type MeasuredN8n } from './n8n';
import { chain, end, node, webhook } from './workflows';

const measuredNode = 'Measured';
const lookEveryMilliseconds = 20;
const sizes = [1, 20, 200];

/** What a report costs n8n in memory and time, compared with the HTTP Request node and a plain download. */
export async function measureReports({ runs }: { runs: number }): Promise<Figure[]> {
	const n8n = await startMeasuredN8n();
	const portal = await startCredasSimulator();
	try {
		const access = await n8n.credential('credasApi', {
			environment: 'custom',
			baseUrl: portal.origin,
			apiKey: portal.apiKey,
		});
		const { id: processId, entityId } = portal.createProcess();
		portal.setProcessStatus(processId, 2);
		const path = `/api/v2/ci/entities/${entityId}/${processId}/pdf-export`;

		const figures: Figure[] = [];
		for (const megabytes of sizes) {
			portal.setReportAnswer({ kind: 'large', megabytes });
			const own: Cost[] = [];
			const byRequest: Cost[] = [];
			const plain: number[] = [];
			for (let each = 0; each < runs; each++) {
				own.push(await costOf(n8n, exportNode(access, processId, entityId)));
				byRequest.push(await costOf(n8n, requestNode(access, `${portal.origin}${path}`)));
				plain.push(await download(portal, path));
			}
			figures.push(
				figure(
					{
						name: `report of ${megabytes} MB: memory on top`,
						unit: 'MB',
						...(megabytes === 200 && { bar: { atMost: 48 } }),
					},
					own.map((cost) => cost.megabytes),
				),
				figure(
					{
						name: `report of ${megabytes} MB with the HTTP Request node: memory on top`,
						unit: 'MB',
					},
					byRequest.map((cost) => cost.megabytes),
				),
				figure(
					{ name: `report of ${megabytes} MB: time`, peer: 'a plain download', unit: '×' },
					own.map(({ milliseconds }, run) => milliseconds / (plain[run] ?? NaN)),
				),
			);
		}
		return figures;
	} finally {
		await portal.close();
		await n8n.close();
	}
}

interface Cost {
	milliseconds: number;
	/** The most that n8n held meanwhile, beyond what it held before. */
	megabytes: number;
}

async function costOf(n8n: MeasuredN8n, measured: INode): Promise<Cost> {
	const first = webhook();
	const workflowId = await n8n.publish(chain('report', first, measured, end()));
	try {
		await pause(1_000);
		const before = await n8n.residentBytes();
		const peak = watchPeak(n8n);
		const url = `${n8n.client.origin}/webhook/${String(first.parameters.path)}`;
		await axios.post(url, {}, { proxy: false });
		const execution = await n8n.client.waitForExecution(workflowId, { timeoutMs: 600_000 });
		const most = await peak.end();
		return {
			milliseconds: nodeMilliseconds(execution, measuredNode),
			megabytes: Math.max(0, most - before) / 1024 / 1024,
		};
	} finally {
		await n8n.client.deleteWorkflow(workflowId);
	}
}

function watchPeak(n8n: MeasuredN8n): { end: () => Promise<number> } {
	let isWatching = true;
	const watching = (async () => {
		let most = 0;
		while (isWatching) {
			most = Math.max(most, await n8n.residentBytes());
			await pause(lookEveryMilliseconds);
		}
		return most;
	})();
	return {
		end: async () => {
			isWatching = false;
			return await watching;
		},
	};
}

/** How long the bare bytes take from the service to a file, in milliseconds. */
async function download({ origin, apiKey }: CredasSimulator, path: string): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'download-'));
	try {
		const startedAt = performance.now();
		const { data } = await axios.post<Readable>(
			`${origin}${path}`,
			{},
			{
				headers: { 'X-API-KEY': apiKey },
				responseType: 'stream',
				proxy: false,
			},
		);
		await pipeline(data, createWriteStream(join(folder, 'report.pdf')));
		return performance.now() - startedAt;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const exportNode = (access: CredentialSummary, processId: string, entityId: string) =>
	node(
		'credas',
		1,
		measuredNode,
		{
			resource: 'entity',
			operation: 'exportPdf',
			entitySource: 'entity',
			entityId,
			processId,
			binaryPropertyName: 'data',
			options: { fileName: 'report' },
		},
		access,
	);

const requestNode = (access: CredentialSummary, url: string) =>
	node(
		'n8n-nodes-base.httpRequest',
		4.2,
		measuredNode,
		{
			method: 'POST',
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'credasApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '{}',
			options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
		},
		access,
	);
