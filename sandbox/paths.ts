import { join } from 'node:path';

/** The package's root folder, absolute. */
export const PACKAGE_FOLDER = join(__dirname, '..');

/** Where the sandbox keeps what it makes; not part of the repository. */
export const DATA_FOLDER = join(PACKAGE_FOLDER, '.sandbox');

/** The folder that holds the sandbox's own n8n and the Node.js it runs on. */
export const N8N_FOLDER = join(__dirname, 'n8n');

/** The same for the last n8n 1.x. */
export const N8N1_FOLDER = join(__dirname, 'n8n1');
