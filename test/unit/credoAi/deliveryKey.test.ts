import { createHash } from 'node:crypto';

import { deliveryKeyOf } from '../../../nodes/CredoAi/trigger/deliveryKey';
import { keyLifetime } from '../../../nodes/shared/webhook/deliveryKey';

const body = { type: 'use_case_comment' };
const hash = `sha256:${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`;

describe('the key of a delivery', () => {
	it('is its message id, for ever', () => {
		const key = deliveryKeyOf('msg_30zZvVW6oyBt1dtsz9qpdjzqG8m', body);
		expect(key).toEqual({
			value: 'msg_30zZvVW6oyBt1dtsz9qpdjzqG8m',
			lifetimeMilliseconds: keyLifetime.durable,
		});
	});

	it.each([undefined, '', ' ', ['msg_1', 'msg_2'], 'm'.repeat(129), 'sha256:made-up'])(
		'is a hash of the content for ten minutes when the message id is %j',
		(id) => {
			const key = deliveryKeyOf(id, body);
			expect(key).toEqual({ value: hash, lifetimeMilliseconds: keyLifetime.tenMinutes });
		},
	);

	it('is the same however the content was laid out', () => {
		const laidOut = JSON.parse(`${JSON.stringify(body, null, '\t')}\n  \n`);
		expect(deliveryKeyOf(undefined, laidOut)).toEqual(deliveryKeyOf(undefined, body));
		expect(deliveryKeyOf(undefined, { ...body, data: {} })).not.toEqual(
			deliveryKeyOf(undefined, body),
		);
	});
});
