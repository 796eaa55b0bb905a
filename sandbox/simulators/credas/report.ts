import { CheckStatus, describeCheckStatus } from './codes';
import { journeyOf } from './journeys';
import { drawBox, drawText, pageSize, writePdf } from './pdfDocument';
import {
	fullName,
	roleOf,
	type ActiveCheck,
	type CredasProcess,
	type Entity,
	type ProcessActor,
} from './state';

const margin = 48;
const rowHeight = 26;
const rowsPerPage = 20;
const ink = [0.1, 0.13, 0.2] as const;
const soft = [0.4, 0.44, 0.52] as const;
const white = [1, 1, 1] as const;
const brand = [0.35, 0.16, 0.51] as const;
const stripe = [0.95, 0.96, 0.98] as const;

/** The PDF report of one person in one process, piece by piece; the same bytes as long as its results stay the same. */
export function reportOf(
	process: CredasProcess,
	actor: ProcessActor,
	entity: Entity,
	fillerBytes = 0,
): Generator<Buffer> {
	const rows = inGroupsOf(rowsPerPage, actor.checks);
	const pages = rows.map((checks, index) => {
		const head = drawHead(process, actor, entity);
		const foot = drawFoot(process, index + 1, rows.length);
		return [...head, ...drawChecks(checks), ...foot].join('\n');
	});
	return writePdf(pages, `Report on ${fullName(entity)}`, fillerBytes);
}

function drawHead(process: CredasProcess, actor: ProcessActor, entity: Entity): string[] {
	const { width, height } = pageSize;
	const facts = [
		['Reference', actor.reference ?? entity.reference],
		['Process', process.id],
		['Person', entity.id],
		['Journey', `${journeyOf(process).title} (${roleOf(process, actor)})`],
		['Completed', process.dateCompleted ?? 'not yet'],
	];
	return [
		drawBox(0, height - 64, width, 64, brand),
		drawText('Identity report', { x: margin, y: height - 40, size: 18, bold: true, colour: white }),
		drawText(fullName(entity), { x: margin, y: height - 104, size: 20, bold: true }),
		...facts.flatMap(([label = '', value = ''], index) => {
			const y = height - 130 - index * 17;
			return [
				drawText(label, { x: margin, y, colour: soft }),
				drawText(value, { x: margin + 80, y, colour: ink }),
			];
		}),
	];
}

function drawChecks(checks: readonly ActiveCheck[]): string[] {
	const top = pageSize.height - 250;
	const title = drawText('Checks', { x: margin, y: top + 14, size: 13, bold: true });
	if (checks.length === 0) {
		const nothing = 'No check was made in this process.';
		return [title, drawText(nothing, { x: margin, y: top - 12, colour: soft })];
	}
	return [
		title,
		...checks.flatMap((check, index) => drawCheck(check, top - index * rowHeight, index)),
	];
}

function drawCheck(check: ActiveCheck, top: number, index: number): string[] {
	const y = top - 17;
	const background = index % 2 === 0 ? stripe : white;
	return [
		drawBox(margin, top - rowHeight, pageSize.width - 2 * margin, rowHeight, background),
		drawBox(margin, top - rowHeight, 4, rowHeight, colourOf(check.status)),
		drawText(check.name, { x: margin + 16, y }),
		drawText(describeCheckStatus(check.status), { x: margin + 280, y, bold: true }),
		drawText(check.lastCheckedDate?.slice(0, 10) ?? '', { x: margin + 420, y, colour: soft }),
	];
}

function drawFoot({ title }: CredasProcess, page: number, pages: number): string[] {
	return [
		drawText(`${title} - page ${page} of ${pages}`, { x: margin, y: 36, size: 8, colour: soft }),
	];
}

function colourOf(status: number): readonly [number, number, number] {
	if (status === CheckStatus.Pass) return [0.07, 0.5, 0.36];
	if (status === CheckStatus.Fail) return [0.7, 0.14, 0.09];
	return [0.72, 0.45, 0.04];
}

/** At least one group, so that a report without checks has its page, too. */
function inGroupsOf<T>(size: number, all: readonly T[]): T[][] {
	const count = Math.max(1, Math.ceil(all.length / size));
	return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}
