/** Whether the service was found to be as the package believes. */
export type Verdict = 'as believed' | 'otherwise' | 'not seen';

/** What a look at a service gave: shapes, status codes and header names, never a value of a person. */
export interface Seen {
	verdict: Verdict;
	/** One line, fit to be pasted into an issue. */
	seen: string;
}

/** One thing that the package takes from reading or inference, and how an account shows whether it holds. */
export interface Fact<Account> {
	/** What it is about, in a few words. */
	about: string;
	/** What the package takes it to be. */
	believed: string;
	/** What the package does where it is otherwise. */
	otherwise: string;
	/** Asks the service. May throw `NoAnswer`. */
	look(this: void, account: Account): Promise<Seen>;
}

/** The service is as believed, or not, as this shows. */
export const judged = (isAsBelieved: boolean, seen: string): Seen => ({
	verdict: isAsBelieved ? 'as believed' : 'otherwise',
	seen,
});

/** Nothing could be seen, and why. */
export const notSeen = (why: string): Seen => ({ verdict: 'not seen', seen: why });
