import type { Resource } from '../../shared/node/operations';
import type { CredoAiClient } from '../api/client';

import { auditLog } from './auditLog';
import { comment } from './comment';
import { customField } from './customField';
import { review } from './review';
import { task } from './task';
import { useCase } from './useCase';
import { webhook } from './webhook';

/** What the Credo AI node can do, in the order of its lists. */
export const resources: Array<Resource<CredoAiClient>> = [
	useCase,
	auditLog,
	comment,
	customField,
	review,
	task,
	webhook,
];
