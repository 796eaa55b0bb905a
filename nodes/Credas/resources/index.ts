import type { Resource } from '../../shared/resources';
import { entity } from './entity';
import { journey } from './journey';
import { process } from './process';

/** What the Credas node can do, in the order of its lists. */
export const resources: Resource[] = [process, entity, journey];
