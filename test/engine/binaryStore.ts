import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { rm } from 'node:fs/promises';

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

beforeAll(async () => await useBinaryStore('filesystem'));

afterAll(async () => {
	const folder = process.env.N8N_USER_FOLDER;
	if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});
