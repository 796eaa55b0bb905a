import { z } from 'zod';

import { flag, optional, read, text } from '../body';
import { CheckStatus, CheckType } from '../codes';
import { ofPerson } from '../endpoint';

/** The middle name is in the singular here. */
const order = z.object({
	runProofOfOwnershipCheck: flag,
	downloadTitleDeed: flag,
	downloadTitlePlan: flag,
	firstName: text,
	middleName: optional(text),
	surname: text,
	addressLine1: text,
	addressLine2: optional(text),
	city: optional(text),
	postcode: text,
});

/**
 * Credas: "Land registry" article, whose end cannot be read: what the numbers mean and where a `fileId` stands is inferred,
 * and nobody should build on it.
 */
export const checkLandRegistry = ofPerson(
	'POST',
	'/data-checks/land-registry',
	(entity, { account, body }) => {
		const input = read(order, body);
		const kind = { type: CheckType.LandRegistry, name: 'Land Registry' };
		const check = account.addOwnCheck(entity, kind, CheckStatus.Complete);
		return {
			landRegistryCheck: {
				id: check.id,
				entityId: entity.id,
				dateCreated: check.requestedDate,
				input,
				result: {
					includesProofOfOwnership: input.runProofOfOwnershipCheck,
					overallResult: 1,
					matches: input.runProofOfOwnershipCheck ? [match(input.postcode)] : [],
				},
				...(input.downloadTitleDeed && { titleDeed: { fileId: check.id * 10 + 1 } }),
				...(input.downloadTitlePlan && { titlePlan: { fileId: check.id * 10 + 2 } }),
			},
		};
	},
);

const match = (postcode: string) => ({
	titleNumber: 'ZZ000000',
	firstNameMatch: 1,
	middleNameMatch: 0,
	surnameMatch: 1,
	overallMatch: 1,
	isHistorical: false,
	ownershipType: 1,
	proprietorFrom: '2015-03-02T00:00:00',
	proprietorTo: null,
	property: { buildingName: null, buildingNumber: '1', street: 'Sample Street', postcode },
});
