import { err, ok, type Result } from '../lib/result.ts';
import type { Refusal } from '../mutations/mutation.ts';

/** Carries a refusal out of a transaction that must leave nothing behind. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** What `work` answers, or the refusal it threw; it rejects with anything else. */
export async function refusable<T>(work: () => Promise<T>): Promise<Result<T, Refusal>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
}
