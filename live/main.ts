import { checkCredas, checkCredoAi } from './check';
import { toMarkdown } from './report';
import { help, readSettings, SettingsError } from './settings';

async function main(): Promise<void> {
	const settings = readSettings(process.argv.slice(2), process.env);
	if (settings === 'help') {
		console.log(help);
		return;
	}
	if (settings.credas) console.log(toMarkdown('Credas', await checkCredas(settings.credas)));
	if (settings.credoAi) console.log(toMarkdown('Credo AI', await checkCredoAi(settings.credoAi)));
}

main().catch((error: unknown) => {
	console.error(error instanceof SettingsError ? error.message : error);
	process.exitCode = 1;
});
