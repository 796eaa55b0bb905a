// `npm start`: installs what is missing, then hands over to the sandbox itself, which is TypeScript.

import { createRequire } from 'node:module';

import { requireNodeVersion } from './nodeVersion.mjs';

requireNodeVersion();
const { install } = await import('./install.mjs');
await install();

const require = createRequire(import.meta.url);
require('tsx/cjs');
await require('./main.ts').main(process.argv.slice(2));
