import { ReadBackLimits, type Answer } from '../../../nodes/Credas/trigger/readBackLimits';

const open = new AbortController().signal;
const found: Answer = { value: { status: 2 } };
const notFound: Answer = { failure: { statusCode: 404 } };

/** A question that is answered when the test says so. */
function question(answer: Answer = found) {
	let give: () => void = () => {};
	const given = new Promise<void>((resolve) => (give = resolve));
	const ask = jest.fn(async () => {
		await given;
		return answer;
	});
	return { ask, deadline: open, answer: give };
}

/** Limits that do not pause. */
const limitsFor = (rememberMilliseconds: number, now = Date.now) =>
	new ReadBackLimits(rememberMilliseconds, now, async () => {});

const ticks = async () => await new Promise((resolve) => setImmediate(resolve));

describe('how many questions a node asks at once', () => {
	it('is five; the next one follows when one of them is answered', async () => {
		const limits = new ReadBackLimits(0);
		const questions = Array.from({ length: 7 }, () => question());
		const answers = questions.map(async (it) => await limits.ask(it));
		await ticks();
		expect(questions.map(({ ask }) => ask.mock.calls.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);

		questions[2]?.answer();
		await ticks();
		expect(questions.map(({ ask }) => ask.mock.calls.length)).toEqual([1, 1, 1, 1, 1, 1, 0]);

		for (const { answer } of questions) answer();
		expect(await Promise.all(answers)).toEqual(Array(7).fill(found));
	});

	it('is five again after questions that went wrong', async () => {
		const limits = new ReadBackLimits(0);
		const ask = async () => await Promise.reject(new Error('no'));
		for (let count = 0; count < 20; count++) {
			await expect(limits.ask({ deadline: open, ask })).rejects.toThrow('no');
		}
		const asked = question();
		asked.answer();
		expect(await limits.ask(asked)).toBe(found);
	});

	it('leaves a question unasked whose turn does not come in time', async () => {
		const limits = new ReadBackLimits(0);
		const held = Array.from({ length: 5 }, () => question());
		const holding = held.map(async (it) => await limits.ask(it));
		const signalAfter = AbortSignal.timeout.bind(AbortSignal);
		const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => signalAfter(5));
		const late = question();
		expect(await limits.ask(late)).toMatchObject({ failure: { reason: expect.any(String) } });
		timeout.mockRestore();

		for (const { answer } of held) answer();
		await Promise.all(holding);
		expect(late.ask).not.toHaveBeenCalled();
		late.answer();
		expect(await limits.ask(late)).toBe(found);
	});

	it('leaves a question unasked whose call has run out of time', async () => {
		const asked = question();
		const { failure } = (await new ReadBackLimits(0).ask({
			...asked,
			deadline: AbortSignal.abort(),
		})) as { failure: unknown };
		// Neither status nor network code: it must not pass for a service that is away.
		expect(failure).toEqual({ reason: expect.any(String) });
		expect(asked.ask).not.toHaveBeenCalled();
	});
});

describe('calls that have passed a proof', () => {
	it('do not wait behind strangers', async () => {
		const limits = new ReadBackLimits(0);
		const strangers = Array.from({ length: 50 }, () => question());
		const held = strangers.map(async (it) => await limits.ask(it));
		const genuine = question();
		genuine.answer();
		expect(await limits.ask({ ...genuine, isProved: true })).toBe(found);
		for (const { answer } of strangers) answer();
		await Promise.all(held);
	});

	it('are asked about although an id was unknown to strangers a moment ago, twice', async () => {
		const limits = limitsFor(30_000);
		const ask = jest.fn(async () => await Promise.resolve(notFound));
		await limits.askAbout('process a', { deadline: open, ask });
		await limits.askAbout('process a', { deadline: open, ask, isProved: true });
		expect(ask).toHaveBeenCalledTimes(4);
	});

	it('are answered at once, and so is everybody, when too many wait', async () => {
		const limits = new ReadBackLimits(0);
		const strangers = Array.from({ length: 105 }, () => question());
		const held = strangers.map(async (it) => await limits.ask(it));
		const [oneMore, genuine] = [question(), question()];
		genuine.answer();
		expect(await limits.ask(oneMore)).toMatchObject({ failure: { reason: expect.any(String) } });
		expect(oneMore.ask).not.toHaveBeenCalled();
		expect(await limits.ask({ ...genuine, isProved: true })).toBe(found);
		for (const { answer } of strangers) answer();
		expect(await Promise.all(held)).toEqual(Array(105).fill(found));
	});
});

describe('an id that Credas does not know', () => {
	const asking = (limits: ReadBackLimits, answer: Answer) => {
		const ask = jest.fn(async () => answer);
		return { ask, about: async (id: string) => await limits.askAbout(id, { deadline: open, ask }) };
	};

	it('is asked about once more, since a stray 404 proves nothing, and not remembered for one', async () => {
		const ask = jest.fn<Promise<Answer>, []>().mockResolvedValueOnce(notFound);
		ask.mockResolvedValue(found);
		const limits = limitsFor(30_000);
		for (let count = 0; count < 2; count++) {
			expect(await limits.askAbout('process a', { deadline: open, ask })).toBe(found);
		}
		expect(ask).toHaveBeenCalledTimes(3);
	});

	it('is not asked about again while it is remembered, and is after that', async () => {
		let now = 0;
		const { ask, about } = asking(
			limitsFor(30_000, () => now),
			notFound,
		);
		expect(await about('process a')).toEqual(notFound);
		now = 29_999;
		expect(await about('process a')).toEqual(notFound);
		expect(ask).toHaveBeenCalledTimes(2);
		now = 30_000;
		await about('process a');
		expect(ask).toHaveBeenCalledTimes(4);
	});

	it('is asked about twice at most by calls of the same moment, five at a time', async () => {
		const { ask, about } = asking(limitsFor(30_000), notFound);
		await Promise.all(Array.from({ length: 50 }, async () => await about('process a')));
		expect(ask.mock.calls.length).toBeLessThanOrEqual(10);
	});

	it.each([
		['another id', notFound, 'process b'],
		['an id of another kind', notFound, 'entity a'],
		['an id whose answer was “busy”', { failure: { statusCode: 503 } }, 'process a'],
		['an id that is known', found, 'process a'],
	] as Array<[string, Answer, string]>)('is not taken for %s', async (_what, answer, id) => {
		const { ask, about } = asking(limitsFor(30_000), answer);
		await about('process a');
		const asked = ask.mock.calls.length;
		await about(id);
		expect(ask.mock.calls.length).toBeGreaterThan(asked);
	});

	it('is remembered never where a wait asks', async () => {
		const { ask, about } = asking(limitsFor(0), notFound);
		await about('process a');
		await about('process a');
		expect(ask).toHaveBeenCalledTimes(4);
	});

	it('is one of the last thousand', async () => {
		const { ask, about } = asking(limitsFor(30_000), notFound);
		for (let count = 0; count <= 1_000; count++) await about(`process ${count}`);
		await about('process 1000');
		expect(ask).toHaveBeenCalledTimes(2_002);
		await about('process 0');
		expect(ask).toHaveBeenCalledTimes(2_004);
	});
});
