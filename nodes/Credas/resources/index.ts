import type { Resource } from '../../shared/resources';
import { process } from './process';

/** What the Credas node can do, in the order of its lists. */
export const resources: Resource[] = [process];
