import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { dropRepeatedExecutions } from '../../shared/webhook/duplicatesInDatabase';
import { CredoAiClient } from '../client/client';
import {
	readEntriesFrom,
	readNewestEntries,
	type AuditLogEntry,
} from '../resources/auditLog/entries';

import { markOfStart, takeNews, type Mark } from './mark';
import { recall, remember } from './memory';
import { readSettings, type PollContext, type PollSettings } from './settings';

/**
 * After how many entries a poll hands over what it has and leaves the rest to the next one. n8n's database remembers
 * the entries of at least two polls.
 */
const enoughNews = 1_000;

/** After how many pages it does so, however few of their entries are wanted. */
const mostPages = 20;

/** How many entries a run by hand shows. */
const shownByHand = 10;

const polling = new Set<string>();

/**
 * Gives the entries that were written since the last poll, oldest first; null when there are none, and while an earlier
 * poll is under way. The first poll only marks where the log ends. Throws a NodeApiError when the log cannot be read;
 * the next poll then goes on from the same mark.
 */
export async function pollAuditLog(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [await newestItems(context)];
	const trigger = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (polling.has(trigger)) return null;
	polling.add(trigger);
	try {
		const items = await itemsSinceLastPoll(context);
		return items.length > 0 ? [items] : null;
	} finally {
		polling.delete(trigger);
	}
}

/** Gives the newest entries to a run by hand, and ends entries that come again after a restart. */
export async function runAuditLogTrigger(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	if (context.getMode() === 'manual') return [await newestItems(context)];
	const nameOf = ({ json }: INodeExecutionData) => String(json.id);
	return await dropRepeatedExecutions(context, (item) =>
		item.json.id === undefined ? undefined : { own: nameOf(item), all: [nameOf(item)] },
	);
}

async function itemsSinceLastPoll(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const client = new CredoAiClient(context);
	const settings = readSettings(context);
	const kept = context.getWorkflowStaticData('node');
	const mark = recall(kept);
	if (mark === undefined) {
		const start = markOfStart(await readNewestEntries(client, settings.filters));
		remember(kept, { taken: start, handedOver: start });
		return [];
	}

	const { wanted, mark: next } = await readNews(client, settings, mark);
	remember(kept, { taken: wanted.length > 0 ? mark : next, handedOver: next });
	return toItems(wanted, settings);
}

/** Reads what is news after a mark; what was read before a page failed is given, and the failure comes next time. */
async function readNews(
	client: CredoAiClient,
	{ filters, isWanted }: PollSettings,
	mark: Mark,
): Promise<{ wanted: AuditLogEntry[]; mark: Mark }> {
	const wanted: AuditLogEntry[] = [];
	let [reached, pages] = [mark, 0];
	let failure: Error | undefined;
	try {
		for await (const entries of readEntriesFrom(client, filters, mark.from)) {
			const { news, mark: next } = takeNews(reached, entries);
			reached = next;
			wanted.push(...news.filter(isWanted));
			if (wanted.length >= enoughNews || ++pages === mostPages) break;
		}
	} catch (error) {
		failure = error instanceof Error ? error : new Error(String(error));
	}
	if (failure && wanted.length === 0) throw failure;
	return { wanted, mark: reached };
}

async function newestItems(context: PollContext): Promise<INodeExecutionData[]> {
	const settings = readSettings(context);
	const newest = await readNewestEntries(new CredoAiClient(context), settings.filters);
	const shown = newest.filter(settings.isWanted).slice(0, shownByHand).reverse();
	if (shown.length > 0) return toItems(shown, settings);
	throw new NodeOperationError(context.getNode(), 'The audit log holds no entry that fits', {
		description: 'Do something in Credo AI that this trigger listens to, or change its filters.',
	});
}

const toItems = (entries: AuditLogEntry[], { present }: PollSettings): INodeExecutionData[] =>
	entries.map((entry) => ({ json: present(entry) }));
