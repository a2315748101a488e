import { spreadOf } from '../console/statistics.ts';
import type { PageResult } from './messages.ts';

/** What one peer did in one repetition. */
export type Run = {
  readonly peer: string;
  readonly repetition: number;
  readonly work: PageResult;
  readonly startsMs: readonly number[];
  readonly heap: PageResult | null;
  readonly diskMb: number;
};

type Figure = {
  readonly key: string;
  /** As the head of a column. */
  readonly title: string;
  readonly of: (run: Run) => number | undefined;
};

const p50 = (samples: readonly number[] | undefined): number | undefined =>
  samples === undefined || samples.length === 0 ? undefined : spreadOf(samples).p50;
const p95 = (samples: readonly number[] | undefined): number | undefined =>
  samples === undefined || samples.length === 0 ? undefined : spreadOf(samples).p95;

/** What is measured, in the order of the table. ms, but for the last two. */
export const FIGURES: readonly Figure[] = [
  { key: 'pull', title: 'first pull to disk', of: ({ work }) => work.pullMs },
  { key: 'firstRows', title: 'its first rows', of: ({ work }) => work.firstRowsMs },
  { key: 'block', title: 'longest block', of: ({ work }) => work.longestBlockMs },
  { key: 'changes', title: '100 changes to the queue', of: ({ work }) => p50(work.changesMs) },
  { key: 'actVisible', title: 'act seen p50', of: ({ work }) => p50(work.actVisibleMs) },
  { key: 'actVisibleP95', title: 'act seen p95', of: ({ work }) => p95(work.actVisibleMs) },
  { key: 'actDisk', title: 'act on disk p50', of: ({ work }) => p50(work.actDiskMs) },
  { key: 'kept', title: '1,000 acts offline', of: ({ work }) => work.keptMs },
  { key: 'acknowledged', title: 'and acknowledged', of: ({ work }) => work.acknowledgedMs },
  { key: 'start', title: 'start to 50 rows', of: ({ startsMs }) => p50(startsMs) },
  { key: 'heap', title: 'heap of data, MB', of: ({ heap }) => heapOf(heap) },
  { key: 'disk', title: 'disk, MB', of: ({ diskMb }) => diskMb },
];

/** Raw IndexedDB again with the durability that Patamar acts with. */
const STRICT: Figure = { key: 'actDiskStrict', title: '', of: ({ work }) => p50(work.actStrictDiskMs) };

/** The middle of the repetitions, and between what they lay. `ratio` is the middle of the ratios to raw in the same one. */
export type Summary = {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly ratio: number | null;
};
export type Summaries = Readonly<Record<string, Readonly<Record<string, Summary>>>>;

/** Sums up what was measured, by peer and figure. */
export function summarize(runs: readonly Run[]): Summaries {
  const peers = [...new Set(runs.map(({ peer }) => peer))];
  return Object.fromEntries(
    peers.map((peer) => {
      const own = runs.filter((run) => run.peer === peer);
      const figures = FIGURES.flatMap((figure): [string, Summary][] => {
        const summary = summaryOf(figure, own, ratiosToRaw(figure, figure, own, runs));
        return summary === null ? [] : [[figure.key, summary]];
      });
      return [peer, Object.fromEntries(figures)];
    }),
  );
}

/** How long an act of a peer takes to the disk, against one of raw IndexedDB with strict durability; null without both. */
export function strictRatio(peer: string, runs: readonly Run[]): number | null {
  const figure = FIGURES.find(({ key }) => key === 'actDisk');
  if (figure === undefined) return null;
  const own = runs.filter((run) => run.peer === peer);
  return medianOf(ratiosToRaw(figure, STRICT, own, runs));
}

function summaryOf({ of }: Figure, own: readonly Run[], ratios: readonly number[]): Summary | null {
  const values = own.flatMap((run) => of(run) ?? []);
  const median = medianOf(values);
  if (median === null) return null;
  return { median, min: Math.min(...values), max: Math.max(...values), ratio: medianOf(ratios) };
}

/** Each against raw IndexedDB in the same repetition, which runs before and after the others. */
function ratiosToRaw(figure: Figure, ofRaw: Figure, own: readonly Run[], runs: readonly Run[]): number[] {
  return own.flatMap((run) => {
    const value = figure.of(run);
    const raw = runs.filter(({ peer, repetition }) => peer === 'raw' && repetition === run.repetition);
    const values = raw.flatMap((one) => ofRaw.of(one) ?? []);
    if (value === undefined || values.length === 0) return [];
    return [value / (values.reduce((sum, one) => sum + one, 0) / values.length)];
  });
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const next = sorted[Math.ceil((sorted.length - 1) / 2)];
  return middle === undefined || next === undefined ? null : (middle + next) / 2;
}

function heapOf(result: PageResult | null): number | undefined {
  return result?.heapMb === undefined || result.emptyHeapMb === undefined
    ? undefined
    : result.heapMb - result.emptyHeapMb;
}
