import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { beforeInterruptedExit } from './childProgram';
import { credentialOfN8n, credentialsFor, PAGE } from './credentials';
import { publishExample, saveCredentials } from './exampleWorkflows';
import { startMailCatcher } from './mailCatcher';
import { runCredasJob, runCredoAiJob, type Stage } from './mainJob';
import { N8nClient, type Owner } from './n8nClient';
import { startN8n } from './n8nServer';
import { installPackage, packPackage } from './packedPackage';
import { DATA_FOLDER, PACKAGE_FOLDER } from './paths';
import { step } from './progress.cjs';
import { fillingsFor, importOthers, PUBLISHED } from './readyExamples';
import type { Settings } from './settings.cjs';
import { startCredasSimulator } from './simulators/credas';
import { startCredoAiSimulator } from './simulators/credoAi';
import { startSlack, type Slack } from './slack';

const OWNER: Owner = {
	email: 'owner@example.com',
	password: 'Sandbox-2026',
	firstName: 'Sam',
	lastName: 'Sandbox',
};

/** Where n8n keeps its data from one start to the next. */
const USER_FOLDER = join(DATA_FOLDER, 'n8n');
const LOG_FILE = 'n8n.log';
/** Beside n8n's own folder, to which no node may write. */
const FILES_FOLDER = 'files';

/** Made up, and the same at every start, so that a credential that a person has made still works at the next one. */
const ACCESS = {
	credas: { apiKey: 'sandbox-credas-key' },
	credoAi: { tenant: 'example', apiToken: 'sandbox-credo-ai-token' },
};

type Closers = Array<() => Promise<void>>;

/**
 * Starts everything, runs the main job once and shows where to look; then it stays until Ctrl-C.
 * With `once` it ends after the job. Exit code 1 if anything failed.
 */
export async function main(settings: Settings): Promise<void> {
	const closers: Closers = [];
	const closeAll = async () => {
		for (const close of closers.splice(0).reverse()) await close();
	};
	let interrupted = false;
	beforeInterruptedExit(async () => {
		interrupted = true;
		await closeAll();
	});
	try {
		const stage = await setStage(settings, closers);
		console.log('\nThe main job');
		await runCredasJob(stage);
		await runCredoAiJob(stage);
		if (settings.once) return await closeAll();
		console.log(whereToLook(stage));
	} catch (reason) {
		await closeAll();
		// What Ctrl-C broke off is no news to the person who pressed it.
		if (interrupted) return;
		console.error(reason);
		process.exitCode = 1;
	}
}

type SandboxStage = Stage & { slack: Slack | undefined };

