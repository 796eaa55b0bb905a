const fillerPiece = Buffer.alloc(64 * 1024, '.');

/**
 * The same PDF with an unused stream of so many bytes, piece by piece, so that a large file can be served without being
 * held in memory. It is appended as an incremental update (PDF 1.7, 7.5.6), so that readers still take the file for valid.
 */
export function* enlargePdf(pdf: Buffer, fillerBytes: number): Generator<Buffer> {
	yield pdf;
	if (fillerBytes === 0) return;
	const { size, root, crossReferences } = readTrailer(pdf);
	const head = latin1(`${size} 0 obj\n<< /Length ${fillerBytes} >>\nstream\n`);
	const foot = latin1('\nendstream\nendobj\n');
	yield head;
	for (let left = fillerBytes; left > 0; left -= fillerPiece.length) {
		yield fillerPiece.subarray(0, Math.min(left, fillerPiece.length));
	}
	yield foot;
	const offset = String(pdf.length).padStart(10, '0');
	const newCrossReferences = pdf.length + head.length + fillerBytes + foot.length;
	yield latin1(
		`xref\n${size} 1\n${offset} 00000 n \n` +
			`trailer\n<< /Size ${size + 1} /Root ${root} /Prev ${crossReferences} >>\n` +
			`startxref\n${newCrossReferences}\n%%EOF\n`,
	);
}

function readTrailer(pdf: Buffer): { size: number; root: string; crossReferences: number } {
	const trailer = pdf.subarray(pdf.lastIndexOf('trailer')).toString('latin1');
	const [, size, root] = /\/Size (\d+)\s+\/Root (\d+ \d+ R)/.exec(trailer) ?? [];
	const [, crossReferences] = /startxref\n(\d+)\n%%EOF/.exec(trailer) ?? [];
	if (!root) throw new Error('This PDF has no trailer of the expected form.');
	return { size: Number(size), root, crossReferences: Number(crossReferences) };
}

function latin1(text: string): Buffer {
	return Buffer.from(text, 'latin1');
}
