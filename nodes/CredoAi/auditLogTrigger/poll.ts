import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { dropRepeatedExecutions } from '../../shared/webhook/duplicatesInDatabase';
import { toPublishingError } from '../../shared/webhook/endPublishing';
import { keepPerNode } from '../../shared/webhook/perNode';
import { accountOf } from '../client/account';
import { CredoAiClient } from '../client/client';
import {
	doubtOf,
	newestOf,
	readEntriesFrom,
	readNewestEntries,
	silentOn,
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

/** After how many pages with news it does so, however few of their entries are wanted. */
const mostPagesWithNews = 20;

/** After how many pages it does so in any case. */
const mostPages = 60;

/** In microseconds; the audit log is asked for times as fine as this. */
const oneMillisecond = 1_000;

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
	} catch (error) {
		throw toPublishingError(context.getNode(), error);
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
	const owner = {
		account: accountOf(await client.credential()),
		filters: settings.filterKey,
	};
	const mark = recall(context, owner);
	if (mark === undefined) {
		const start = await readStart(client, settings, gapTeller(context));
		remember(context, owner, { taken: start, handedOver: start });
		return [];
	}

	const {
		wanted,
		mark: next,
		failure,
	} = await readNews(client, settings, mark, gapTeller(context));
	remember(context, owner, { taken: wanted.length > 0 ? mark : next, handedOver: next });
	if (failure && wanted.length === 0) throw failure;
	for (const filter of silentOn(settings.narrowing, wanted)) client.logger.warn(doubtOf(filter));
	return toItems(wanted, settings);
}

/** Reads where the log ends now. */
async function readStart(
	client: CredoAiClient,
	{ wanted }: PollSettings,
	onGap: (fault: string) => void,
): Promise<Mark> {
	const newest = await readNewestEntries(client, wanted);
	let mark = markOfStart(newest);
	// Where a whole page has one time, it does not show what else was written at that time.
	if (newest.length > 1 && newest.every(({ at }) => at === newest[0]?.at)) {
		let pages = 0;
		for await (const entries of readEntriesFrom(client, wanted, mark.from, onGap)) {
			mark = takeNews(mark, entries).mark;
			if (++pages === mostPages) break;
		}
	}
	return mark;
}

/**
 * Reads what is news after a mark. Where it stops before the end of the log, be it because that is enough for one poll or
 * because a page failed, the mark says where the next poll goes on.
 */
async function readNews(
	client: CredoAiClient,
	settings: PollSettings,
	{ stopped, ...mark }: Mark,
	onGap: (fault: string) => void,
): Promise<{ wanted: AuditLogEntry[]; mark: Mark; failure?: unknown }> {
	const start = stopped ?? mark.from;
	const wanted: AuditLogEntry[] = [];
	let reached: Mark = mark;
	let stoppedAt = start;
	let [pages, pagesWithNews] = [0, 0];
	try {
		for await (const entries of readEntriesFrom(client, settings.wanted, start, onGap)) {
			const { news, mark: next } = takeNews(reached, entries);
			reached = next;
			stoppedAt = Math.max(newestOf(entries), stoppedAt ?? Number.NEGATIVE_INFINITY);
			wanted.push(...news.filter(settings.isWanted));
			pages++;
			if (news.length > 0) pagesWithNews++;
			const isEnough = wanted.length >= enoughNews || pagesWithNews === mostPagesWithNews;
			if (!isEnough && pages < mostPages) continue;

			if (pagesWithNews === 0 && start !== undefined && stoppedAt <= start) {
				client.logger.warn('The audit log holds more entries of one moment than a poll can read');
				stoppedAt = start + oneMillisecond;
			}
			return { wanted, mark: { ...reached, stopped: stoppedAt } };
		}
	} catch (failure) {
		return { wanted, mark: { ...reached, stopped: stoppedAt }, failure };
	}
	return { wanted, mark: reached };
}

const gapsToldOf = keepPerNode(() => new Set<string>());

/** How many of a trigger's gaps are known as told. */
const mostGapsTold = 100;

/** Gives what logs a gap once, though it is looked back over with each poll. */
function gapTeller(context: IPollFunctions): (fault: string) => void {
	const told = gapsToldOf(context);
	return (fault) => {
		if (told.has(fault)) return;
		const [earliest] = told;
		if (told.size >= mostGapsTold && earliest !== undefined) told.delete(earliest);
		told.add(fault);
		context.logger.warn(`Audit log of Credo AI: ${fault}`);
	};
}

async function newestItems(context: PollContext): Promise<INodeExecutionData[]> {
	const settings = readSettings(context);
	const newest = await readNewestEntries(new CredoAiClient(context), settings.wanted);
	const shown = newest.filter(settings.isWanted).slice(0, shownByHand).reverse();
	if (shown.length > 0) return toItems(shown, settings);
	throw new NodeOperationError(context.getNode(), 'The audit log holds no entry that fits', {
		description: 'Do something in Credo AI that this trigger listens to, or change its filters.',
	});
}

const toItems = (entries: AuditLogEntry[], { present }: PollSettings): INodeExecutionData[] =>
	entries.map((entry) => ({ json: present(entry) }));
