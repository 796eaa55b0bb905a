export { freePort, isPortFree, LOOPBACK } from './ports.cjs';
