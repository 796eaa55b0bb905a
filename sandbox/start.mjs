// `npm start`: installs what is missing, then hands over to the sandbox itself, which is TypeScript.

import { createRequire } from 'node:module';

import { requireNodeVersion } from './nodeVersion.mjs';

requireNodeVersion();
const { HELP, readSettings, SettingsError } = await import('./settings.cjs');

/** What the flags and variables say; ends the process where they are wrong, or ask for help only. */
async function settingsOrEnd() {
	try {
		const settings = await readSettings(process.argv.slice(2), process.env);
		if (settings !== 'help') return settings;
		console.log(HELP);
		process.exit(0);
	} catch (reason) {
		if (!(reason instanceof SettingsError)) throw reason;
		console.error(reason.message);
		process.exit(1);
	}
}

const settings = await settingsOrEnd();
const { install } = await import('./install.mjs');
await install();

const require = createRequire(import.meta.url);
require('tsx/cjs');
await require('./main.ts').main(settings);
