const [mostCharacters, mostBytes] = [150, 240];

// What Windows, macOS, mail programs or a shell refuse or read as something else, invisible characters and halves of
// characters included.
const unfit = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Names that Windows keeps for devices, whatever extension follows. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(\.|$)/i;

/** What a file is called of whose name nothing is left. */
const nameless = 'file';

/**
 * Joins words to a file name that every system takes: unfit characters become blanks, nothing starts or ends with a dot,
 * no name is reserved or empty, and all but the extension is cut to 150 characters and 240 bytes.
 */
export function fileNameOf(words: string[], extension: string): string {
	const text = words
		.join(' ')
		.replace(unfit, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[. ]+/, '');
	const name = cut(text).replace(/[. ]+$/, '') || nameless;
	return `${reserved.test(name) ? '_' : ''}${name}.${extension}`;
}

function cut(text: string): string {
	let [kept, bytes] = ['', 0];
	for (const character of Array.from(text).slice(0, mostCharacters)) {
		bytes += Buffer.byteLength(character);
		if (bytes > mostBytes) break;
		kept += character;
	}
	return kept;
}
