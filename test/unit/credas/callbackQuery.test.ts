import { emittedQuery, readQuery } from '../../../nodes/Credas/trigger/callbackQuery';

const emitted = (url: string) => emittedQuery(readQuery(url));

describe('the query of a callback URL', () => {
	it('is passed on as plain text, without our own signature', () => {
		expect(
			emitted('/webhook/1/webhook?our-reference=1232323&reference=CASE+1&signature=abc'),
		).toEqual({ 'our-reference': '1232323', reference: 'CASE 1' });
	});

	it('stays text where n8n would make objects and lists of it', () => {
		expect(emitted('/w?a[b]=1&c[]=2&d=3&d=4&e')).toEqual({
			'a[b]': '1',
			'c[]': '2',
			d: '3,4',
			e: '',
		});
	});

	it('keeps names that every object has as plain names', () => {
		expect(Object.entries(emitted('/w?toString=a&valueOf=b&constructor=c'))).toEqual([
			['toString', 'a'],
			['valueOf', 'b'],
			['constructor', 'c'],
		]);
	});

	it.each([
		['/w', {}],
		['/w?', {}],
		['/w?a=%zz%', { a: '%zz%' }],
		['/w?a=1?b=2', { a: '1?b=2' }],
		['/w?__proto__=x&constructor=y', { constructor: 'y' }],
	])('%s gives %p', (url, query) => {
		expect(emitted(url)).toEqual(query);
	});
});
