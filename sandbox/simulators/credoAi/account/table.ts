import { invalid, notFound } from '../refusal';

import type { Entry } from './entries';
import { shortId } from './ids';

/** All entries of one type, oldest first. */
export class Table<Attributes extends object> {
	private readonly entries = new Map<string, Entry<Attributes>>();

	/** `type` is the JSON:API type that the API prints for these entries. */
	constructor(readonly type: string) {}

	add(attributes: Attributes, id: string = shortId()): Entry<Attributes> {
		const entry = { id, type: this.type, attributes };
		this.entries.set(id, entry);
		return entry;
	}

	all(): Array<Entry<Attributes>> {
		return [...this.entries.values()];
	}

	where(isWanted: (attributes: Attributes) => boolean): Array<Entry<Attributes>> {
		return this.all().filter(({ attributes }) => isWanted(attributes));
	}

	find(id: string): Entry<Attributes> | undefined {
		return this.entries.get(id);
	}

	/** Throws the API's 404 where there is no such entry. */
	get(id: string): Entry<Attributes> {
		const entry = this.find(id);
		if (!entry) throw notFound();
		return entry;
	}

	/** Those of a use case. */
	of<Own extends { use_case_id: string | null }>(
		this: Table<Own>,
		{ id }: { readonly id: string },
	): Array<Entry<Own>> {
		return this.where(({ use_case_id }) => use_case_id === id);
	}

	/** One of this use case. Throws the API's 404 for any other. */
	in(
		this: Table<Attributes & { use_case_id: string | null }>,
		useCaseId: string,
		id: string,
	): Entry<Attributes> {
		const entry = this.get(id);
		if (entry.attributes.use_case_id !== useCaseId) throw notFound();
		return entry;
	}

	/** Says whether there was such an entry. */
	remove(id: string): boolean {
		return this.entries.delete(id);
	}
}

export function refuseUnknown(
	table: { find: (id: string) => unknown },
	ids: readonly string[],
	attribute: string,
): void {
	const unknown = ids.find((id) => !table.find(id));
	if (unknown !== undefined) throw invalid(`${attribute} is invalid: ${unknown} does not exist`);
}
