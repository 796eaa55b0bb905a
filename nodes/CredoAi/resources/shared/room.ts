import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';
import type { Kind } from '../../client/jsonApi';

import type { ListSearch, LoadOptions } from './lists';

/** A thing of Credo AI: what can be done with it, how it is shown, and what of it can be chosen from a list. */
export interface Room extends Resource<CredoAiClient>, Lists {
	/** How its resources are shown, by JSON:API type. */
	kinds?: Record<string, Kind>;
}

/** The methods that fields are filled by, under the names that the fields have for them. */
export interface Lists {
	listSearch?: Record<string, ListSearch>;
	loadOptions?: Record<string, LoadOptions>;
}
