import { Credentials } from 'n8n-core';
import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IDataObject,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { CredasApi } from '../../credentials/CredasApi.credentials';
import { CredoAiApi } from '../../credentials/CredoAiApi.credentials';

const typesOfThisPackage: ICredentialType[] = [new CredasApi(), new CredoAiApi()];

/**
 * Credentials in memory that behave as n8n's do: they fill in defaults, apply `authenticate`, run
 * `preAuthentication` when the expirable property is empty or was refused, and keep what it gave for
 * later requests and later executions.
 */
export class CredentialStore extends ICredentialsHelper {
	private readonly stored = new Map<string, ICredentialDataDecryptedObject>();
	private readonly types: Map<string, ICredentialType>;
	private readonly authentications = new Map<string, number>();

	constructor(
		credentials: Record<string, ICredentialDataDecryptedObject>,
		types: ICredentialType[] = typesOfThisPackage,
	) {
		super();
		this.types = new Map(types.map((type) => [type.name, type]));
		for (const [type, data] of Object.entries(credentials)) this.stored.set(type, { ...data });
	}

	/** The credential types that are filled in. */
	get typeNames(): string[] {
		return [...this.stored.keys()];
	}

	/** How often `preAuthentication` ran for a credential type. */
	preAuthentications(typeName: string): number {
		return this.authentications.get(typeName) ?? 0;
	}

	/** What is stored for a credential type, without defaults. */
	data(typeName: string): ICredentialDataDecryptedObject {
		const data = this.stored.get(typeName);
		if (data === undefined) throw new Error(`No credential of type "${typeName}" in this test`);
		return data;
	}

	/** Changes stored values, as a person who edits the credential does. */
	change(typeName: string, values: ICredentialDataDecryptedObject): void {
		this.stored.set(typeName, { ...this.data(typeName), ...values });
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override getCredentialsProperties(typeName: string): INodeProperties[] {
		return this.type(typeName).properties;
	}

	override async getCredentials(
		nodeCredentials: INodeCredentialsDetails,
		typeName: string,
	): Promise<ICredentials> {
		const credentials = new Credentials(nodeCredentials, typeName);
		await credentials.setData(this.data(typeName));
		return credentials;
	}

	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		_mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolving?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = structuredClone(this.data(typeName));
		if (raw === true) return stored;
		const withDefaults = this.withDefaults(typeName, stored);
		if (resolving === undefined) return withDefaults;
		const resolved = resolving.workflow.expression.getParameterValue(
			withDefaults as INodeParameters,
			resolving.runExecutionData,
			resolving.runIndex,
			resolving.itemIndex,
			resolving.node.name,
			resolving.connectionInputData,
			'internal',
			{},
			executeData,
		);
		return resolved as ICredentialDataDecryptedObject;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.type(typeName);
		if (authenticate === undefined) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (workflow === undefined || node === undefined) {
			throw new Error('Declarative authentication needs the workflow and the node');
		}
		const resolve = (text: string) => resolveText(text, credentials, workflow, node);
		options.headers ??= {};
		for (const part of ['headers', 'qs', 'body', 'auth'] as const) {
			const values = Object.entries(authenticate.properties[part] ?? {});
			if (values.length === 0) continue;
			const resolved = values.map(([key, value]) => [resolve(key), resolve(String(value))]);
			const added = { ...(options[part] as object), ...Object.fromEntries(resolved) };
			Object.assign(options, { [part]: added });
		}
		return options;
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const expirable = this.type(typeName).properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (expirable === undefined) return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;
		const output = await this.runPreAuthentication(helpers, credentials, typeName);
		if (output?.[expirable.name] === undefined || node.credentials === undefined) return undefined;
		this.change(typeName, output);
		return Object.assign(credentials, output);
	}

	override async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.type(typeName);
		if (preAuthentication === undefined) return undefined;
		this.authentications.set(typeName, this.preAuthentications(typeName) + 1);
		const output = await preAuthentication.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject;
	}

	override async updateCredentials(
		_nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored.set(typeName, data);
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('This package has no OAuth credentials');
	}

	private type(typeName: string): ICredentialType {
		const type = this.types.get(typeName);
		if (type === undefined) throw new Error(`No credential type "${typeName}" in this test`);
		return type;
	}

	private withDefaults(
		typeName: string,
		stored: ICredentialDataDecryptedObject,
	): ICredentialDataDecryptedObject {
		const filled = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(typeName),
			stored as INodeParameters,
			true,
			false,
			null,
			null,
		);
		return filled as ICredentialDataDecryptedObject;
	}
}

function resolveText(
	text: string,
	credentials: ICredentialDataDecryptedObject,
	workflow: Workflow,
	node: INode,
): string {
	if (!isExpression(text)) return text;
	const value = workflow.expression.getSimpleParameterValue(
		node,
		text,
		'internal',
		{ $credentials: credentials as IDataObject },
		undefined,
		'',
	);
	return value ? String(value) : '';
}
