import type { IDataObject } from 'n8n-workflow';

import { readActiveChecks } from '../../api/activeChecks';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { simplifyField } from '../../../shared/simplify';
import { withoutMissing } from '../../../shared/withoutMissing';
import { choosePeople, entitySourceFields } from './entitySource';

/** Reads the high-level results of a person: one status per check. */
export const getActiveChecks: Operation = {
	name: 'Get Active Checks',
	value: 'getActiveChecks',
	action: 'Get the active checks of an entity',
	description:
		'Get the status of every check of a person, in whichever process, and what they amount to (pass, review, fail, pending or unknown), or those of everybody in a process',
	properties: [...entitySourceFields, simplifyField, optionsField()],

	async execute(itemIndex) {
		const { entityIds, parameter } = await choosePeople(this, itemIndex);
		const simplify = this.getNodeParameter(simplifyField.name, itemIndex, true);

		const people: IDataObject[] = [];
		for (const entityId of entityIds) {
			const { outcome, checks } = await readActiveChecks(this, entityId, { parameter, itemIndex });
			people.push({ entityId, outcome, checks: simplify ? checks.map(simplifyCheck) : checks });
		}
		return people.map((json) => ({ json }));
	},
};

const simplifyCheck = (check: IDataObject): IDataObject =>
	withoutMissing({
		name: check.name,
		type: check.type,
		status: check.status,
		statusLabel: check.statusLabel,
		requestedDate: check.requestedDate,
		lastCheckedDate: check.lastCheckedDate,
		isManuallyChecked: check.isManuallyChecked,
		isOnGoingMonitoring: check.isOnGoingMonitoring,
		dataCheckId: check.dataCheckId,
		rtxCheckId: check.rtxCheckId,
	});
