import { z } from 'zod';

import { read } from './read';

const newProcess = z.object({ title: z.string(), callbackUrl: z.string() }).partial();
const completion = z.object({ outcome: z.enum(['pass', 'refer', 'fail']) });
const person = z.object({ entityId: z.string() }).partial();

/** What the page's forms send; a field left empty is left out. Each throws a Refusal (400) for what no form of the page sends. */
export const forms = {
	newProcess: (body: unknown) => read(newProcess, withoutEmpty(body)),
	completion: (body: unknown) => read(completion, withoutEmpty(body)),
	person: (body: unknown) => read(person, withoutEmpty(body)),
};

function withoutEmpty(form: unknown): object {
	return Object.fromEntries(Object.entries(form ?? {}).filter(([, value]) => value !== ''));
}
