/** How a ticket can have been solved, as `ticket.resolve` takes it. */
export const RESOLUTION_CODES = [
  'solved',
  'first_contact',
  'workaround',
  'no_fault',
  'not_reproducible',
  'by_customer',
] as const;
export type ResolutionCode = (typeof RESOLUTION_CODES)[number];

/** Whether a stored code is one that this version has words for. */
export function isResolutionCode(code: string): code is ResolutionCode {
  return (RESOLUTION_CODES as readonly string[]).includes(code);
}
