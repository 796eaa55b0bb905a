const maximumLength = 150;

// What Windows, macOS, mail programs or a shell refuse or read as something else, invisible characters included.
const unfit = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Joins words to a file name that every system takes: unfit characters become blanks, nothing starts or ends
 * with a dot, and all but the extension is cut to 150 characters.
 */
export function fileNameOf(words: string[], extension: string): string {
	const text = words
		.join(' ')
		.replace(unfit, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[. ]+/, '');
	const cut = Array.from(text).slice(0, maximumLength).join('');
	return `${cut.replace(/[. ]+$/, '')}.${extension}`;
}
