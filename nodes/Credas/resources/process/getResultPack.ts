import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import { OutputItem, type Item } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asId, asText } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { shortId } from '../../client/ids';
import {
	checksInWords,
	judgeChecks,
	labelledChecks,
	readActiveChecks,
} from '../entity/activeChecks';
import { readName } from '../entity/entity';
import { nobodyFound } from '../entity/entitySource';
import { megabyte } from '../entity/pdf';
import { exportReportIfAny, type Report, type Together } from '../entity/report';
import { reportLimitOptions, reportLimitsOf, type ReportLimits } from '../entity/reportOptions';
import { nameInSentence, inOneLine } from '../names';
import { mostSeriousOf, type Judgement } from '../outcome';

import { evidenceFileOption, storeEvidence } from './evidence';
import { judgeProgress, outcomeOf } from './outcome';
import type { Participant } from './participants';
import { isComplete, processIdField } from './process';
import { readWhole, type WholeProcess } from './processPeople';

const entityIdOption: INodeProperties = {
	displayName: 'Entity ID',
	name: 'entityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 7f3e2a10-5c1d-4f0e-9a57-2d1b6c8e4f33',
	description:
		'Only needed when Credas does not say who takes part in the process. Separate several with commas.',
};

/** What was asked and answered about one person. */
interface PersonAnswer {
	entityId: string;
	/** As it came. */
	name?: string;
	/** The active checks, as Credas gives them. */
	checks: unknown[];
	report?: Report;
	/** Why there is no report. */
	reportMissing?: string;
}

/** Brings all there is to know after a callback: details, checks, outcome and reports. */
export const getResultPack: Operation<CredasClient> = {
	name: 'Get Result Pack',
	value: 'getResultPack',
	action: 'Get the result pack of a process',
	description:
		'Get the details, the active checks of every person, an outcome (pass, review, fail, pending or unknown) and the PDF reports of a process in one item',
	builderHint:
		'Comes after the Credas Trigger or after Wait for Completion. Follow it with an If node: outcome equals pass, and nothing else. The reports are binary files of the item: report for the first person, report_1 for the next. The field summary is one sentence for a message.',
	properties: [
		processIdField,
		optionsField(entityIdOption, evidenceFileOption, ...reportLimitOptions),
	],

	async execute({ item, client }) {
		const processId = item.id(processIdField);
		const limits = reportLimitsOf(item);
		const askedAt = new Date().toISOString();
		const whole = await readWhole(client, processId, givenEntityIds(item));
		if (whole.people.length === 0) throw nobodyFound(item);

		const asked = client.blaming(processIdField.displayName);
		const answers = await askTogether(whole.people, async (person, together) => {
			const { details } = whole;
			return await askAbout(asked, { processId, details, person, limits, together });
		});
		const pack = packOf({ processId, whole, answers });
		const reports = reportsOf(answers);
		if (!item.flagOption(evidenceFileOption)) return new OutputItem(pack, reports);

		const { facts, binary } = await storeEvidence(client, item, { pack, askedAt });
		return new OutputItem({ ...pack, evidence: { ...facts } }, { ...reports, evidence: binary });
	},
};

function givenEntityIds(item: Item): string[] {
	const given = item.option(entityIdOption);
	const texts = Array.isArray(given)
		? given
		: (item.asText(given, entityIdOption) ?? '').split(',');
	return texts
		.flatMap((text) => asId(text) ?? [])
		.map((entityId) => item.asId(entityId, entityIdOption));
}

/** How much of all the reports of a pack is held in memory until each has begun, in bytes, and of one at most. */
const [heldInAll, heldOfOne] = [16 * megabyte, megabyte];

/**
 * Asks about everybody at once. Where one fails, the others are told to stop, and no small report is stored before each
 * has begun: n8n lets no node take a file back out of its store. Throws what failed first.
 */
async function askTogether<T>(
	people: Participant[],
	ask: (person: Participant, together: Together) => Promise<T>,
): Promise<T[]> {
	const stopper = new AbortController();
	const failures: unknown[] = [];
	let waiting = people.length;
	let open: () => void = () => undefined;
	const allBegun = new Promise<void>((resolve) => (open = resolve));
	const asked = await Promise.all(
		people.map(async (person) => {
			let hasBegun = false;
			const begin = async () => {
				if (!hasBegun && --waiting === 0) open();
				hasBegun = true;
				await allBegun;
			};
			try {
				return [
					await ask(person, {
						stop: stopper.signal,
						heldBytes: Math.min(heldOfOne, heldInAll / people.length),
						allBegun: begin,
					}),
				];
			} catch (error) {
				failures.push(error);
				stopper.abort();
				return [];
			} finally {
				void begin();
			}
		}),
	);
	if (failures.length > 0) throw failures[0];
	return asked.flat();
}

