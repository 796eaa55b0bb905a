import type { IExecuteFunctions } from 'n8n-workflow';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { CredoAiClient } from '../../../nodes/CredoAi/api/client';
import { readPages } from '../../../nodes/CredoAi/api/paging';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A service that has `count` pages of one use case each, and what is still held of each page it gave. */
function serviceWithPages(count: number) {
	const given: Array<WeakRef<object>> = [];
	const context = {
		getCredentials: async () => ({ baseUrl: 'https://api.example.com', tenant: 'example' }),
		getNode: () => ({ name: 'Credo AI' }),
		helpers: {
			httpRequestWithAuthentication: async () => {
				const page = given.length + 1;
				const answer = {
					data: [{ id: `use-case-${page}`, type: 'use_cases', attributes: { page } }],
					meta: page < count ? { after: `cursor-${page}` } : {},
				};
				given.push(new WeakRef(answer));
				return answer;
			},
		},
	};
	const held = () => given.filter((page) => page.deref() !== undefined).length;
	return { client: new CredoAiClient(context as unknown as IExecuteFunctions), held };
}

describe('reading a list page by page', () => {
	it('lets go of every page whose resources were handed on', async () => {
		const { client, held } = serviceWithPages(50);
		const list = {
			path: '/use_cases',
			largestPage: 1,
			wording: { doing: 'list the use cases' },
		};

		let pages = 0;
		let mostHeld = 0;
		for await (const page of readPages(client, list, Infinity)) {
			pages += page.length;
			await setImmediate();
			collectGarbage();
			mostHeld = Math.max(mostHeld, held());
		}

		expect(pages).toBe(50);
		// The newest one, and at most the one before it, which the engine may not have let go of yet.
		expect(mostHeld).toBeLessThanOrEqual(2);
	});
});
