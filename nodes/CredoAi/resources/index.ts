import type { Resource } from '../../shared/node/operations';
import type { CredoAiClient } from '../client/client';

import { alert } from './alert';
import { auditLog } from './auditLog';
import { comment } from './comment';
import { control } from './control';
import { customField } from './customField';
import { evidence } from './evidence';
import { policyPack } from './policyPack';
import { review } from './review';
import { riskScenario } from './riskScenario';
import { stakeholder } from './stakeholder';
import { task } from './task';
import { useCase } from './useCase';
import { webhook } from './webhook';

/** What the Credo AI node can do, in the order of its lists. */
export const resources: Array<Resource<CredoAiClient>> = [
	useCase,
	alert,
	auditLog,
	comment,
	control,
	customField,
	evidence,
	policyPack,
	review,
	riskScenario,
	stakeholder,
	task,
	webhook,
];
