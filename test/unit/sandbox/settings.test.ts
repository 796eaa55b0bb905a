import { createServer, type AddressInfo, type Server } from 'node:net';

import { HELP, readSettings, type Settings } from '../../../sandbox/settings.cjs';

/** What is read where nobody asks for help. */
async function settingsOf(args: string[], env: NodeJS.ProcessEnv): Promise<Settings> {
	const settings = await readSettings(args, env);
	if (settings === 'help') throw new Error('The flags asked for help');
	return settings;
}

describe("The sandbox's settings", () => {
	let occupant: Server;
	let occupiedPort: number;

	beforeAll(async () => {
		occupant = createServer();
		await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
		occupiedPort = (occupant.address() as AddressInfo).port;
	});

	afterAll(async () => {
		await new Promise((resolve) => occupant.close(resolve));
	});

	it('takes a free port for everything with --once, so that it runs next to anything', async () => {
		const { once, ports } = await settingsOf(['--once'], {});

		expect(once).toBe(true);
		expect(new Set(Object.values(ports)).size).toBe(6);
	});

	it('names the port in use, what wanted it and the variable that changes it', async () => {
		const env = { SANDBOX_N8N_PORT: String(occupiedPort) };

		await expect(readSettings(['--once'], env)).rejects.toThrow(
			new RegExp(
				`^Port ${occupiedPort} for the n8n editor is in use.\nFree it, or choose another one:\n  SANDBOX_N8N_PORT=\\d+ npm start$`,
			),
		);
	});

	it('names all ports in use at once', async () => {
		const second = createServer();
		await new Promise<void>((resolve) => second.listen(0, '127.0.0.1', resolve));
		const { port } = second.address() as AddressInfo;

		const reading = readSettings(
			['--once', `--mailbox-port=${occupiedPort}`, `--smtp-port=${port}`],
			{},
		);

		await expect(reading).rejects.toThrow(
			new RegExp(
				`^Port ${occupiedPort} for the mailbox is in use.\nPort ${port} for the mail server is in use.\n` +
					'Free them, or choose others:\n  SANDBOX_MAILBOX_PORT=\\d+ SANDBOX_SMTP_PORT=\\d+ npm start$',
			),
		);
		await new Promise((resolve) => second.close(resolve));
	});

	it('refuses one port for two listeners', async () => {
		await expect(
			readSettings(['--once', '--n8n-port=4110', '--credas-port=4110'], {}),
		).rejects.toThrow('Port 4110 is wanted for the n8n editor and the simulated Credas');
	});

	it('gives help whatever else it is told, with every flag and where things are kept', async () => {
		expect(await readSettings(['--help', `--n8n-port=${occupiedPort}`], {})).toBe('help');

		for (const flag of ['--once', '--help', '--n8n-port=5678', '--smtp-port=1025']) {
			expect(HELP).toContain(flag);
		}
		expect(HELP).toContain('.sandbox/n8n/n8n.log');
	});

	it('lets a flag win over the environment', async () => {
		const { ports: free } = await settingsOf(['--once'], {});

		const { ports } = await settingsOf(['--once', `--mailbox-port=${free.mailbox}`], {
			SANDBOX_MAILBOX_PORT: String(occupiedPort),
		});

		expect(ports.mailbox).toBe(free.mailbox);
	});

	it.each(['0', '70000', '80.5', 'http'])('refuses %s as a port', async (value) => {
		await expect(readSettings(['--once'], { SANDBOX_CREDAS_PORT: value })).rejects.toThrow(
			`SANDBOX_CREDAS_PORT must be a port number (1 to 65535), not "${value}"`,
		);
	});

	it('names the flag where the port it refuses came with one', async () => {
		await expect(readSettings(['--once', '--smtp-port=mail'], {})).rejects.toThrow(
			'--smtp-port must be a port number (1 to 65535), not "mail"',
		);
	});

	it('tells the flags there are when it meets another one', async () => {
		await expect(readSettings(['--onec'], {})).rejects.toThrow(
			/'--onec'[^]*These are the flags:[^]*--once/,
		);
	});
});
