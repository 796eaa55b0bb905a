import { asText, parseJson } from '../../shared/values/unknownInput';

/**
 * Reads a link out of an answer: a bare JSON string, which arrives here with or without its quotes. Undefined for
 * anything else. Whoever has such a link signs in with it, so it belongs in no error and no log.
 */
export function linkIn(answer: unknown): string | undefined {
	const text = asText(answer) ?? '';
	const link = asText(parseJson(text)) ?? text;
	return /^https?:\/\//i.test(link) && URL.canParse(link) ? link : undefined;
}
