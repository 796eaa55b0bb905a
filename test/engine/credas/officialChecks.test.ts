import { onlyJsonOf, wordsOf, type NodeResult } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

const nora = { firstName: 'Nora', surname: 'Example' };
const home = { addressLine1: '1 Sample Street', postcode: 'CF10 1AA' };
const account = { sortCode: '20-00-00', accountNumber: '55779911' };

/** Everything that the user reads when an operation ends with an error. */
const said = async (run: Promise<NodeResult>) => Object.values(wordsOf(await run)).join(' ');

const newPerson = () => credas.simulator.createProcess().entityId;
const bodies = () => credas.simulator.requests.map(({ body }) => body);
const paths = () => credas.requests().map((request) => request.replace(/[0-9a-f-]{36}/g, '{id}'));

describe('dataCheck: runScreening', () => {
	it('screens a person and shows how it came out, in words', async () => {
		const entityId = newPerson();

		const screening = onlyJsonOf(
			await credas.run('dataCheck:runScreening', { entityId, ...nora, datasets: [1, 2] }),
		);

		expect(paths()).toEqual(['POST /entities/{id}/data-checks/sanctions-and-peps']);
		expect(bodies().at(-1)).toEqual({
			...nora,
			datasets: [1, 2],
			useAllCountries: true,
			useAllPepTiers: true,
		});
		expect(screening).toMatchObject({
			entityId,
			dataCheckId: expect.any(Number),
			status: 2,
			statusLabel: 'Complete',
			datasets: ['Politically exposed persons', 'Sanctions'],
			resultsCount: 0,
		});
	});

	it('puts a person on the watch list, in the countries named', async () => {
		const entityId = newPerson();
		const additionalFields = {
			addToWatchList: true,
			countries: 'GB, IE',
			watchListPeriod: 1,
			watchListPeriodType: 2,
		};

		const { isOnGoingMonitor } = onlyJsonOf(
			await credas.run('dataCheck:runScreening', {
				entityId,
				...nora,
				datasets: [2],
				additionalFields,
			}),
		);

		expect(bodies().at(-1)).toMatchObject({
			addToWatchList: true,
			useAllCountries: false,
			countries: ['GB', 'IE'],
			watchListPeriod: 1,
			watchListPeriodType: 2,
		});
		expect(isOnGoingMonitor).toBe(true);
	});

	it('is found again by Get Screening', async () => {
		const entityId = newPerson();
		const { dataCheckId } = onlyJsonOf(
			await credas.run('dataCheck:runScreening', { entityId, ...nora, datasets: [1] }),
		);

		expect(
			onlyJsonOf(
				await credas.run('dataCheck:getScreening', { entityId, dataCheckId: Number(dataCheckId) }),
			),
		).toMatchObject({ dataCheckId, statusLabel: 'Complete' });
	});

	it.each([
		['no dataset', { datasets: '={{ [] }}' }, '“Datasets” is empty'],
		['an unknown dataset', { datasets: [1, 9] }, '“Datasets” has a value that is not one of'],
		[
			'countries that came out empty',
			{ additionalFields: { countries: ' ' } },
			'“Countries” is empty',
		],
		[
			'matching by a date of birth that is not there',
			{ additionalFields: { dateOfBirthMatching: 1 } },
			'“Date of Birth” is empty',
		],
		[
			'a switch that is neither on nor off',
			{ additionalFields: { addToWatchList: 'maybe' } },
			'“Add to Watch List” is neither on nor off',
		],
		[
			'a tier in words',
			{ additionalFields: { includePepTiers: 'one' } },
			'“PEP Tiers” has an entry that is not a number',
		],
	])('sends nothing with %s', async (_, wrong, message) => {
		const run = credas.run('dataCheck:runScreening', {
			entityId: newPerson(),
			...nora,
			datasets: [1],
			...wrong,
		});

		expect(await said(run)).toContain(message);
		expect(credas.requests()).toEqual([]);
	});

	it('is sent once where it is not known whether it was done', async () => {
		credas.simulator.faults.add({
			method: 'POST',
			path: /sanctions-and-peps$/,
			effect: { kind: 'status', status: 502 },
		});
		const run = credas.run('dataCheck:runScreening', {
			entityId: newPerson(),
			...nora,
			datasets: [1],
		});

		expect(await said(run)).toContain('It may have been done all the same');
		expect(credas.requests()).toHaveLength(1);
	});
});

