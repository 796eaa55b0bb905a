const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The default schedule of Svix's server: eight attempts in all. In ms, before scaling. */
export const retryDelaysMs = [
	5 * second,
	5 * minute,
	30 * minute,
	2 * hour,
	5 * hour,
	10 * hour,
	10 * hour,
];
