import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { Container } from './engineServices';

/**
 * Chooses where n8n keeps files from now on: in a temporary folder (n8n 2.x by default) or as base64
 * in the item (n8n 1.x by default).
 */
export async function useBinaryStore(kind: 'filesystem' | 'memory'): Promise<void> {
	Container.get(BinaryDataConfig).mode = kind === 'memory' ? 'default' : 'filesystem';
	await Container.get(BinaryDataService).init();
}

/** The bytes of an item's binary property; throws when the item has none of that name. */
export async function binaryBuffer(
	item: INodeExecutionData | undefined,
	propertyName = 'data',
): Promise<Buffer> {
	const binary = item?.binary?.[propertyName];
	if (binary === undefined) throw new Error(`The item has no binary property "${propertyName}"`);
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}

/** The paths of all files that n8n has stored so far. */
export async function storedFiles(): Promise<string[]> {
	const folder = process.env.N8N_USER_FOLDER ?? '';
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => path.includes('binary_data'))
		.sort();
}

beforeAll(async () => await useBinaryStore('filesystem'));

afterAll(async () => {
	const folder = process.env.N8N_USER_FOLDER;
	if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});
