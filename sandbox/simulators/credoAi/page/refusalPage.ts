import { html } from '../../shared/page';

import { credoAiPage } from './look';

/** Says why a click changed nothing. */
export function refusalPage(detail: string): string {
	return credoAiPage(
		'Nothing was changed',
		html`<div class="card">
			<p>Credo AI refuses this: ${detail}.</p>
			<p><a href="/">Back to the overview</a></p>
		</div>`,
	);
}
