// What each benchmark's figures are held against. A figure without a goal is only shown.

/** @typedef {{ what: string, of: (result: any) => number, unit: string, below?: number, above?: number }} Goal */

const INTERACTIONS = [
  ['openByClick', 'open a ticket by a click, p95', 50],
  ['openByJ', 'open a ticket by J, p95', 50],
  ['enterTicket', 'go into it by Enter, p95', 50],
  ['switchQueueByClick', 'switch the queue by a click, p95', 50],
  ['switchQueueByKeys', 'switch the queue by G and a figure, p95', 50],
  ['switchLane', 'open and ended of all tickets, p95', 50],
  ['firstSightOfList', 'a list not seen since the start, p95', 50],
  ['claim', 'take a ticket by C, p95', 50],
];

/** The goals of each benchmark, in the order in which they are run. @type {Record<string, Goal[]>} */
export const goals = {
  sla: [
    { what: 'deadlines', of: (result) => result.deadlinesPerSecond, unit: '/s', above: 1_000_000 },
    { what: '50,000 tickets ordered', of: (result) => result.keysAndOrderMs, unit: 'ms', below: 100 },
    { what: '50,000 tickets, all clocks', of: (result) => result.allClocksAndOrderMs, unit: 'ms' },
  ],
  board: [
    {
      what: '5,000 open tickets counted for the wallboard, p95',
      of: (result) => result.countMs.p95,
      unit: 'ms',
      below: 50,
    },
  ],
  import: [
    { what: 'first import', of: ({ first }) => first.eventsPerSecond, unit: 'events/s' },
    { what: 'first import, whole program', of: ({ first }) => first.processSeconds, unit: 's' },
    { what: 'the same again', of: ({ again }) => again.processSeconds, unit: 's' },
    { what: 'memory at its most', of: ({ first }) => first.maxRssMb, unit: 'MB' },
  ],
  console: [
    {
      what: 'sign-in to the first usable queue',
      of: (result) => result.firstPull.toUsableMs.p50,
      unit: 'ms',
      below: 2_000,
    },
    {
      what: 'sign-in to all tickets here',
      of: (result) => result.firstPull.toCompleteMs.p50,
      unit: 'ms',
      below: 15_000,
    },
    {
      what: 'longest task of the page meanwhile',
      of: (result) => result.firstPull.longestTaskMs.p50,
      unit: 'ms',
      below: 50,
    },
    { what: 'second start to the first rows', of: (result) => result.secondStartMs.p50, unit: 'ms', below: 2_000 },
    ...INTERACTIONS.map(([name, what, below]) => ({
      what,
      of: (result) => result.interactions[name].toPaintMs.p95,
      unit: 'ms',
      below,
    })),
  ],
};
