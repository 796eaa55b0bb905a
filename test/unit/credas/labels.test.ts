import * as entity from '../../../nodes/Credas/resources/entity/entity';
import { labelOf, withLabels } from '../../../nodes/Credas/resources/labels';
import { processStatus } from '../../../nodes/Credas/resources/process/process';
import { verificationResult } from '../../../nodes/Credas/resources/verification/results';
import { inviteStatus } from '../../../nodes/Credas/trigger/callbackCodes';

describe('labels of numbers', () => {
	it('differ by what the number stands for', () => {
		const tables = [processStatus, entity.entityStatus, verificationResult, inviteStatus];
		expect(tables.map((table) => labelOf(table, 3))).toEqual([
			'Deleted',
			'Inactive',
			'Pending manual check',
			'Opened',
		]);
	});

	it('say so for a number that a table does not have', () => {
		expect(labelOf(processStatus, 99)).toBe('Unknown (99)');
	});

	it('stand after their numbers, which stay; what is not a number gets none', () => {
		const given = { id: 'a', status: 2, accountType: '1', type: 11 };
		const labelled = withLabels(given, { status: processStatus, accountType: processStatus });
		expect(Object.entries(labelled)).toEqual([
			['id', 'a'],
			['status', 2],
			['statusLabel', 'Complete'],
			['accountType', '1'],
			['type', 11],
		]);
		expect(given).not.toHaveProperty('statusLabel');
	});
});
