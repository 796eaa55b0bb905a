import { isPrivateHost } from '../../../shared/values/privateHost';
import { asText } from '../../../shared/values/unknownInput';

/** What is wrong with a callback address, and what to do; both full enough to be shown. */
interface AddressProblem {
	/** Continues “the callback URL …”. */
	fault: string;
	advice: string;
}

const reachAdvice =
	'Credas calls it from the internet. Use the public https address of n8n; the environment variable WEBHOOK_URL tells n8n its own.';

/**
 * Says why Credas could not use a callback URL; undefined for one that is fine. The URL cannot be changed once
 * the process exists (Credas: Process webhooks). `testWebhookUrl` is where n8n listens for test calls. A portal at a custom address may be in a private network, too.
 */
export function callbackAddressProblem(
	callbackUrl: string,
	environment: unknown,
	testWebhookUrl?: string,
): AddressProblem | undefined {
	if (!/^https?:\/\//i.test(callbackUrl) || !URL.canParse(callbackUrl)) {
		return {
			fault: 'is not a web address',
			advice:
				'Copy the Production URL from the Credas Trigger, e.g. https://n8n.example.com/webhook/….',
		};
	}
	const { protocol, hostname, pathname } = new URL(callbackUrl);
	if (pathname.includes(`/${testEndpointOf(testWebhookUrl)}/`)) {
		return {
			fault: 'is a test URL, which works only while the editor listens',
			advice: 'Credas keeps it for the life of the process. Use the Production URL of the trigger.',
		};
	}
	if (asText(environment) === 'custom') return undefined;
	if (protocol !== 'https:') return { fault: 'is plain http', advice: reachAdvice };
	if (isPrivateHost(hostname)) {
		return { fault: 'names a host that Credas cannot reach', advice: reachAdvice };
	}
	return undefined;
}

const usualTestEndpoint = 'webhook-test';

// Its last part: a proxy may rewrite what stands before it.
function testEndpointOf(testWebhookUrl = ''): string {
	if (!URL.canParse(testWebhookUrl)) return usualTestEndpoint;
	return new URL(testWebhookUrl).pathname.split('/').filter(Boolean).at(-1) ?? usualTestEndpoint;
}
