import type { NamedCredential } from './exampleWorkflows';
import type { MailCatcher } from './mailCatcher';
import type { CredentialSummary, N8nClient } from './n8nClient';
import type { CredasSimulator } from './simulators/credas';
import type { CredoAiSimulator } from './simulators/credoAi';
import type { Slack } from './slack';

/** Opens the page of open checks. */
export const PAGE = { user: 'compliance', password: 'Sandbox-2026' };

/** What n8n needs to know to reach what is simulated. */
export function credentialsFor(
	credas: CredasSimulator,
	credoAi: CredoAiSimulator,
	mailbox: MailCatcher,
	slack?: Slack,
): NamedCredential[] {
	const ofSlack = slack && {
		...{ name: 'Slack (simulated)', type: 'slackApi' },
		data: { accessToken: slack.accessToken },
	};
	return [
		...(ofSlack ? [ofSlack] : []),
		{
			name: 'Page of open checks',
			type: 'httpBasicAuth',
			data: { user: PAGE.user, password: PAGE.password },
		},
		{
			name: 'Credas (simulated)',
			type: 'credasApi',
			data: { environment: 'custom', baseUrl: credas.origin, apiKey: credas.apiKey },
		},
		{
			name: 'Credo AI (simulated)',
			type: 'credoAiApi',
			data: { baseUrl: credoAi.origin, tenant: credoAi.tenant, apiToken: credoAi.apiToken },
		},
		{
			name: 'Mail catcher',
			type: 'smtp',
			data: {
				...{ host: mailbox.smtpHost, port: mailbox.smtpPort, user: '', password: '' },
				...{ secure: false, disableStartTls: true, hostName: '' },
			},
		},
	];
}

/** A key of n8n's own API, made once: n8n shows it at no other time. */
export async function credentialOfN8n(n8n: N8nClient): Promise<CredentialSummary> {
	const [name, type] = ['This n8n', 'n8nApi'];
	const existing = (await n8n.credentials()).find(
		(each) => each.name === name && each.type === type,
	);
	if (existing) return existing;
	const scopes = ['execution:list', 'execution:read', 'execution:delete'];
	const apiKey = await n8n.createApiKey(name, scopes);
	return await n8n.createCredential(name, type, { apiKey, baseUrl: `${n8n.origin}/api/v1` });
}
