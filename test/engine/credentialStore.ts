import { Credentials } from 'n8n-core';
import {
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type ICredentialsExpressionResolveValues,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { CredasApi } from '../../credentials/CredasApi.credentials';
import { CredoAiApi } from '../../credentials/CredoAiApi.credentials';

const credentialTypes = new Map<string, ICredentialType>(
	[new CredasApi(), new CredoAiApi()].map((type) => [type.name, type]),
);

/**
 * The credentials of this package in memory, as n8n keeps them: they fill in defaults, apply `authenticate`, run
 * `preAuthentication` when the expirable property is empty or was refused, and keep what it gave for
 * later requests and later executions.
 */
export class CredentialStore extends ICredentialsHelper {
	private readonly stored = new Map<string, ICredentialDataDecryptedObject>();

	constructor(credentials: Record<string, ICredentialDataDecryptedObject>) {
		super();
		for (const [type, data] of Object.entries(credentials)) this.stored.set(type, { ...data });
	}

	/** The credential types that are filled in. */
	get typeNames(): string[] {
		return [...this.stored.keys()];
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
		mode: WorkflowExecuteMode,
		_executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = structuredClone(this.data(typeName));
		if (raw === true) return stored;
		const filled = this.withDefaults(typeName, stored);
		return values ? resolved(filled, values, mode) : filled;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(typeName);
		if (typeof authenticate !== 'function') {
			throw new Error('The engine tests play credentials that authenticate by a function');
		}
		return await authenticate(credentials, requestOptions as IHttpRequestOptions);
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
		const type = credentialTypes.get(typeName);
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

/** Resolves the expressions of a credential for an item, as n8n does. */
function resolved(
	credential: ICredentialDataDecryptedObject,
	{
		workflow,
		runExecutionData,
		runIndex,
		itemIndex,
		node,
		connectionInputData,
	}: ICredentialsExpressionResolveValues,
	mode: WorkflowExecuteMode,
): ICredentialDataDecryptedObject {
	return workflow.expression.getParameterValue(
		credential as INodeParameters,
		runExecutionData,
		runIndex,
		itemIndex,
		node.name,
		connectionInputData,
		mode,
		{},
	) as ICredentialDataDecryptedObject;
}
