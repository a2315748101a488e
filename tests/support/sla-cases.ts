import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { calendarSpecSchema } from '../../src/shared/sla/calendar.ts';

/** The collected cases stand beside the project, not in it. */
const CASES = new URL('../../../shared/conformance/sla-cases.json', import.meta.url);

/** One conformance case; instants that do not end in Z are local to `tz`. */
const slaCaseSchema = z.object({
  id: z.string(),
  kind: z.enum(['deadline', 'elapsed', 'before']),
  tz: z.string(),
  hours: calendarSpecSchema.shape.weekly,
  holidays: z.array(z.string()).default([]),
  annual_holidays: z.array(z.string()).default([]),
  date_hours: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))).default({}),
  start: z.string(),
  end: z.string().default(''),
  target_s: z.number().default(Number.NaN),
  offset_s: z.number().default(Number.NaN),
  pauses: z.array(z.tuple([z.string(), z.string()])).default([]),
  expect: z.string().default(''),
  expect_s: z.number().default(Number.NaN),
});
export type SlaCase = z.infer<typeof slaCaseSchema>;

/** All cases of ../shared/conformance/sla-cases.json, none when the file is not there. */
export function readSlaCases(): SlaCase[] {
  if (!existsSync(CASES)) return [];
  return z.object({ cases: z.array(slaCaseSchema).min(1) }).parse(JSON.parse(readFileSync(CASES, 'utf8'))).cases;
}
