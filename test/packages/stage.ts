import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeInterruptedExit } from '../../sandbox/childProgram';
import { credentialsFor } from '../../sandbox/credentials';
import { saveCredentials } from '../../sandbox/exampleWorkflows';
import { startMailCatcher, type MailCatcher } from '../../sandbox/mailCatcher';
import { N8nClient, type CredentialSummary, type Owner } from '../../sandbox/n8nClient';
import { startN8n, type N8nServer, type N8nServerOptions } from '../../sandbox/n8nServer';
import { installPackage } from '../../sandbox/packedPackage';
import { DATA_FOLDER } from '../../sandbox/paths';
import { startCredasSimulator, type CredasSimulator } from '../../sandbox/simulators/credas';
import { startCredoAiSimulator, type CredoAiSimulator } from '../../sandbox/simulators/credoAi';

/** What the main jobs run through: an n8n with some packages in it, both services simulated, a mailbox. */
export type Stage = {
	n8n: N8nClient;
	server: N8nServer;
	/** n8n keeps its data below it, in `.n8n`. */
	userFolder: string;
	credas: CredasSimulator;
	credoAi: CredoAiSimulator;
	mailbox: MailCatcher;
	/** Those of the services whose packages are installed, and that of the mailbox. */
	credentials: CredentialSummary[];
	close: () => Promise<void>;
};

type StageOptions = {
	tarballs: string[];
	/** The types of the credentials that these packages bring. */
	credentialTypes: string[];
	/** For an n8n whose interface differs. */
	client?: (origin: string) => N8nClient;
	server?: Pick<N8nServerOptions, 'environment' | 'installation'>;
};

const OWNER: Owner = {
	email: 'owner@example.com',
	password: 'Packages-2026',
	firstName: 'Petra',
	lastName: 'Package',
};

/** Installs the tarballs into a new n8n the way its users do, and starts everything. */
export async function openStage({
	tarballs,
	credentialTypes,
	client = (origin) => new N8nClient(origin),
	server: serverOptions,
}: StageOptions): Promise<Stage> {
	const closers: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const closeOne of closers.splice(0).reverse()) await closeOne();
	};
	beforeInterruptedExit(close);
	try {
		await mkdir(DATA_FOLDER, { recursive: true });
		const userFolder = await mkdtemp(join(DATA_FOLDER, 'packages-'));
		closers.push(async () => await rm(userFolder, { recursive: true, force: true }));
		const credas = await startCredasSimulator();
		closers.push(async () => await credas.close());
		const credoAi = await startCredoAiSimulator();
		closers.push(async () => await credoAi.close());
		const mailbox = await startMailCatcher();
		closers.push(mailbox.close);

		await installPackage(userFolder, ...tarballs);
		const server = await startN8n({ userFolder, ...serverOptions });
		closers.push(async () => await server.stop());
		const n8n = client(server.origin);
		await n8n.setUpOwner(OWNER);
		const wanted = credentialsFor(credas, credoAi, mailbox).filter(({ type }) =>
			['smtp', ...credentialTypes].includes(type),
		);
		const credentials = await saveCredentials(n8n, wanted);
		return { n8n, server, userFolder, credas, credoAi, mailbox, credentials, close };
	} catch (reason) {
		await close();
		throw reason;
	}
}
