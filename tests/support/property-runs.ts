/**
 * How many examples a property of the SLA engine is tried with: 10,000 where continuous integration runs (`CI`, two
 * minutes of one core for all of them), fewer where somebody waits, and as many as `PATAMAR_FC_RUNS` says.
 */
export const PROPERTY_RUNS = Number(
  process.env['PATAMAR_FC_RUNS'] ?? (process.env['CI'] === undefined ? 1_000 : 10_000),
);
