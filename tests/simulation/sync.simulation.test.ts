import { proveSync } from './support/prove-sync.ts';

// Two files of the same, for two processors.
proveSync('one half of the schedules');
