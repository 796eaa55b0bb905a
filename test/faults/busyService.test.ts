import { busyCases, itEndsWhile } from '../engine/busyService';

describe('a service that takes so many requests at once', () => itEndsWhile(busyCases));
