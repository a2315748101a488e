import { deriveId } from '../../shared/lib/derive-id.ts';

/** The id of a row of the sample, the same in every database. `atMs` is for rows that have a time of birth. */
export function sampleId(what: string, atMs = 0): string {
  return deriveId(atMs, `sample:${what}`);
}