async function askAbout(
	client: CredasClient,
	{ processId, details, person, limits, together }: PersonToAsk,
): Promise<PersonAnswer> {
	const { entityId } = person;
	const order = { processId, entityId, title: asText(details.title), limits, together };
	const [name, checks, report] = await Promise.all([
		person.name ?? readName(client, entityId),
		readActiveChecks(client, entityId),
		exportReportIfAny(client, order, whyNoReport(details, person)),
	]);
	return {
		entityId,
		name,
		checks,
		...report,
	};
}

/** Whom the pack asks about. */
interface PersonToAsk {
	processId: string;
	details: IDataObject;
	person: Participant;
	limits: ReportLimits;
	together: Together;
}

const whyNoReport = (details: IDataObject, { isUnlisted }: Participant): string | undefined => {
	if (!isComplete(details)) return 'The process is not complete';
	return isUnlisted ? 'The process does not list this person' : undefined;
};

/** What a pack is made of. */
interface PackParts {
	processId: string;
	whole: WholeProcess;
	answers: PersonAnswer[];
}

function packOf({ processId, whole, answers }: PackParts): IDataObject {
	const { details } = whole;
	const people = answers.map((answer): JudgedPerson => {
		const name = labelIn(answers, answer);
		const { entityId, checks } = answer;
		return { answer, label: name, ...judgeChecks({ entityId, name }, checks, whole) };
	});
	const judgement = outcomeOf({ ...whole, people });
	return omitUndefined({
		processId,
		status: details.status,
		statusLabel: details.statusLabel,
		...judgement,
		summary: summaryOf(whole, people),
		report: answers[0]?.report?.facts,
		people: people.map(({ answer, outcome, outcomeReasons }) => {
			const { entityId, name, checks, report, reportMissing } = answer;
			return omitUndefined({
				entityId,
				name: name === undefined ? undefined : inOneLine(name),
				outcome,
				outcomeReasons,
				checks: labelledChecks(checks),
				reportMissing,
				report: report?.facts,
			});
		}),
		details,
	});
}

/** A person, what they are called in sentences, and how their checks came out. */
interface JudgedPerson extends Judgement {
	answer: PersonAnswer;
	/** Missing where their name is not known. */
	label?: string;
}

/** What a person is called in reasons: by name, and by the start of their id where two have the same. */
function labelIn(answers: PersonAnswer[], { entityId, name }: PersonAnswer): string | undefined {
	if (name === undefined) return undefined;
	const label = nameInSentence(name);
	const isTwice =
		answers.filter((other) => other.name !== undefined && nameInSentence(other.name) === label)
			.length > 1;
	return isTwice ? `${label}, ${shortId(entityId)}` : label;
}

const mostInSummary = 3;

/**
 * Says in one sentence how everybody came out, e.g. “Nora Example: Right to Rent failed, 2 of 3 checks passed”. Where there
 * is not room for all, it names those who came out worst.
 */
function summaryOf(whole: WholeProcess, everybody: JudgedPerson[]): string {
	const { details, process, unknown } = whole;
	const named = mostSeriousOf(everybody, mostInSummary);
	const others = everybody.filter((person) => !named.includes(person));
	const reasons = [...judgeProgress(details, process).outcomeReasons, ...unknown];
	return [
		...named.map((person) => personInWords(person, whole)),
		...(others.length > 0 ? [othersInWords(others)] : []),
		...reasons.map(beginningSmall),
	].join('; ');
}

function personInWords({ answer, label }: JudgedPerson, whole: WholeProcess): string {
	const { entityId, checks } = answer;
	return `${label ?? `Entity ${shortId(entityId)}`}: ${checksInWords(entityId, checks, whole)}`;
}

function othersInWords(others: JudgedPerson[]): string {
	const count = `${others.length} more ${others.length === 1 ? 'person' : 'people'}`;
	const notPassed = others.filter(({ outcome }) => outcome !== 'pass').length;
	return notPassed === 0 ? count : `${count}, ${notPassed} without a pass`;
}

const beginningSmall = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function reportsOf(people: PersonAnswer[]): IBinaryKeyData {
	return Object.fromEntries(
		people.flatMap(({ report }, index) =>
			report ? [[index === 0 ? 'report' : `report_${index}`, report.binary]] : [],
		),
	);
}
