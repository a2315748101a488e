import { log, reason } from './log.ts';

/** Does something for the page; what the disk refuses is said in the log too. */
export async function said<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log(`the ${what} cannot be written or read (${reason(error)})`);
    throw error;
  }
}
