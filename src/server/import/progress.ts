import type { ImportProgress } from './import-xes.ts';

const BAR_CHARS = 24;
/** A bar repaints at most so often; a log gets a line each tenth of the way. */
const REPAINT_MS = 100;
const LINE_PERCENT = 10;

const PHASE_NAMES = { reading: 'Checking', writing: 'Importing' } as const;
const whole = new Intl.NumberFormat('en');

export type ProgressView = {
  show(progress: ImportProgress): void;
  /** Leaves the terminal on a new line. */
  end(): void;
};

/** Shows how far an import is: a bar that repaints itself on a terminal, a line every 10 % elsewhere. */
export function progressView(stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>, nowMs: () => number): ProgressView {
  let last = { phase: '', percent: -LINE_PERCENT, atMs: -Infinity };
  let isOnLine = false;
  const isTerminal = stream.isTTY;
  return {
    show(progress) {
      const { phase, percent } = progress;
      const isNewPhase = phase !== last.phase;
      const isDue = isTerminal
        ? nowMs() - last.atMs >= REPAINT_MS || percent >= 100
        : percent >= last.percent + LINE_PERCENT || (percent >= 100 && last.percent < 100);
      if (!isNewPhase && !isDue) return;
      last = { phase, percent: Math.floor(percent / LINE_PERCENT) * LINE_PERCENT, atMs: nowMs() };
      if (!isTerminal) {
        stream.write(`${describe(progress)}\n`);
        return;
      }
      if (isNewPhase && isOnLine) stream.write('\n');
      stream.write(`\r${bar(percent)} ${describe(progress)}\u001B[K`);
      isOnLine = true;
    },
    end() {
      if (isOnLine) stream.write('\n');
      isOnLine = false;
    },
  };
}

function describe({ phase, percent, tickets, events, eventsPerSecond }: ImportProgress): string {
  const counts = `${whole.format(tickets)} incidents, ${whole.format(events)} events`;
  return `${PHASE_NAMES[phase]} ${String(Math.floor(percent)).padStart(3)} %: ${counts}, ${whole.format(eventsPerSecond)} events/s`;
}

function bar(percent: number): string {
  const full = Math.min(BAR_CHARS, Math.floor((percent / 100) * BAR_CHARS));
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_CHARS - full)}]`;
}
