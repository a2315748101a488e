import type { ImportCounts } from '../../src/server/import/report.ts';

/** What one event of a log says: what happened, and which line the group that it happened in belongs to. */
export type PlainEvent = { readonly activity: string; readonly transition: string; readonly tier: 1 | 2 | 3 };

/** The line of a support group, by its name. */
export function lineOf(group: string): 1 | 2 | 3 {
  return /3rd/u.test(group) ? 3 : /2nd/u.test(group) ? 2 : 1;
}

/**
 * The events of each incident of a log, straight from its text with nothing of the importer: only for logs as plain as that
 * of the BPI Challenge 2013, whose values hold no markup.
 */
export function plainIncidents(xml: string): PlainEvent[][] {
  return xml
    .split('<trace>')
    .slice(1)
    .map((trace) =>
      trace
        .split('<event>')
        .slice(1)
        .map((event) => {
          const field = (key: string): string => new RegExp(`key="${key}" value="([^"]*)"`, 'u').exec(event)?.[1] ?? '';
          return {
            activity: field('concept:name'),
            transition: field('lifecycle:transition'),
            tier: lineOf(field('org:group')),
          };
        }),
    );
}

const WAITS = {
  user: 'Wait - User',
  organization: 'Wait - Customer',
  vendor: 'Wait - Vendor',
  change: 'Wait',
  implementation: 'Wait - Implementation',
} as const;

type Told = ReturnType<typeof told>;

/** What the import of a log must report, said from one event and the one before it. */
export function logCounts(incidents: readonly (readonly PlainEvent[])[]): ImportCounts {
  const all = incidents.map(told);
  const tickets = (is: (each: Told) => boolean): number => all.filter(is).length;
  const sum = (of: (each: Told) => number): number => all.reduce((total, each) => total + of(each), 0);
  const has = (each: Told, ...waits: string[]): boolean =>
    each.events.some(({ transition }) => waits.includes(transition));
  return {
    tickets: all.length,
    events: sum(({ events }) => events.length),
    highestTier: {
      '1': tickets(({ top }) => top === 1),
      '2': tickets(({ top }) => top === 2),
      '3': tickets(({ top }) => top === 3),
    },
    escalated: tickets(({ ups }) => ups > 0),
    escalations: sum(({ ups }) => ups),
    returned: tickets(({ downs }) => downs > 0),
    returns: sum(({ downs }) => downs),
    waitedForCustomer: tickets((each) => has(each, WAITS.user)),
    waitedForCustomerOrganization: tickets((each) => has(each, WAITS.organization)),
    waitedForEither: tickets((each) => has(each, WAITS.user, WAITS.organization)),
    reopened: tickets(({ reopenings }) => reopenings > 0),
    reopenings: sum(({ reopenings }) => reopenings),
    claims: sum(({ claims }) => claims),
    acceptances: sum(({ acceptances }) => acceptances),
    waits: {
      user: sum(({ waits }) => waits(WAITS.user)),
      organization: sum(({ waits }) => waits(WAITS.organization)),
      vendor: sum(({ waits }) => waits(WAITS.vendor)),
      change: sum(({ waits }) => waits(WAITS.change)),
      implementation: sum(({ waits }) => waits(WAITS.implementation)),
    },
    resolutions: {
      solved: sum(({ resolutions }) => resolutions.filter((how) => how !== 'In Call').length),
      first_contact: sum(({ resolutions }) => resolutions.filter((how) => how === 'In Call').length),
    },
    closings: sum(({ closings }) => closings),
    cancellations: sum(({ cancellations }) => cancellations),
  };
}

/** One incident. What is noise changes nothing, but a first event has to put the ticket somewhere. */
function told(events: readonly PlainEvent[]) {
  const telling = events.filter(({ activity }, index) => index === 0 || activity !== 'Unmatched');
  const steps = telling.map((now, index) => ({ now, before: index === 0 ? undefined : telling[index - 1] }));
  const count = (is: (step: (typeof steps)[number]) => boolean): number => steps.filter(is).length;
  const isOver = (event: PlainEvent | undefined): boolean => event?.activity === 'Completed';
  const isAtWork = ({ activity }: PlainEvent): boolean => activity === 'Accepted' || activity === 'Completed';
  const hasMoved = ({ now, before }: (typeof steps)[number]): boolean =>
    before !== undefined && before.tier !== now.tier;
  // Somebody takes it who did not have it: it was in a queue, or comes from another line.
  const takings = steps.filter(
    (step) => isAtWork(step.now) && (step.before === undefined || !isAtWork(step.before) || hasMoved(step)),
  );
  // The first after each move between lines accepts what was handed over.
  const moves = steps.flatMap((step, index) => (hasMoved(step) ? [index] : []));
  const acceptances = moves.filter((from, index) =>
    takings.some(({ now }) => telling.indexOf(now) >= from && telling.indexOf(now) < (moves[index + 1] ?? Infinity)),
  ).length;
  // What ends an incident is the first of the events that complete it, until it is worked on again.
  const ends = steps.filter(({ now, before }) => isOver(now) && !isOver(before));
  const runs = ends.map(({ now: first }) => {
    const from = telling.indexOf(first);
    const until = telling.findIndex((event, index) => index > from && !isOver(event));
    return telling.slice(from, until === -1 ? undefined : until).map(({ transition }) => transition);
  });
  const resolved = runs.filter(([how]) => how !== 'Cancelled');
  return {
    events,
    top: Math.max(...telling.map(({ tier }) => tier)),
    ups: count(({ now, before }) => before !== undefined && now.tier > before.tier),
    downs: count(({ now, before }) => before !== undefined && now.tier < before.tier),
    reopenings: count(({ now, before }) => isOver(before) && !isOver(now)),
    claims: takings.length - acceptances,
    acceptances,
    waits: (transition: string) =>
      count((step) => step.now.transition === transition && (step.before?.transition !== transition || hasMoved(step))),
    resolutions: resolved.map(([how]) => how ?? ''),
    closings: resolved.filter((run) => run.includes('Closed')).length,
    cancellations: runs.length - resolved.length,
  };
}
