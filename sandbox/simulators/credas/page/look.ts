import { badge, page, type Html, type Tone } from '../../shared/page';
import {
	CheckStatus,
	describeCheckStatus,
	nameProcessStatus,
	ProcessStatus,
} from '../account/codes';
import type { ActiveCheck, CredasProcess } from '../account/entries';

/** A page of this simulator; it loads itself again while something is under way. */
export function credasPage(title: string, content: Html, isWaiting = false): string {
	const refreshSeconds = isWaiting ? 2 : undefined;
	return page({ service: 'Credas simulator', title, content, accent: '#0b6b5f', refreshSeconds });
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
