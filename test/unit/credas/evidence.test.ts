import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageVersion } from '../../../nodes/Credas/packageVersion';
import { evidenceOf, type EvidenceParts } from '../../../nodes/Credas/resources/process/evidence';
import { canonicalJson } from '../../../nodes/shared/values/canonicalJson';

const repository = join(__dirname, '..', '..', '..');
const processId = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';
const entityId = '7f3e2a10-5c1d-4f0e-9a57-2d1b6c8e4f33';

const parts: EvidenceParts = {
	packageName: 'n8n-nodes-credas-credo-ai',
	portal: 'https://portal.credas.com',
	askedAt: '2026-11-27T09:30:00.000Z',
	answeredAt: '2026-11-27T09:30:02.118Z',
	input: {
		event: 'processComplete',
		processId: processId.toUpperCase(),
		deliveryKey: `${processId}:2:2026-11-27T09:29:41.000Z`,
		receivedAt: '2026-11-27T09:29:42.000Z',
		proof: { readBack: 'passed', signedUrl: 'passed', header: 'notConfigured' },
		claimed: { statusDescription: 'The process is complete' },
	},
	pack: {
		processId,
		outcome: 'fail',
		outcomeReasons: ['Right to Rent: Fail (Nora Example)'],
		summary: 'Nora Example: Right to Rent failed, 1 of 2 checks passed',
		people: [
			{
				entityId,
				name: 'Nora Example',
				outcome: 'fail',
				outcomeReasons: ['Right to Rent: Fail (Nora Example)'],
				checks: [
					{
						name: 'Identity Verification',
						status: 1,
						statusLabel: 'Pass',
						lastCheckedDate: '2026-11-27T10:29:00+01:00',
					},
					{ name: 'Right to Rent', status: 4, statusLabel: 'Fail' },
				],
				report: {
					fileName: 'Credas report Flat 3 7f3e2a10 2026-11-27.pdf',
					bytes: 81_264,
					sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
					fetchedAt: '2026-11-27T09:30:02.000Z',
					processId,
					entityId,
				},
			},
		],
		details: {
			id: processId,
			title: 'Flat 3',
			status: 2,
			isComplete: true,
			percentageComplete: 100,
			dateCreated: '2026-11-26T16:02:00Z',
			dateCompleted: '2026-11-27T09:29:41Z',
			journeyId: '9429d6b1-de6e-4fac-8343-9a48c4d5534f',
			processTasks: [{ answer: 'not for the files' }],
		},
	},
};

describe('the evidence of a process', () => {
	it('is what docs/evidence.md shows', () => {
		const page = readFileSync(join(repository, 'docs', 'evidence.md'), 'utf8');
		const [, shown] = /```json\n([^]*?)```/.exec(page) ?? [];
		expect(shown).toBe(canonicalJson(evidenceOf(parts)));
	});

	it('has the same bytes for the same content, in whichever order it came', () => {
		const turned = (value: unknown): unknown =>
			typeof value !== 'object' || value === null || Array.isArray(value)
				? value
				: Object.fromEntries(
						Object.entries(value)
							.reverse()
							.map(([key, inner]) => [key, turned(inner)]),
					);
		const other = { ...parts, pack: turned(parts.pack) as EvidenceParts['pack'] };
		expect(canonicalJson(evidenceOf(other))).toBe(canonicalJson(evidenceOf(parts)));
	});

	it('holds no answer of a form, and nothing that a call merely claimed', () => {
		const text = canonicalJson(evidenceOf(parts));
		expect(text).not.toContain('not for the files');
		expect(text).not.toContain('The process is complete');
	});

	it('takes the proof of a callback about this process alone', () => {
		const input = { ...parts.input, processId: 'another process' };
		expect(evidenceOf({ ...parts, input })).not.toHaveProperty('callback');
		expect(evidenceOf({ ...parts, input: { processId } })).not.toHaveProperty('callback');
	});

	it('names the version of the package', () => {
		const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
			version: string;
		};
		expect(packageVersion).toBe(version);
	});
});

describe('canonical JSON', () => {
	it.each([
		[{ b: 1, a: [{ d: 2, c: 3 }] }, '{"a":[{"c":3,"d":2}],"b":1}'],
		[{ at: '2026-11-27T10:29:00+01:00' }, '{"at":"2026-11-27T09:29:00.000Z"}'],
		[{ at: '2026-11-27T10:29:00' }, '{"at":"2026-11-27T10:29:00"}'],
		[{ day: '2026-11-27' }, '{"day":"2026-11-27"}'],
		[{ none: undefined, nothing: null }, '{"nothing":null}'],
	])('of %j has its keys in order and its moments in UTC', (value, text) => {
		const written = canonicalJson(value);
		expect(JSON.stringify(JSON.parse(written))).toBe(text);
		expect(written).toMatch(/^\{\n  ".*\n\}\n$/s);
	});
});
