import path from 'node:path';

/** The project's folder: what Electron is told to run. */
export const PROJECT_ROOT = path.resolve(import.meta.dirname, '../../..');
