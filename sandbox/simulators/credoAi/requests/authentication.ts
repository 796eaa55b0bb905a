import { z } from 'zod';

import { text } from './fields';

/** `POST /auth/exchange`: plain JSON, no JSON:API document. */
export const exchange = z.object({ api_token: text, tenant: text });
