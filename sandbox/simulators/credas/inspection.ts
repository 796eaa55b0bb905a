import { Refusal } from './problem';

type Fields = Readonly<Record<string, unknown>>;

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const internationalPhonePattern = /^\+[1-9]\d{6,14}$/;

/** True for the text form of a guid, in either case. */
export function isGuid(text: string): boolean {
	return guidPattern.test(text);
}

/** True for a phone number such as `+447700900123`: plus sign, country code, no blanks. */
function isInternationalPhone(text: string): boolean {
	return internationalPhonePattern.test(text);
}

/** Reads a request body field by field and collects what is wrong with it, so that one answer names it all. */
export class Inspection {
	private readonly errors: Record<string, string[]>;
	private readonly fields: Fields;

	constructor(
		body: unknown,
		private readonly prefix = '',
		parent?: Inspection,
	) {
		this.errors = parent?.errors ?? {};
		this.fields = isFields(body) ? body : {};
		if (!isFields(body)) this.refuse('', 'A JSON object is required.');
	}

	/** Notes that a field is wrong; the name as in the body, e.g. `actorId`. */
	refuse(name: string, message: string): void {
		const field = `${this.prefix}${toPascalCase(name)}`.replace(/\.$/, '') || '$';
		(this.errors[field] ??= []).push(message);
	}

	/** Throws the Refusal (400) if anything was wrong. */
	conclude(): void {
		if (Object.keys(this.errors).length > 0) throw Refusal.ofFields(this.errors);
	}

	has(name: string): boolean {
		return this.fields[name] !== undefined && this.fields[name] !== null;
	}

	/** The text of a field; notes it when missing or blank. */
	requiredText(name: string): string {
		if (!this.has(name)) this.refuse(name, `The ${toPascalCase(name)} field is required.`);
		return this.optionalText(name) ?? '';
	}

	/** Null when left out; a blank text is refused, as Credas asks for null instead. */
	optionalText(name: string): string | null {
		if (!this.has(name)) return null;
		const value = this.fields[name];
		if (typeof value !== 'string')
			this.refuse(name, 'The JSON value could not be converted to string.');
		else if (value.trim() === '') this.refuse(name, 'Must not be blank; use null instead.');
		else return value;
		return null;
	}

	optionalGuid(name: string): string | null {
		return this.optionalMatching(name, isGuid, 'The JSON value could not be converted to guid.');
	}

	optionalEmail(name: string): string | null {
		return this.optionalMatching(
			name,
			(text) => emailPattern.test(text),
			`The ${toPascalCase(name)} field is not a valid e-mail address.`,
		);
	}

	optionalPhone(name: string): string | null {
		return this.optionalMatching(
			name,
			isInternationalPhone,
			`The ${toPascalCase(name)} field must be in international form, e.g. +447700900123.`,
		);
	}

	/** An absolute http or https URL. */
	optionalUrl(name: string): string | null {
		return this.optionalMatching(name, isWebUrl, 'Must be an absolute http or https URL.');
	}

	/** False when left out. */
	flag(name: string): boolean {
		if (!this.has(name)) return false;
		if (typeof this.fields[name] !== 'boolean') {
			this.refuse(name, 'The JSON value could not be converted to boolean.');
		}
		return this.fields[name] === true;
	}

	requiredInteger(name: string): number {
		const value = this.fields[name];
		if (typeof value === 'number' && Number.isInteger(value)) return value;
		this.refuse(name, `The ${toPascalCase(name)} field must be a whole number.`);
		return Number.NaN;
	}

	/** One inspection for each entry of a list that must not be empty. */
	entries(name: string): Inspection[] {
		const value = this.fields[name];
		if (Array.isArray(value) && value.length > 0) {
			return value.map((entry, index) => {
				return new Inspection(entry, `${this.prefix}${toPascalCase(name)}[${index}].`, this);
			});
		}
		this.refuse(name, `The ${toPascalCase(name)} field needs at least one entry.`);
		return [];
	}

	private optionalMatching(
		name: string,
		isValid: (text: string) => boolean,
		message: string,
	): string | null {
		const text = this.optionalText(name);
		if (text !== null && !isValid(text)) this.refuse(name, message);
		return text;
	}
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWebUrl(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function toPascalCase(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}