async function setStage({ once, ports }: Settings, closers: Closers): Promise<SandboxStage> {
	console.log('\nThe sandbox');
	const credas = await step(
		'Simulated Credas',
		async () => await startCredasSimulator({ port: ports.credas, ...ACCESS.credas }),
		({ origin }) => origin,
	);
	closers.push(async () => await credas.close());
	const credoAi = await step(
		'Simulated Credo AI',
		async () => await startCredoAiSimulator({ port: ports.credoAi, ...ACCESS.credoAi }),
		({ origin }) => origin,
	);
	closers.push(async () => await credoAi.close());
	const mailbox = await step(
		'Mailbox',
		async () => await startMailCatcher({ pagePort: ports.mailbox, smtpPort: ports.smtp }),
		({ origin }) => origin,
	);
	closers.push(mailbox.close);

	const slack = await step(
		'Slack stand-in',
		async () => await startSlackIfPossible(ports.slack),
		(started) => started?.origin ?? 'left out, since it needs openssl',
	);
	if (slack) closers.push(slack.close);

	const userFolder = await chooseUserFolder(once, closers);
	const files = join(userFolder, FILES_FOLDER);
	await mkdir(files, { recursive: true });
	await step('This package, packed and installed into n8n', async () => {
		const { path } = await packPackage(userFolder);
		await installPackage(userFolder, path);
	});
	const server = await step(
		'n8n',
		async () =>
			await startN8n({
				...{ port: ports.n8n, userFolder, logFile: join(userFolder, LOG_FILE) },
				environment: { ...slack?.environment, N8N_RESTRICT_FILE_ACCESS_TO: files },
			}),
		({ origin }) => origin,
	);
	closers.push(async () => await server.stop());

	const links = [
		{ label: 'n8n editor', url: server.origin },
		{ label: 'Mailbox', url: mailbox.origin },
		...(slack ? [{ label: 'Slack', url: slack.origin }] : []),
	];
	credas.linkTo(...links, { label: 'Credo AI', url: credoAi.origin });
	credoAi.linkTo(...links, { label: 'Credas', url: credas.origin });
	slack?.linkTo({ label: 'n8n editor', url: server.origin });

	const n8n = new N8nClient(server.origin);
	await step('Owner of n8n', async () => await n8n.signIn(OWNER));
	const credentials = await step('Credentials', async () => {
		const saved = await saveCredentials(n8n, credentialsFor(credas, credoAi, mailbox, slack));
		return [...saved, await credentialOfN8n(n8n)];
	});
	const publish = async (file: string) =>
		await step(
			`Workflow ${file}`,
			async () => await publishExample(n8n, file, credentials),
			({ triggerUrl }) => `published, ${triggerUrl}`,
		);
	const credasWorkflow = await publish(PUBLISHED.credas);
	const credoAiWorkflow = await publish(PUBLISHED.credoAi);
	const fillings = fillingsFor(credoAi, files, credasWorkflow.id);
	const others = await step(
		'All other examples',
		async () => await importOthers(n8n, credentials, fillings),
		({ size }) => `${size} imported, to be published as you try them`,
	);
	credas.offerAddresses({
		callbackUrl: credasWorkflow.triggerUrl,
		inviteWebhookUrl: others.get('credas-bounced-invite.json'),
		resultWebhookUrl: others.get('credas-open-checks.json'),
		monitoringWebhookUrl: others.get('credas-monitoring-alert.json'),
	});
	return { n8n, credas, credoAi, mailbox, slack, credasWorkflow, credoAiWorkflow };
}

/** The stand-in needs `openssl` for its certificate; without it, the examples with Slack have nobody to talk to. */
async function startSlackIfPossible(port: number): Promise<Slack | undefined> {
	try {
		return await startSlack({ port, passesOn: true });
	} catch (reason) {
		if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return undefined;
		throw reason;
	}
}

/** One run leaves nothing behind; a sandbox to stay in keeps its owner, workflows and executions. */
async function chooseUserFolder(once: boolean, closers: Closers): Promise<string> {
	await mkdir(DATA_FOLDER, { recursive: true });
	if (!once) return USER_FOLDER;
	const folder = await mkdtemp(join(DATA_FOLDER, 'once-'));
	closers.push(async () => await rm(folder, { recursive: true, force: true }));
	return folder;
}

function whereToLook({ n8n, credas, credoAi, mailbox, slack }: SandboxStage): string {
	const kept = relative(PACKAGE_FOLDER, USER_FOLDER);
	return `
Where to look
  n8n editor            ${n8n.origin}   (${OWNER.email}, password ${OWNER.password})
  Simulated Credas      ${credas.origin}   play the customer: create and complete processes
  Simulated Credo AI    ${credoAi.origin}   play the reviewer: submit and approve use cases
  Mailbox               ${mailbox.origin}${slack ? `\n  Slack stand-in        ${slack.origin}` : ''}

To try an example
  Open it in the editor and publish it; its credentials and addresses are filled in. The notes on its canvas say what it does.
  Open checks           ${n8n.origin}/webhook/credas-open-checks   (${PAGE.user}, password ${PAGE.password})

To fill in a credential yourself
  Credas API            Environment: Custom   Base URL: ${credas.origin}   API Key: ${credas.apiKey}
  Credo AI API          Base URL: ${credoAi.origin}   Tenant: ${credoAi.tenant}   API Token: ${credoAi.apiToken}
  SMTP                  Host: ${mailbox.smtpHost}   Port: ${mailbox.smtpPort}   SSL/TLS: off   Disable STARTTLS: on   no user, no password

What stays until the next start
  ${kept}          n8n's data: your workflows, credentials and executions. Delete the folder to start over.
  ${kept}/${LOG_FILE}  what n8n printed; it says why a call to a trigger was refused
  ${kept}/${FILES_FOLDER}    what the example that files evidence has written
  The example workflows are imported again at every start, two of them published: to change one, duplicate it.
  The simulators, the Slack stand-in and the mailbox forget everything when they end: processes, use cases, webhooks, emails.

Ctrl-C ends it all.`;
}
