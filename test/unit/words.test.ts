import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { CredasApi } from '../../credentials/CredasApi.credentials';
import { CredoAiApi } from '../../credentials/CredoAiApi.credentials';
import { Credas } from '../../nodes/Credas/Credas.node';
import { CredasTrigger } from '../../nodes/Credas/CredasTrigger.node';
import { CredoAi } from '../../nodes/CredoAi/CredoAi.node';
import { CredoAiTrigger } from '../../nodes/CredoAi/CredoAiTrigger.node';

const root = resolve(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	homepage: string;
};

/** What n8n 2.41's editor shows of a choice's description before it cuts it off. */
const SHOWN_OF_A_CHOICE = 100;

/** Longer ones push the next field out of sight. */
const LENGTH_OF_A_HINT = 120;

const nodes = [new Credas(), new CredasTrigger(), new CredoAi(), new CredoAiTrigger()];

/** Every field with what is inside it, however deep. */
function fieldsIn(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return [property, ...fieldsIn(inner)];
	});
}

const choicesOf = ({ options = [] }: INodeProperties) =>
	options.filter((option): option is INodePropertyOptions => 'value' in option);

describe.each([new CredasApi(), new CredoAiApi()])(
	'the form of $displayName',
	({ properties, documentationUrl, displayName }) => {
		it('explains every field below it, where nobody has to hover, in a line or two', () => {
			for (const { name, type, hint = '', description } of properties) {
				if (type === 'hidden') continue;
				expect([name, hint.length > 0, hint.length <= LENGTH_OF_A_HINT]).toEqual([
					name,
					true,
					true,
				]);
				expect([name, description]).toEqual([name, undefined]);
			}
		});

		it('leads to the section about it in this package’s README', () => {
			const anchor = displayName.toLowerCase().replaceAll(' ', '-');
			expect(documentationUrl).toBe(homepage.replace('#readme', `#${anchor}`));
			expect(readme).toContain(`\n### ${displayName}\n`);
		});
	},
);

describe.each(nodes)('the panel of $description.displayName', ({ description }) => {
	const fields = fieldsIn(description.properties);

	it('describes choices in lines that the editor shows whole', () => {
		const cutOff = fields
			.filter(({ name }) => name !== 'operation')
			.flatMap(choicesOf)
			.filter((choice) => (choice.description?.length ?? 0) > SHOWN_OF_A_CHOICE);
		expect(cutOff).toEqual([]);
	});

	it('uses only the tags that n8n leaves in a notice: links and lists', () => {
		const notices = fields.filter(({ type }) => type === 'notice');
		const tags = notices.flatMap(({ displayName }) => [...displayName.matchAll(/<\/?(\w+)/g)]);
		for (const [, tag] of tags) expect(['a', 'ul', 'li']).toContain(tag);
	});

	it('says in each empty list what to select', () => {
		for (const { displayName, modes = [] } of fields) {
			for (const { type, placeholder } of modes.filter((mode) => mode.type === 'list')) {
				expect([displayName, type, placeholder]).toEqual([
					displayName,
					'list',
					expect.stringMatching(/^Select an? [a-z ]+…$/),
				]);
			}
		}
	});
});

it('says in n8n’s node list what each service is for, whether n8n shows the trigger’s words or the action’s', () => {
	const said = nodes.map(({ description }) => description.description);
	const credas = 'Identity and AML checks: start them, and act when a customer has finished';
	const credoAi = 'AI governance: act on use cases, reviews and comments';
	expect(said).toEqual([credas, credas, credoAi, credoAi]);
});
