import { notSeen, type Fact, type Seen, type Verdict } from './fact';
import { NoAnswer } from './service';

/** A row of the report. */
export interface Row extends Seen {
	about: string;
	believed: string;
	otherwise: string;
}

/** Asks about every fact, one after the other, so that a service is not hurried. */
export async function lookAtAll<Account>(
	facts: ReadonlyArray<Fact<Account>>,
	account: Account,
): Promise<Row[]> {
	const rows: Row[] = [];
	for (const { about, believed, otherwise, look } of facts) {
		rows.push({ about, believed, otherwise, ...(await seenOrNoAnswer(look, account)) });
	}
	return rows;
}

async function seenOrNoAnswer<Account>(
	look: Fact<Account>['look'],
	account: Account,
): Promise<Seen> {
	try {
		return await look(account);
	} catch (error) {
		if (error instanceof NoAnswer) return notSeen(`no answer: ${error.message}`);
		throw error;
	}
}

const marks: Readonly<Record<Verdict, string>> = {
	'as believed': 'as believed',
	otherwise: '**otherwise**',
	'not seen': 'not seen',
};

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Writes the rows of one service as a Markdown table, with the number of each verdict above it. */
export function toMarkdown(service: string, rows: readonly Row[]): string {
	const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
	const lines = rows.map((row) => {
		const then = row.verdict === 'otherwise' ? ` What the nodes do: ${row.otherwise}` : '';
		return `| ${[row.about, row.believed, marks[row.verdict], `${row.seen}.${then}`].map(cell).join(' | ')} |`;
	});
	return [
		`## ${service}`,
		'',
		`${count('as believed')} as believed, ${count('otherwise')} otherwise, ${count('not seen')} not seen.`,
		'',
		'| What | Believed | Found | Seen |',
		'| --- | --- | --- | --- |',
		...lines,
		'',
	].join('\n');
}
