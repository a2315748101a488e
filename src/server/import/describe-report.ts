import type { ImportReport } from './report.ts';

const whole = new Intl.NumberFormat('en');
const MEGABYTE = 1_000_000;

/** The report of an import for whoever ran it: what was read, taken in and left out, and what the database now holds of it. */
export function describeReport(file: string, report: ImportReport): string {
  const { read, imported, highestTier } = report;
  const n = (count: number): string => whole.format(count);
  return [
    `Read         ${file}: ${n(read.tickets)} incidents, ${n(read.events)} events, ${(read.bytes / MEGABYTE).toFixed(1)} MB`,
    `Taken in     ${n(imported.tickets)} tickets, ${n(imported.events)} events in ${report.seconds.toFixed(1)} s; ${n(report.alreadyThere)} tickets were there already`,
    `Left out     ${describeLeftOut(report)}`,
    '',
    `In the database are now, of this file (counted there):`,
    `  ${n(report.tickets)} tickets with ${n(report.events)} events`,
    `  highest tier N1 ${n(highestTier['1'])}, N2 ${n(highestTier['2'])}, N3 ${n(highestTier['3'])}`,
    `  ${n(report.escalations)} escalations of ${n(report.escalated)} tickets, ${n(report.returns)} returns of ${n(report.returned)}`,
    `  ${n(report.waitedForCustomer)} waited for the person who reported, ${n(report.waitedForCustomerOrganization)} for their organization, ${n(report.waitedForEither)} for either`,
    `  ${n(report.reopened)} were reopened`,
    '',
  ].join('\n');
}

function describeLeftOut({ leftOut }: ImportReport): string {
  const events = leftOut.events === 0 ? [] : [`${whole.format(leftOut.events)} events that are new in tickets that were there`];
  const fields = leftOut.fields
    .filter(({ on }) => on !== 'log')
    .map(({ on, key, isKnown, count, first }) => {
      const doubt = isKnown ? '' : `, not known here, first in line ${first.line}, column ${first.column}`;
      return `"${key}" of ${on}s (${whole.format(count)} times${doubt})`;
    });
  const heading = leftOut.fields.some(({ on }) => on === 'log') ? ['the description of the log itself'] : [];
  const all = [...events, ...fields, ...heading];
  return all.length === 0 ? 'nothing' : all.join(';\n             ');
}
