import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { N8N_FOLDER } from '../../sandbox/paths';

const PROGRAM = `
	const { DatabaseSync } = require('node:sqlite');
	const [file, sql] = process.argv.slice(1);
	const database = new DatabaseSync(file);
	database.exec('PRAGMA busy_timeout = 30000');
	database.exec(sql);
	database.close();
`;

/**
 * Runs SQL on an SQLite file that n8n may have open at the same time. n8n's own Node.js does it, since
 * older ones bring no SQLite.
 */
export async function runSql(file: string, sql: string): Promise<void> {
	const node = join(N8N_FOLDER, 'node_modules', '.bin', 'node');
	await promisify(execFile)(node, ['--no-warnings', '--eval', PROGRAM, '--', file, sql]);
}
