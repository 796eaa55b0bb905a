import { z } from 'zod';

import { filledText } from './fields';
import { read } from './read';
import { steps } from './useCases';

const decision = z.object({
	type: z.enum(['approve', 'reject', 'change_request', 'close_review']),
});
const step = z.object({ step: z.enum(steps) });
const level = z.object({ level: z.enum(['0', '1', '2', '3']) });
const comment = z.object({ content: filledText });

/** What the page's forms send. Each throws a 422 for what no form of the page sends. */
export const forms = {
	decision: (body: unknown) => read(decision, body ?? {}).type,
	step: (body: unknown) => read(step, body ?? {}).step,
	level: (body: unknown) => Number(read(level, body ?? {}).level),
	comment: (body: unknown) => read(comment, body ?? {}).content,
};
