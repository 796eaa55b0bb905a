import { html } from '../../shared/page';

import { credasPage } from './look';

/** Says why a click changed nothing. */
export function refusalPage(reason: string): string {
	return credasPage(
		'Nothing was changed',
		html`<div class="card">
			<p>${reason}</p>
			<p><a href="/">Back to the overview</a></p>
		</div>`,
	);
}
