import { createServer, type AddressInfo, type Server } from 'node:net';

import { readSettings } from '../../../sandbox/settings';

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

	it('takes a free port for everything with --once, so that it runs beside anything', async () => {
		const { once, ports } = await readSettings(['--once'], {});

		expect(once).toBe(true);
		expect(new Set(Object.values(ports)).size).toBe(5);
	});

	it('names the port in use, what wanted it and the variable that changes it', async () => {
		const env = { SANDBOX_N8N_PORT: String(occupiedPort) };

		await expect(readSettings(['--once'], env)).rejects.toThrow(
			`Port ${occupiedPort} for the n8n editor is in use. Free it, or choose another one with SANDBOX_N8N_PORT`,
		);
	});

	it('lets a flag win over the environment', async () => {
		const { ports: free } = await readSettings(['--once'], {});

		const { ports } = await readSettings(['--once', `--mailbox-port=${free.mailbox}`], {
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
		await expect(readSettings(['--onec'], {})).rejects.toThrow('Known flags: --once --n8n-port=…');
	});
});
