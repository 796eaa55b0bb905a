import type * as BackendCommon from '@n8n/backend-common';
import type * as BackendNetwork from '@n8n/backend-network';
import type * as Config from '@n8n/config';
import type * as Di from '@n8n/di';
import { createRequire } from 'node:module';

// n8n-core brings its own copies of these packages; the copies at the root belong to other tools and
// hold other singletons.
const requireAsEngine = createRequire(require.resolve('n8n-core'));

/** The dependency container whose singletons the engine uses. */
export const { Container }: typeof Di = requireAsEngine('@n8n/di');

/** The engine's logger class. */
export const { Logger }: typeof BackendCommon = requireAsEngine('@n8n/backend-common');

/** The engine's settings, read from the environment. */
export const { GlobalConfig, InstanceSettingsConfig }: typeof Config =
	requireAsEngine('@n8n/config');

/** Puts `contentType`, `encoding` and `contentDisposition` on a request, as n8n's server does. */
export const { parseIncomingMessage }: typeof BackendNetwork =
	requireAsEngine('@n8n/backend-network');
