// What each benchmark's figures are held against. A figure without a goal is only shown; one that was not measured is not.

/** @typedef {{ what: string, of: (result: any) => number | null | undefined, unit: string, below?: number, above?: number }} Goal */

const INTERACTIONS = [
  ['openByClick', 'open a ticket by a click, p95', 50],
  ['openByJ', 'open a ticket by J, p95', 50],
  ['moveInList', 'move in the list by J, p95', 16],
  ['moveFloor', 'a key in an empty page, the least that a move could take, p95'],
  ['moveOnScreen', 'the same until it is on screen, in steps of 8, p95'],
  ['paletteOpen', 'open the palette by Ctrl+K, p95', 50],
  ['paletteKey', 'a key in the palette, p95', 50],
  ['enterTicket', 'go into it by Enter, p95', 50],
  ['switchQueueByClick', 'switch the queue by a click, p95', 50],
  ['switchQueueByKeys', 'switch the queue by G and a figure, p95', 50],
  ['switchLane', 'open and ended of all tickets, p95', 50],
  ['firstSightOfList', 'a list not seen since the start, p95', 50],
  ['claim', 'take a ticket by C, p95', 50],
  ['formOpen', 'open a form, p95', 50],
  ['formSent', 'send a form, p95', 100],
];

function ofInteraction([name, what, below]) {
  return { what, of: (result) => result.interactions[name]?.toPaintMs.p95, unit: 'ms', below };
}

const MOVE_IN_PAGE = {
  what: 'move in the list, in the page alone, p95',
  of: (result) => result.interactions.moveInList?.toDomMs.p95,
  unit: 'ms',
  below: 16,
};

/** Patamar's ratio to raw IndexedDB, measured in the same repetitions. */
const ofRaw = (figure) => (result) => result.peers?.patamar?.[figure]?.ratio;
const ofPatamar = (figure) => (result) => result.peers?.patamar?.[figure]?.median;

