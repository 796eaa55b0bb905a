import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/fields';

import { labelledScreening, readScreening, simplifyScreening } from './requests';

const dataCheckIdField: INodeProperties = {
	displayName: 'Data Check ID',
	name: 'dataCheckId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4919',
	description:
		'Get Active Checks and Get Result Pack give it as dataCheckId, beside the check of sanctions and PEPs',
};

/** Reads a screening against sanctions and politically exposed persons. */
export const getScreening: Operation<CredasClient> = {
	name: 'Get Screening',
	value: 'getScreening',
	action: 'Get the screening of a person',
	description:
		'Get how a screening against sanctions and politically exposed persons (PEPs) came out, or with Simplify off every match',
	properties: [entityIdField, dataCheckIdField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const entityId = item.id(entityIdField);
		const screening = await readScreening(client, entityId, item.id(dataCheckIdField));
		const shown = item.flag(simplifyField) ? simplifyScreening : labelledScreening;
		return { entityId, ...shown(screening) };
	},
};
