import type { INodeProperties } from 'n8n-workflow';

interface LocatorWords {
	displayName: string;
	name: string;
	description: string;
	/** The method that lists what can be chosen. */
	searchListMethod: string;
	/** How an id is entered by hand. */
	byId?: { displayName: string; placeholder: string };
}

/** A field that takes one thing of the account: chosen from a list, or by its id. */
export function locator({
	displayName,
	name,
	description,
	searchListMethod,
	byId = { displayName: 'By ID', placeholder: 'e.g. 64YUaLWSviHgibJaRWr3ZE' },
}: LocatorWords): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${withArticle(displayName)}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ ...byId, name: 'id', type: 'string' },
		],
	};
}

function withArticle(name: string): string {
	// None of these names begins with a “u” that is spoken as a vowel: a use case, a user.
	return `${/^[aeio]/i.test(name) ? 'an' : 'a'} ${name.toLowerCase()}`;
}

/** A field that is filled from an item that names the thing, as those of the trigger do. */
export const fromItem = (field: INodeProperties, name: string): INodeProperties => ({
	...field,
	default: { mode: 'id', value: `={{ $json.${name} }}` },
});

/** A field that must be filled. */
export const required = (field: INodeProperties): INodeProperties => ({ ...field, required: true });
