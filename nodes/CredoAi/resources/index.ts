import type { Resource } from '../../shared/resources';

/** What the Credo AI node can do, in the order of its lists. */
export const resources: Resource[] = [];
