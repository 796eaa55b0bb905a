import { busyCases, itEndsWhile } from '../busyService';

// All of them are tried in test/faults. A seventh has each number, batch size, job and Retry-After in it.
const aSeventh = busyCases.filter((_case, index) => index % 7 === 0);

describe('a service that takes so many requests at once', () => itEndsWhile(aSeventh));
