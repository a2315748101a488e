import { proveSync } from './support/prove-sync.ts';

// Two files of the same, for two processors.
proveSync('the other half of the schedules');
