import PDFDocument from 'pdfkit';

import { CheckStatus, describeCheckStatus } from '../codes';
import { type ActiveCheck, type Entity, fullName } from '../entity/entity';
import { journeyOf } from '../journey/journeys';
import { type CredasProcess, type ProcessActor, roleOf } from '../process/process';

type Pdf = InstanceType<typeof PDFDocument>;

const left = 48;

const rowHeight = 26;

const rowsPerPage = 20;

const colours = {
	ink: '#1a2133',
	soft: '#667085',
	brand: '#0b6b5f',
	stripe: '#f2f5fa',
	white: '#ffffff',
	good: '#12805c',
	bad: '#b42318',
	doubtful: '#b8720a',
};

/** The PDF report of one person in one process; the same bytes as long as its results stay the same. */
export function reportOf(process: CredasProcess, actor: ProcessActor, entity: Entity): Buffer {
	const pdf = new PDFDocument({
		size: 'A4',
		autoFirstPage: false,
		compress: false,
		info: {
			Title: `Report on ${fullName(entity)}`,
			Producer: 'Credas simulator',
			Creator: 'Credas simulator',
			CreationDate: new Date(process.dateCompleted ?? process.dateCreated),
		},
	});
	const pages = inGroupsOf(rowsPerPage, actor.checks);
	for (const [index, checks] of pages.entries()) {
		pdf.addPage();
		drawHead(pdf, process, actor, entity);
		drawChecks(pdf, checks);
		drawText(pdf, `${process.title} - page ${index + 1} of ${pages.length}`, {
			...{ x: left, y: 800, size: 8, colour: colours.soft },
		});
	}
	pdf.end();
	const bytes = pdf.read();
	if (!Buffer.isBuffer(bytes)) throw new Error('The PDF is not whole yet.');
	return bytes;
}

function drawHead(pdf: Pdf, process: CredasProcess, actor: ProcessActor, entity: Entity): void {
	const { soft, white, brand } = colours;
	pdf.rect(0, 0, pdf.page.width, 64).fill(brand);
	drawText(pdf, 'Identity report', { x: left, y: 26, size: 18, bold: true, colour: white });
	drawText(pdf, fullName(entity), { x: left, y: 88, size: 20, bold: true });
	const facts = [
		['Reference', actor.reference ?? entity.reference],
		['Process', process.id],
		['Person', entity.id],
		['Journey', `${journeyOf(process).title} (${roleOf(process, actor)})`],
		['Completed', process.dateCompleted ?? 'not yet'],
	] as const;
	for (const [index, [label, value]] of facts.entries()) {
		const y = 122 + index * 17;
		drawText(pdf, label, { x: left, y, colour: soft });
		drawText(pdf, value, { x: left + 80, y });
	}
}

function drawChecks(pdf: Pdf, checks: readonly ActiveCheck[]): void {
	const top = 250;
	drawText(pdf, 'Checks', { x: left, y: top - 26, size: 13, bold: true });
	if (checks.length === 0) {
		const nothing = 'No check was made in this process.';
		drawText(pdf, nothing, { x: left, y: top, colour: colours.soft });
	}
	for (const [index, check] of checks.entries()) {
		const background = index % 2 === 0 ? colours.stripe : colours.white;
		drawCheck(pdf, check, top + index * rowHeight, background);
	}
}

function drawCheck(pdf: Pdf, check: ActiveCheck, top: number, background: string): void {
	const y = top + 8;
	pdf.rect(left, top, pdf.page.width - 2 * left, rowHeight).fill(background);
	pdf.rect(left, top, 4, rowHeight).fill(colourOf(check.status));
	drawText(pdf, check.name, { x: left + 16, y });
	drawText(pdf, describeCheckStatus(check.status), { x: left + 280, y, bold: true });
	const date = check.lastCheckedDate?.slice(0, 10) ?? '';
	drawText(pdf, date, { x: left + 420, y, colour: colours.soft });
}

interface TextPlace {
	/** Points from the upper left corner. */
	readonly x: number;
	readonly y: number;
	readonly size?: number;
	readonly bold?: boolean;
	readonly colour?: string;
}

/** The built-in fonts know Western European letters only; any other becomes a question mark. */
function drawText(pdf: Pdf, text: string, place: TextPlace): void {
	const { x, y, size = 10, bold = false, colour = colours.ink } = place;
	const known = text.normalize('NFC').replace(/[^\x20-\x7e\xa0-\xff]/gu, '?');
	pdf.font(bold ? 'Helvetica-Bold' : 'Helvetica', size).fillColor(colour);
	pdf.text(known, x, y, { lineBreak: false });
}

function colourOf(status: number): string {
	if (status === CheckStatus.Pass) return colours.good;
	return status === CheckStatus.Fail ? colours.bad : colours.doubtful;
}

/** At least one group, so that a report without checks has its page, too. */
function inGroupsOf<T>(size: number, all: readonly T[]): T[][] {
	const count = Math.max(1, Math.ceil(all.length / size));
	return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}
