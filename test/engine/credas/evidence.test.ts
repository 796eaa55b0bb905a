import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { binaryBuffer, onlyJsonOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

/** The commands that docs/evidence.md tells to check a document with, each a line of its shell block. */
async function commandsInDocs(): Promise<string[]> {
	const page = await readFile(join(__dirname, '..', '..', '..', 'docs', 'evidence.md'), 'utf8');
	return (/```bash\n([^]*?)```/.exec(page)?.[1] ?? '').trim().split('\n');
}

describe('the evidence file of a result pack', () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'evidence-'));
	});

	afterEach(async () => await rm(folder, { recursive: true }));

	const shell = async (command = '') =>
		(await promisify(execFile)('sh', ['-c', command], { cwd: folder })).stdout.trim();

	/** Runs a pack with evidence and puts its files into the folder, as a user would keep them. */
	async function file() {
		const { id } = credas.simulator.createProcess({
			journey: 'rightToRent',
			people: [{ firstName: 'Nora', surname: 'Example' }, { actorId: 118 }],
		});
		credas.simulator.completeProcess(id);
		const result = await credas.run(
			'process:getResultPack',
			{ processId: id, options: { evidenceFile: true } },
			{ input: [{ json: { processId: id, proof: { readBack: 'passed' }, deliveryKey: 'key' } }] },
		);
		const item = result.output[0]?.[0];
		for (const [property, name] of [
			['evidence', 'evidence.json'],
			['report', 'report.pdf'],
			['report_1', 'report_1.pdf'],
		] as const) {
			await writeFile(join(folder, name), await binaryBuffer(item, property));
		}
		return { id, item, json: onlyJsonOf(result) };
	}

	it('says what was asked and answered, and how the callback was proved', async () => {
		const { id, item, json } = await file();

		const content = await binaryBuffer(item, 'evidence');
		expect(json.evidence).toEqual({
			fileName: item?.binary?.evidence?.fileName,
			bytes: content.length,
			sha256: createHash('sha256').update(content).digest('hex'),
		});
		expect(JSON.parse(content.toString())).toMatchObject({
			madeBy: { package: 'n8n-nodes-credas-credo-ai' },
			asked: { portal: credas.simulator.origin, processId: id },
			callback: { deliveryKey: 'key', proof: { readBack: 'passed' } },
			process: { status: 2 },
			people: [{ name: 'Nora Example', outcome: 'pass' }, { outcome: 'pass' }],
			outcome: 'pass',
		});
	});

	it('is checked years later by the two commands in the docs, to the byte', async () => {
		const { json } = await file();
		const [ofEvidence, ofReports] = await commandsInDocs();
		const { sha256 } = json.evidence as { sha256: string };

		expect(await shell(ofEvidence)).toBe(`${sha256}  evidence.json`);
		expect(await shell(ofReports)).toBe('report.pdf: OK\nreport_1.pdf: OK');

		for (const name of ['evidence.json', 'report_1.pdf']) {
			const bytes = await readFile(join(folder, name));
			bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
			await writeFile(join(folder, name), bytes);
		}
		expect(await shell(ofEvidence)).not.toContain(sha256);
		expect(await shell(ofReports)).toContain('report_1.pdf: NOT IN EVIDENCE');
	});

	it('is there only when asked for', async () => {
		const { id } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		const result = await credas.run('process:getResultPack', { processId: id });
		expect(onlyJsonOf(result)).not.toHaveProperty('evidence');
		expect(result.output[0]?.[0]?.binary).not.toHaveProperty('evidence');
	});
});
