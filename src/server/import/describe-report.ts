import type { ImportReport } from './report.ts';

const whole = new Intl.NumberFormat('en');
const MEGABYTE = 1_000_000;

/** The report of an import for whoever ran it: what was read, taken in and left out, and what the database now holds of it. */
export function describeReport(file: string, report: ImportReport): string {
  const { read, imported, highestTier, waits, resolutions } = report;
  return [
    `Read         ${file}: ${whole.format(read.tickets)} incidents, ${whole.format(read.events)} events, ${(read.bytes / MEGABYTE).toFixed(1)} MB`,
    `Taken in     ${whole.format(imported.tickets)} tickets, ${whole.format(imported.events)} events in ${report.seconds.toFixed(1)} s; ${whole.format(report.alreadyThere)} tickets were there already`,
    `Left out     ${describeLeftOut(report)}`,
    '',
    `In the database are now, of this file (counted there):`,
    `  ${whole.format(report.tickets)} tickets with ${whole.format(report.events)} events`,
    `  highest tier N1 ${whole.format(highestTier['1'])}, N2 ${whole.format(highestTier['2'])}, N3 ${whole.format(highestTier['3'])}`,
    `  ${whole.format(report.escalations)} escalations of ${whole.format(report.escalated)} tickets, ${whole.format(report.returns)} returns of ${whole.format(report.returned)}`,
    `  ${whole.format(report.waitedForCustomer)} waited for the person who reported, ${whole.format(report.waitedForCustomerOrganization)} for their organization, ${whole.format(report.waitedForEither)} for either`,
    `  waits begun: for the person ${whole.format(waits.user)}, their organization ${whole.format(waits.organization)}, a vendor ${whole.format(waits.vendor)}, a change ${whole.format(waits.change)}, an implementation ${whole.format(waits.implementation)}`,
    `  taken from a queue ${whole.format(report.claims)} times, hand-overs accepted ${whole.format(report.acceptances)} times`,
    `  resolved ${whole.format(resolutions.solved + resolutions.first_contact)} times, ${whole.format(resolutions.first_contact)} of them at the first contact; closed ${whole.format(report.closings)} times, cancelled ${whole.format(report.cancellations)} times`,
    `  ${whole.format(report.reopened)} were reopened, ${whole.format(report.reopenings)} times in all`,
    '',
  ].join('\n');
}

function describeLeftOut({ leftOut }: ImportReport): string {
  const events =
    leftOut.events === 0 ? [] : [`${whole.format(leftOut.events)} events that are new in tickets that were there`];
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
