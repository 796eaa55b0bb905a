import type { Resource } from '../../shared/node/operations';
import type { CredasClient } from '../client/client';

import { dataCheck } from './dataCheck';
import { entity } from './entity';
import { journey } from './journey';
import { portalLink } from './portalLink';
import { process } from './process';
import { verification } from './verification';

/** What the Credas node can do, in the order of its lists. */
export const resources: Array<Resource<CredasClient>> = [
	process,
	entity,
	dataCheck,
	verification,
	journey,
	portalLink,
];
