/** A4 in points. */
export const pageSize = { width: 595, height: 842 } as const;

type Colour = readonly [red: number, green: number, blue: number];

/** A text on a page, in Helvetica; x and y in points from the lower left corner, colours from 0 to 1. */
export function drawText(
	text: string,
	{ x, y, size = 10, bold = false, colour = [0.1, 0.13, 0.2] }: TextPlace,
): string {
	const font = bold ? '/F2' : '/F1';
	return `BT ${colour.join(' ')} rg ${font} ${size} Tf ${x} ${y} Td <${toHex(text)}> Tj ET`;
}

interface TextPlace {
	readonly x: number;
	readonly y: number;
	readonly size?: number;
	readonly bold?: boolean;
	readonly colour?: Colour;
}

/** A filled rectangle; measures in points. */
export function drawBox(
	x: number,
	y: number,
	width: number,
	height: number,
	colour: Colour,
): string {
	return `${colour.join(' ')} rg ${x} ${y} ${width} ${height} re f`;
}

/**
 * Writes a PDF 1.4 piece by piece: one page for each entry, which holds drawing operators. `fillerBytes` adds an unused
 * stream of that size, so that large files can be served without being held in memory. Same input, same bytes.
 */
export function* writePdf(
	pages: readonly string[],
	title: string,
	fillerBytes = 0,
): Generator<Buffer> {
	const offsets: number[] = [];
	let position = 0;
	const count = (bytes: Buffer): Buffer => {
		position += bytes.length;
		return bytes;
	};

	yield count(latin1('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'));
	for (const [index, object] of objectsOf(pages, title).entries()) {
		offsets.push(position);
		yield count(latin1(`${index + 1} 0 obj\n${object}\nendobj\n`));
	}
	if (fillerBytes > 0) {
		offsets.push(position);
		const head = `${offsets.length} 0 obj\n<< /Length ${fillerBytes} >>\nstream\n`;
		yield count(latin1(head));
		for (const piece of fill(fillerBytes)) yield count(piece);
		yield count(latin1('\nendstream\nendobj\n'));
	}
	yield latin1(crossReferences(offsets, position));
}

function objectsOf(pages: readonly string[], title: string): string[] {
	const firstPage = 6;
	const pageNumbers = pages.map((_, index) => firstPage + 2 * index);
	return [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Kids [${pageNumbers.map((number) => `${number} 0 R`).join(' ')}] /Count ${pages.length} >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
		`<< /Title <${toHex(title)}> /Producer (Credas simulator) >>`,
		...pages.flatMap((content, index) => [
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] ` +
				`/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${firstPage + 2 * index + 1} 0 R >>`,
			`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
		]),
	];
}

function crossReferences(offsets: readonly number[], position: number): string {
	const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
	const size = offsets.length + 1;
	return (
		`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}` +
		`trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${position}\n%%EOF\n`
	);
}

const fillerPiece = Buffer.alloc(64 * 1024, '.');

function* fill(bytes: number): Generator<Buffer> {
	for (let left = bytes; left > 0; left -= fillerPiece.length) {
		yield fillerPiece.subarray(0, Math.min(left, fillerPiece.length));
	}
}

/** The fonts know Western European letters only; any other becomes a question mark. */
function toHex(text: string): string {
	return latin1(text.normalize('NFC').replace(/[^\x20-\x7e\xa0-\xff]/gu, '?')).toString('hex');
}

function latin1(text: string): Buffer {
	return Buffer.from(text, 'latin1');
}
