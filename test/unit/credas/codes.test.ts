import { codes, labelOf, withLabels } from '../../../nodes/Credas/resources/codes';

describe('labels of numbers', () => {
	it('differ by what the number stands for', () => {
		const threes = [
			'processStatus',
			'entityStatus',
			'activeCheckStatus',
			'checkResult',
			'verificationResult',
			'inviteStatus',
		] as const;
		expect(threes.map((table) => labelOf(table, 3))).toEqual([
			'Deleted',
			'Inactive',
			'Action required',
			'Fail',
			'Pending manual check',
			'Opened',
		]);
	});

	it.each(Object.keys(codes) as Array<keyof typeof codes>)(
		'say so for a number that %s does not have',
		(table) => {
			expect(labelOf(table, 99)).toBe('Unknown (99)');
		},
	);

	it('stand after their numbers, which stay; what is not a number gets none', () => {
		const given = { id: 'a', status: 2, accountType: '1', type: 11 };
		const labelled = withLabels(given, { status: 'processStatus', accountType: 'accountType' });
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