describe('dataCheck: checkBankAccount', () => {
	it('gives the result and every remark with their labels', async () => {
		const entityId = newPerson();

		const check = onlyJsonOf(
			await credas.run('dataCheck:checkBankAccount', { entityId, ...nora, ...account, ...home }),
		);

		expect(bodies().at(-1)).toEqual({
			...nora,
			...home,
			sortcode: '200000',
			accountNumber: '55779911',
		});
		expect(check).toMatchObject({
			dataCheckId: expect.any(Number),
			entityId,
			result: 1,
			resultLabel: 'Pass',
			dataSources: [
				expect.objectContaining({
					remarks: expect.arrayContaining([expect.objectContaining({ typeLabel: 'Match' })]),
				}),
			],
		});
	});

	it('needs no address', async () => {
		const run = credas.run('dataCheck:checkBankAccount', {
			entityId: newPerson(),
			...nora,
			...account,
		});
		expect(onlyJsonOf(await run)).toMatchObject({ resultLabel: 'Pass' });
	});

	it.each([
		['five digits', { sortCode: '20-00-0' }, '“Sort Code” does not have 6 digits'],
		[
			'a number that lost its zero',
			{ accountNumber: 1234567 },
			'“Account Number” does not have 8 digits',
		],
		['letters', { sortCode: '20O000' }, '“Sort Code” does not have 6 digits'],
	])('sends nothing with %s', async (_, wrong, message) => {
		const run = credas.run('dataCheck:checkBankAccount', {
			entityId: newPerson(),
			...nora,
			...account,
			...wrong,
		});

		expect(await said(run)).toContain(message);
		expect(credas.requests()).toEqual([]);
	});

	it('says that a 500 may be about the numbers, and sends them once', async () => {
		credas.simulator.faults.add({
			method: 'POST',
			path: /bank-account$/,
			effect: { kind: 'status', status: 500 },
		});
		const run = credas.run('dataCheck:checkBankAccount', {
			entityId: newPerson(),
			...nora,
			...account,
		});

		const words = await said(run);
		expect(words).toContain('a sort code or an account number that it does not accept');
		expect(words).not.toContain('55779911');
		expect(credas.requests()).toHaveLength(1);
	});
});

describe('a field that was added and holds nothing that can be used', () => {
	it.each([
		['dataCheck:checkBankAccount', { middleNames: '={{ ["A"] }}' }, '“Middle Names” is a list'],
		['dataCheck:checkBankAccount', { country: '={{ {} }}' }, '“Country” is an object'],
		['dataCheck:checkLandRegistry', { city: '={{ ["Cardiff"] }}' }, '“City” is a list'],
		[
			'dataCheck:checkLandRegistry',
			{ runProofOfOwnershipCheck: '={{ undefined }}', downloadTitleDeed: true },
			'“Run Proof of Ownership Check” is neither on nor off',
		],
		[
			'dataCheck:runScreening',
			{ addToWatchList: '={{ undefined }}' },
			'“Add to Watch List” is neither on nor off',
		],
		['dataCheck:runScreening', { countries: '={{ ["GB"] }}' }, '“Countries” is a list'],
		[
			'dataCheck:runScreening',
			{ nameMatching: '={{ undefined }}' },
			'“Name Matching” is not a whole number',
		],
		[
			'dataCheck:runScreening',
			{ watchListPeriod: '={{ [1] }}' },
			'“Watch List Period” is not a whole number',
		],
		['portalLink:create', { userGroupId: '={{ undefined }}' }, '“User Group ID” is empty'],
		['portalLink:create', { userGroupId: '={{ ["g"] }}' }, '“User Group ID” is a list'],
	])(
		'is refused by its name, before anything is sent: %s with %j',
		async (name, added, message) => {
			const run = credas.run(name, {
				entityId: newPerson(),
				...nora,
				...home,
				...account,
				datasets: [1],
				page: 'people',
				emailAddress: 'clerk@example.com',
				additionalFields: added,
			});

			expect(await said(run)).toContain(message);
			expect(credas.requests()).toEqual([]);
		},
	);

	it('is refused among the options, too, as a part that a report shall have', async () => {
		const run = credas.run('entity:exportPdf', {
			entityId: newPerson(),
			processId: '5d1b6a8e-2f34-4c0d-8b1e-7a9c3e5f1d22',
			options: { fileName: 'Report', includeCoverPage: '={{ undefined }}' },
		});

		expect(await said(run)).toContain('“Include Cover Page” is neither on nor off');
		expect(credas.requests()).toEqual([]);
	});
});

describe('dataCheck: checkLandRegistry', () => {
	it('asks who owns a property, and shows numbers as they come', async () => {
		const entityId = newPerson();

		const check = onlyJsonOf(
			await credas.run('dataCheck:checkLandRegistry', { entityId, ...nora, ...home }),
		);

		expect(bodies().at(-1)).toEqual({
			...nora,
			...home,
			runProofOfOwnershipCheck: true,
			downloadTitleDeed: false,
			downloadTitlePlan: false,
		});
		expect(check).toMatchObject({
			dataCheckId: expect.any(Number),
			entityId,
			result: { includesProofOfOwnership: true, overallResult: expect.any(Number) },
		});
		expect(JSON.stringify(check)).not.toContain('Label');
	});

	it('sends nothing where nothing is asked for', async () => {
		const run = credas.run('dataCheck:checkLandRegistry', {
			entityId: newPerson(),
			...nora,
			...home,
			additionalFields: { runProofOfOwnershipCheck: false },
		});

		expect(await said(run)).toContain('There is nothing to ask the land registry for');
		expect(credas.requests()).toEqual([]);
	});
});

