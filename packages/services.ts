/** One service of this package as a package of its own. */
export type Service = {
	/** Names its README's folder in `packages` and its page in `docs`. */
	mark: 'credas' | 'credo-ai';
	/** The heading of what is about this service only. */
	title: string;
	packageName: string;
	description: string;
	keywords: string[];
	/** Its folder below `nodes`. */
	folder: 'Credas' | 'CredoAi';
	/** The files of its credential, without extension. */
	credential: string;
	/** What the names of its icons begin with. */
	icon: string;
};

const everyKeyword = ['n8n-community-node-package', 'n8n', 'webhook'];

/** The packages that are handed to n8n for verification: it verifies one service per package. */
export const services: Service[] = [
	{
		mark: 'credas',
		title: 'Credas',
		packageName: 'n8n-nodes-credas',
		description:
			'n8n nodes for Credas identity and AML checks: a trigger that proves every call, and actions that fetch results, checks and PDF reports',
		keywords: [...everyKeyword, 'credas', 'identity verification', 'aml', 'kyc'],
		folder: 'Credas',
		credential: 'CredasApi.credentials',
		icon: 'credas',
	},
	{
		mark: 'credo-ai',
		title: 'Credo AI',
		packageName: 'n8n-nodes-credo-ai',
		description:
			'n8n nodes for Credo AI governance: a trigger that proves every call, and actions on use cases, reviews, tasks and comments',
		keywords: [...everyKeyword, 'credo ai', 'ai governance'],
		folder: 'CredoAi',
		credential: 'CredoAiApi.credentials',
		icon: 'credoAi',
	},
];
