import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { isPathSegment } from '../http/path';
import {
	asFlag,
	asId,
	asIdentifier,
	asInteger,
	asRecord,
	asText,
	kindOf,
	type UnknownRecord,
} from '../values/unknownInput';

/** What is needed to read a field: the parameter's name, its label on the screen and its default. */
export type Field = Pick<INodeProperties, 'name' | 'displayName' | 'default'>;

/**
 * One input item: it reads its parameters, words the errors that name a field, and knows its place among the items.
 */
export class Item {
	private optionsRead?: UnknownRecord;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly index: number,
	) {}

	/** The item as it reached the node. */
	get input(): INodeExecutionData {
		return this.context.getInputData()[this.index] ?? { json: {} };
	}

	/** How many items reached the node, this one included. */
	get itemCount(): number {
		return this.context.getInputData().length;
	}

	/** The node's type with the name of its package, e.g. `n8n-nodes-example.example`. */
	get nodeType(): string {
		return this.context.getNode().type;
	}

	/** The workflow's timezone: n8n stores the date and time a user chooses without one. */
	get timezone(): string {
		return this.context.getTimezone();
	}

	/**
	 * Where this n8n listens for test calls, e.g. `https://n8n.example.com/webhook-test`, which can be renamed
	 * (`N8N_ENDPOINT_WEBHOOK_TEST`). n8n tells it to its engine but offers it to no node, hence undefined where it does not.
	 */
	get testWebhookUrl(): string | undefined {
		const surroundings = 'additionalData' in this.context ? this.context.additionalData : undefined;
		return asText(asRecord(surroundings)?.webhookTestBaseUrl);
	}

	/** Reads what a field holds; an expression may give anything. A resource locator gives its value. */
	value({ name, default: usual }: Field): unknown {
		return this.context.getNodeParameter(name, this.index, usual, { extractValue: true });
	}

	/** Reads an ID, ready for a path. Throws a NodeOperationError when it is empty or not an ID. */
	id(field: Field): string {
		const given = this.context.getNodeParameter(field.name, this.index, '', { extractValue: true });
		return this.asId(given, field);
	}

	/** Takes a value as an ID, ready for a path. Throws a NodeOperationError when it is empty or not an ID. */
	asId(value: unknown, { displayName }: Pick<Field, 'displayName'>): string {
		const id = asId(value);
		if (id !== undefined && isPathSegment(id)) return id;
		const kind = kindOf(value);
		const what = id === undefined && kind === undefined ? 'empty' : 'not an ID';
		throw this.refuse(
			`“${displayName}” is ${kind ? `${kind}, ` : ''}${what}`,
			'Enter an ID, or map it from an earlier node.',
		);
	}

	/** Reads a text that is required. Throws a NodeOperationError with `advice` when it is empty. */
	text(field: Field, advice = 'Enter a value, or map it from an earlier node.'): string {
		const text = this.optionalText(field);
		if (text !== undefined) return text;
		throw this.refuse(`“${field.displayName}” is empty`, advice);
	}

	/**
	 * Reads a text, trimmed; a number counts as its text. Undefined when it is empty. Throws a NodeOperationError for what
	 * is no text, e.g. a list.
	 */
	optionalText(field: Field): string | undefined {
		return this.asText(this.value(field), field);
	}

	/** Takes a value as a text, trimmed. Undefined when it is empty. Throws a NodeOperationError for what is no text. */
	asText(value: unknown, { displayName }: Pick<Field, 'displayName'>): string | undefined {
		const kind = kindOf(value);
		if (kind === undefined) return asIdentifier(value);
		throw this.refuse(
			`“${displayName}” is ${kind}, not a text`,
			'Enter a text, or map a single value from an earlier node.',
		);
	}

	/** Reads a whole number. Throws a NodeOperationError with `advice` when it is something else. */
	wholeNumber(field: Field, advice: string): number {
		const number = asInteger(this.value(field));
		if (number !== undefined) return number;
		throw this.refuse(`“${field.displayName}” is not a whole number`, advice);
	}

	/** Reads a switch. Throws a NodeOperationError for what is neither true nor false. */
	flag(field: Field): boolean {
		return this.asFlag(this.value(field), field);
	}

	/** Takes a value as a switch: true, false, their texts, 1 or 0. Throws a NodeOperationError for anything else. */
	asFlag(value: unknown, { displayName }: Pick<Field, 'displayName'>): boolean {
		const flag = asFlag(value);
		if (flag !== undefined) return flag;
		throw this.refuse(`“${displayName}” is neither on nor off`, 'Use true or false.');
	}

	/** Reads a collection: the fields that the user added. */
	collection({ name }: Pick<Field, 'name'>): UnknownRecord {
		return asRecord(this.context.getNodeParameter(name, this.index, {})) ?? {};
	}

	/**
	 * Reads a text among the fields that the user may add. Undefined when it is empty or was not added. Throws a
	 * NodeOperationError for what is no text.
	 */
	addedText(
		collection: Pick<Field, 'name'>,
		field: Pick<Field, 'name' | 'displayName'>,
	): string | undefined {
		return this.asText(this.collection(collection)[field.name], field);
	}

	/**
	 * Reads an ID among the fields that the user may add. Undefined when it was not added. Throws a NodeOperationError when it
	 * was and is empty: what narrows who sees something must not widen it unseen.
	 */
	addedId(
		collection: Pick<Field, 'name'>,
		field: Pick<Field, 'name' | 'displayName'>,
	): string | undefined {
		const given = this.collection(collection);
		return Object.hasOwn(given, field.name) ? this.asId(given[field.name], field) : undefined;
	}

	/**
	 * Reads a switch among the fields that the user may add. Undefined when it was not added. Throws a NodeOperationError when
	 * it was and is neither true nor false, also when it is empty.
	 */
	addedFlag(
		collection: Pick<Field, 'name'>,
		field: Pick<Field, 'name' | 'displayName'>,
	): boolean | undefined {
		const given = this.collection(collection);
		return Object.hasOwn(given, field.name) ? this.asFlag(given[field.name], field) : undefined;
	}

	/** Reads one of the options at the end of the panel; gives its default when it was not added. */
	option({ name, default: usual }: Pick<Field, 'name' | 'default'>): unknown {
		return this.options[name] ?? usual;
	}

	private get options(): UnknownRecord {
		this.optionsRead ??= this.collection({ name: 'options' });
		return this.optionsRead;
	}

	/** Reads a text among the options. Undefined when it is empty or was not added. */
	optionalTextOption(field: Field): string | undefined {
		return this.asText(this.option(field), field);
	}

	/**
	 * Reads a switch among the options; gives its default when it was not added. Throws a NodeOperationError when it was and is
	 * neither true nor false, also when it is empty.
	 */
	flagOption(field: Field): boolean {
		const { options } = this;
		return this.asFlag(
			Object.hasOwn(options, field.name) ? options[field.name] : field.default,
			field,
		);
	}

	/**
	 * Finds a file of this item, whose content is read only when asked for. Throws a NodeOperationError when there is
	 * none, or when it is larger than `largest`, in bytes.
	 */
	async file(field: Field, largest: number): Promise<InputFile> {
		const name = this.text(field);
		const { binary } = this.input;
		const data = binary && Object.hasOwn(binary, name) ? binary[name] : undefined;
		if (data === undefined) {
			throw this.refuse(
				`The item has no binary field “${name}”`,
				`Check “${field.displayName}”: it names the field that holds the file.`,
			);
		}
		const { helpers } = this.context;
		const check = (bytes: number) => {
			if (bytes <= largest) return;
			const megabytes = (size: number) => (size / 1024 / 1024).toFixed(1);
			throw this.refuse(
				`The file in “${name}” has ${megabytes(bytes)} MB, more than the ${megabytes(largest)} MB that can be sent`,
				'Send a smaller file, or a link to it as a value.',
			);
		};
		if (data.id === undefined) check(Buffer.byteLength(data.data, 'base64'));
		else check((await helpers.getBinaryMetadata(data.id)).fileSize);
		return {
			fileName: data.fileName ?? name,
			mimeType: data.mimeType,
			read: async () => {
				const content = await helpers.getBinaryDataBuffer(this.index, name);
				check(content.length);
				return content;
			},
		};
	}

	/** Evaluates an expression for this item, e.g. `{{ $execution.resumeUrl }}`. Empty when it gives no text. */
	evaluate(expression: string): string {
		return asText(this.context.evaluateExpression(expression, this.index)) ?? '';
	}

	/**
	 * Puts the execution to sleep until a call resumes it or the moment has come. When it comes, n8n passes on what reached
	 * the node; so an item with `jsonAtThatTime` takes the place of all of it, those that Execute Once left out included. That
	 * is this node's own copy: n8n copies the items for each node, and not their content.
	 */
	async waitUntil(moment: Date, jsonAtThatTime: IDataObject): Promise<void> {
		const [items] = this.context.getExecuteData().data.main ?? [];
		items?.splice(0, items.length, { ...this.input, json: jsonAtThatTime });
		await this.context.putExecutionToWait(moment);
	}

	/** Makes the error for a value that cannot be used: what is wrong, and what to do. */
	refuse(message: string, description: string): NodeOperationError {
		const { index: itemIndex } = this;
		return new NodeOperationError(this.context.getNode(), message, { description, itemIndex });
	}
}

/** A file that came with an item. */
export interface InputFile {
	fileName: string;
	mimeType: string;
	read(): Promise<Buffer>;
}

/** What an operation gives when a plain object is not enough: an item with files, or one that is passed on. */
export class OutputItem {
	constructor(
		readonly json: IDataObject,
		readonly binary?: INodeExecutionData['binary'],
	) {}
}

/** What an operation gives for one input item: none, one or several items. */
export type Output = IDataObject | OutputItem | Array<IDataObject | OutputItem>;
