import { badge, type Html, html, page, type Tone } from '../../shared/page';
import type { Account } from '../account/account';
import { CheckStatus, describeCheckStatus, nameProcessStatus, ProcessStatus } from '../codes';
import type { ActiveCheck } from '../entity/entity';
import type { CredasProcess } from '../process/process';

/** A page of this simulator. */
export function credasPage({ pageLinks: links }: Account, title: string, content: Html): string {
	return page({ service: 'Credas simulator', title, content, accent: '#0b6b5f', links });
}

export function statusBadge({ status }: CredasProcess): Html {
	const isComplete = status === ProcessStatus.Complete;
	return badge(nameProcessStatus(status), isComplete ? 'good' : 'accent');
}

export function checkBadge({ status }: ActiveCheck): Html {
	return badge(describeCheckStatus(status), checkTones[status]);
}

const checkTones: Readonly<Record<number, Tone>> = {
	[CheckStatus.Pass]: 'good',
	[CheckStatus.Fail]: 'bad',
	[CheckStatus.Refer]: 'doubtful',
	[CheckStatus.ActionRequired]: 'doubtful',
	[CheckStatus.UnderReview]: 'doubtful',
};

/** Says why a click changed nothing. */
export function refusalPage(account: Account, reason: string): string {
	return credasPage(
		account,
		'Nothing was changed',
		html`<div class="card">
			<p>${reason}</p>
			<p><a href="/">Back to the overview</a></p>
		</div>`,
	);
}