/** The goals of each benchmark, in the order in which they are run. @type {Record<string, Goal[]>} */
export const goals = {
  sla: [
    { what: 'deadlines', of: (result) => result.deadlinesPerSecond, unit: '/s', above: 1_000_000 },
    { what: '50,000 tickets ordered', of: (result) => result.keysAndOrderMs, unit: 'ms', below: 100 },
    { what: '50,000 tickets ordered after an edit', of: (result) => result.keysAfterEditMs, unit: 'ms' },
    { what: '50,000 tickets, all clocks', of: (result) => result.allClocksAndOrderMs, unit: 'ms' },
  ],
  alerts: [
    {
      what: '200 tickets of a supervisor looked at, p95',
      of: (result) => result.pageMs.p95,
      unit: 'ms',
      below: 50,
    },
    { what: '50,000 tickets looked at anew, in such pieces', of: (result) => result.allMs, unit: 'ms' },
    { what: 'a plan out of them, p95', of: (result) => result.planMs.p95, unit: 'ms', below: 50 },
  ],
  board: [
    {
      what: '5,000 open tickets counted for the wallboard, p95',
      of: (result) => result.countMs.p95,
      unit: 'ms',
      below: 50,
    },
  ],
  'sla-steps': ['pglite', 'postgres'].flatMap((engine) => [
    {
      what: `10,000 open tickets planned anew, ${engine}`,
      of: (result) => result[engine]?.replanMs,
      unit: 'ms',
      below: 5_000,
    },
    { what: 'of it, time of this process', of: (result) => result[engine]?.replanCpuMs, unit: 'ms' },
    { what: 'longest batch, and so lock', of: (result) => result[engine]?.longestBatchMs, unit: 'ms' },
    { what: 'the same with an agent at work', of: (result) => result[engine]?.replanBesidesAgentMs, unit: 'ms' },
    { what: 'what the agent waits meanwhile, p95', of: (result) => result[engine]?.pushP95Ms, unit: 'ms' },
    { what: 'steps due at once, told', of: (result) => result[engine]?.toldPerSecond, unit: '/s' },
  ]),
  countdowns: [
    {
      what: '2,000 countdowns by the minute',
      of: (result) => result.percentOfACore.far,
      unit: '% of a core',
      below: 2,
    },
    {
      what: 'the same, all processes',
      of: (result) => result.percentOfAllProcesses?.far,
      unit: '% of a core',
      below: 2,
    },
    { what: '2,000 countdowns by the second', of: (result) => result.percentOfACore.near, unit: '% of a core' },
    { what: 'the window with none of them', of: (result) => result.percentOfACore.idle, unit: '% of a core' },
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
    { what: 'second start to the first rows', of: (result) => result.secondStartMs?.p50, unit: 'ms', below: 2_000 },
    ...INTERACTIONS.map(ofInteraction),
    ofInteraction(['group', 'claim 500 tickets at once, p95', 200]),
    MOVE_IN_PAGE,
  ],
  crowd: [
    { what: '50,000 tickets here, from the sign-in', of: (result) => result.firstPull.toCompleteMs, unit: 'ms' },
    { what: 'longest task of the page meanwhile', of: (result) => result.firstPull.longestTaskMs, unit: 'ms' },
    ...INTERACTIONS.map(ofInteraction),
    // As many as one act is for: the lists are longer.
    ofInteraction(['group', 'claim 1,000 tickets at once, p95']),
    MOVE_IN_PAGE,
    {
      what: 'open a conversation of 2,000 messages by a click, p95',
      of: (result) => result.interactions.openLongThread.toPaintMs.p95,
      unit: 'ms',
      below: 150,
    },
    { what: 'frames of the list as it scrolls', of: (result) => result.scrolling.frames, unit: '' },
    { what: 'of those due, dropped', of: (result) => result.scrolling.dropped, unit: '', below: 1 },
    { what: 'with a hole in the list', of: (result) => result.scrolling.blank, unit: '', below: 1 },
  ],
  search: [
    { what: 'a key to what it finds on screen, p95', of: (result) => result.keyToPaintMs.p95, unit: 'ms', below: 50 },
    { what: 'the same, p50', of: (result) => result.keyToPaintMs.p50, unit: 'ms' },
    { what: 'memory of the page and its workers', of: (result) => result.memoryMb, unit: 'MB' },
    { what: 'all tickets in the index, after the first row', of: (result) => result.indexedAfterMs, unit: 'ms' },
  ],
  sync: [
    { what: 'first pull to disk', of: ofRaw('pull'), unit: 'of raw', below: 1 },
    { what: 'longest block of the page meanwhile', of: ofPatamar('block'), unit: 'ms', below: 50 },
    { what: '100 changes to the shown queue', of: ofRaw('changes'), unit: 'of raw', below: 0.45 },
    { what: 'act to what is shown, p50', of: ofRaw('actVisible'), unit: 'of raw', below: 0.2 },
    { what: 'act to what is shown, p95', of: ofRaw('actVisibleP95'), unit: 'of raw', below: 0.25 },
    {
      what: 'act to the disk, p50',
      of: (result) => result.patamarActOnDiskToStrictRaw,
      unit: 'of strict raw',
      below: 1,
    },
    { what: '1,000 acts kept offline', of: ofRaw('kept'), unit: 'of raw', below: 0.45 },
    { what: 'and acknowledged by the backend', of: ofPatamar('acknowledged'), unit: 'ms' },
    { what: 'script start to 50 rows', of: ofRaw('start'), unit: 'of raw', below: 1 },
    { what: 'heap of data', of: ofPatamar('heap'), unit: 'MB', below: 12 },
    { what: 'disk', of: ofRaw('disk'), unit: 'of raw', below: 1 },
    { what: 'first pull, pages made by the backend', of: (result) => result.firstPullFromBackendMs, unit: 'ms' },
    { what: '100 changes, made into a page by it', of: (result) => result.changesFromBackendMs, unit: 'ms' },
  ],
  memory: [
    { what: 'heap of data', of: ofPatamar('heap'), unit: 'MB', below: 50 },
    { what: 'disk', of: ofPatamar('disk'), unit: 'MB' },
  ],
  kills: [
    { what: 'kept acts', of: (result) => result.kept, unit: '' },
    { what: 'of them lost', of: (result) => result.lost, unit: '', below: 1 },
    { what: 'done twice, or missing at the backend', of: ({ doubles, gaps }) => doubles + gaps, unit: '', below: 1 },
    { what: 'databases wiped and made anew', of: (result) => result.wiped, unit: '' },
    { what: 'acts brought back from the journal', of: (result) => result.recovered, unit: '' },
    { what: 'torn logs found at a start', of: (result) => result.tornTails, unit: '' },
    { what: 'middle of the moments of the kills', of: (result) => result.medianKilledAfterMs, unit: 'ms' },
  ],
};

/** What runs when nobody names anything: the others take long, or compare with libraries of their own. */
export const USUAL = ['sla', 'alerts', 'countdowns', 'import', 'console'];