describe('portalLink: create', () => {
	const emailAddress = 'compliance@example.com';

	it.each([
		['profile', 'POST /magic-links/entity-profile', 30],
		['people', 'POST /magic-links/entity-module', 10],
		['invite', 'POST /magic-links/invite-wizard', 10],
	])('makes a link to the page %s that expires', async (page, request, minutes) => {
		const entityId = newPerson();
		const before = Date.now();

		const link = onlyJsonOf(
			await credas.run('portalLink:create', { page, emailAddress, entityId }),
		);

		expect(credas.requests()).toEqual([request]);
		expect(link.portalLink).toMatch(/^https?:\/\//);
		expect(Date.parse(String(link.expiresAt))).toBeGreaterThanOrEqual(before + minutes * 60_000);
		expect(link.entityId).toBe(page === 'profile' ? entityId : undefined);
	});

	it('shows nothing of an answer that is not a link', async () => {
		credas.simulator.faults.add({
			path: /magic-links/,
			effect: { kind: 'status', status: 200, body: { link: 'https://portal.example.com/secret' } },
		});
		const run = credas.run('portalLink:create', { page: 'people', emailAddress });

		const words = await said(run);
		expect(words).toContain('its answer is not a link');
		expect(words).not.toContain('portal.example.com');
	});

	it('is not offered to an AI agent, and its link is redacted', () => {
		const { description } = credas.setUp('portalLink:create').nodeType;
		const [{ options = [] } = {}] = description.properties.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes('portalLink'),
		);
		expect(options).toEqual([
			expect.objectContaining({ displayOptions: { show: { '@tool': [false] } } }),
		]);
		expect(description.sensitiveOutputFields).toContain('portalLink');
	});
});

describe('verification: supporting documents', () => {
	const picture = () => ({
		json: {},
		binary: {
			data: {
				data: Buffer.from('not really a picture').toString('base64'),
				mimeType: 'image/png',
				fileName: 'statement.png',
			},
		},
	});

	it('uploads the picture of a document', async () => {
		const entityId = newPerson();

		const uploaded = onlyJsonOf(
			await credas.run(
				'verification:uploadDocument',
				{ entityId, documentType: 4 },
				{ input: [picture()] },
			),
		);

		expect(paths()).toEqual(['POST /entities/{id}/idv-entries/upload-non-biometric-document']);
		expect(bodies().at(-1)).toEqual({
			documentType: 4,
			base64Image: Buffer.from('not really a picture').toString('base64'),
		});
		expect(uploaded).toEqual({
			success: true,
			entityId,
			documentType: 4,
			documentTypeLabel: 'Bank Statement',
			fileName: 'statement.png',
		});
	});

	it('says whose documents were uploaded before one was refused, and names no file', async () => {
		const entityId = newPerson();
		const words = await said(
			credas.run(
				'verification:uploadDocument',
				{ entityId: '={{ $json.entityId }}', documentType: 4 },
				{
					input: [entityId, 'ffffffff-ffff-4fff-8fff-ffffffffffff'].map((id) => ({
						...picture(),
						json: { entityId: id },
					})),
				},
			),
		);

		expect(words).toContain(`still there (documents of these people): ${entityId} (item 0)`);
		expect(words).not.toContain('statement.png');
	});

	it('uploads nothing without a kind of document', async () => {
		const run = credas.run(
			'verification:uploadDocument',
			{ entityId: newPerson(), documentType: '={{ "" }}' },
			{ input: [picture()] },
		);

		expect(await said(run)).toContain('“Document Type” is not a whole number');
		expect(credas.requests()).toEqual([]);
	});

	it('sets the result of a document that staff have looked at', async () => {
		const entityId = newPerson();
		const { state } = credas.simulator;
		const { entryId, documentId } = state.addUpload(
			state.entity(entityId),
			'supportingDocument',
			4,
		);
		const decision = { entryId, documentId, result: 1 };

		const reviewed = await credas.run('verification:reviewDocument', {
			entityId,
			...decision,
			comments: 'Seen',
		});

		expect(bodies().at(-1)).toEqual([{ id: documentId, result: 1, comments: 'Seen' }]);
		expect(onlyJsonOf(reviewed)).toEqual({ success: true, entityId, ...decision });
	});

	it.each([
		['a result in words', { result: 'pass' }, '“Result” is not a whole number'],
		['no comment', { comments: ' ' }, '“Comments” is empty'],
	])('decides nothing with %s', async (_, wrong, message) => {
		const run = credas.run('verification:reviewDocument', {
			entityId: newPerson(),
			entryId: '5d1b6a8e-2f34-4c0d-8b1e-7a9c3e5f1d22',
			documentId: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
			result: 1,
			comments: 'Seen',
			...wrong,
		});

		expect(await said(run)).toContain(message);
		expect(credas.requests()).toEqual([]);
	});
});
