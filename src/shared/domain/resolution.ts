import { z } from 'zod';

/** How a ticket can have been solved, as `ticket.resolve` takes it. */
export const RESOLUTION_CODES = [
  'solved',
  'first_contact',
  'workaround',
  'no_fault',
  'not_reproducible',
  'by_customer',
] as const;
export const resolutionCodeSchema = z.enum(RESOLUTION_CODES);
export type ResolutionCode = (typeof RESOLUTION_CODES)[number];

/** Whether a stored code is one that this version has words for. */
export function isResolutionCode(code: string): code is ResolutionCode {
  return resolutionCodeSchema.safeParse(code).success;
}
