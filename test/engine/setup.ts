import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these while it loads. Its settings file and its binary store stay in a folder that
// the harness removes when the test file is done.
Object.assign(process.env, {
	N8N_ENCRYPTION_KEY: 'made-up-key-for-engine-tests',
	N8N_USER_FOLDER: mkdtempSync(join(tmpdir(), 'n8n-engine-test-')),
	N8N_LOG_LEVEL: 'silent',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_RUNNERS_ENABLED: 'false',
});
