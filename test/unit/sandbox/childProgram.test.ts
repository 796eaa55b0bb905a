import { startProgram } from '../../../sandbox/childProgram';
import { isPortFree } from '../../../sandbox/ports.cjs';
import { waitUntil } from '../../../sandbox/waitUntil';

/** A program that waits while another one, which it has started, listens on a port and prints it. */
const PARENT = `
	const listen = "const server = require('node:net').createServer(); " +
		"server.listen(0, '127.0.0.1', () => console.log(server.address().port + '.'))";
	require('node:child_process').spawn(process.execPath, ['-e', listen], { stdio: 'inherit' });
	setInterval(() => {}, 1000);
`;

function start(script: string) {
	return startProgram({ command: process.execPath, args: ['-e', script] });
}

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('A program started next to the sandbox', () => {
	it('ends together with what it started itself', async () => {
		const program = start(PARENT);
		await until(() => program.output().includes('.'));
		const port = Number.parseInt(program.output(), 10);
		expect(await isPortFree(port)).toBe(false);

		await program.end();

		await waitUntil({
			what: 'a free port',
			timeoutMs: 10_000,
			look: async () => (await isPortFree(port)) || undefined,
		});
	});

	it('is ended by force when it does not listen', async () => {
		const program = start(
			`process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000);`,
		);
		await until(() => program.output().includes('deaf'));

		await program.end(50);

		await expect(program.ended).resolves.toEqual({ code: null, signal: 'SIGKILL' });
	});

	it('keeps what it printed last', async () => {
		const program = start(`console.log('first'); console.error('second');`);

		await expect(program.ended).resolves.toEqual({ code: 0, signal: null });
		await until(() => program.output().includes('second'));
		expect(program.output()).toContain('first');
	});

	it('can be ended twice', async () => {
		const program = start('');
		await program.ended;

		await expect(program.end()).resolves.toBeUndefined();
	});
});
