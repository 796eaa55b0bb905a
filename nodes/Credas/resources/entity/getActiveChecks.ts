import type { IDataObject } from 'n8n-workflow';

import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import type { CredasClient } from '../../client/client';

import { judgeChecks, labelledChecks, readActiveChecks } from './activeChecks';
import { askAboutEach, choosePeople, entitySourceFields, unknownPeople } from './entitySource';

/** Reads the high-level results of a person: one status per check. */
export const getActiveChecks: Operation<CredasClient> = {
	name: 'Get Active Checks',
	value: 'getActiveChecks',
	action: 'Get the active checks of an entity',
	description:
		'Get the status of every check of a person and their outcome (pass, review, fail, pending or unknown), or those of everybody in a process. Includes checks from other processes. The outcome is of the checks, not of the process: use Process > Get Result Pack to judge that.',
	properties: [...entitySourceFields, simplifyField, optionsField()],

	async execute(run) {
		const simplify = run.item.flag(simplifyField);
		const chosen = await choosePeople(run);
		const known = await askAboutEach(chosen, async (client, entityId) => {
			const answer = await readActiveChecks(client, entityId);
			const checks = labelledChecks(answer);
			return {
				entityId,
				...judgeChecks({ entityId }, answer, chosen.process),
				checks: simplify ? checks.map(simplifyCheck) : checks,
			};
		});
		return [...known, ...unknownPeople(chosen)];
	},
};

const simplifyCheck = (check: IDataObject): IDataObject =>
	omitUndefined({
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
