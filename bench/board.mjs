/**
 * Measures what the wallboard does every second, counting all its figures over 5,000 open tickets, and prints one line of
 * JSON. Run: node bench/board.mjs. Goal: under 50 ms, so that no frame of another window is late for it.
 */
import { figuresOf } from '../src/renderer/db/board-figures.ts';

const TICKETS = 5_000;
const ROUNDS = 300;
const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 23, 15);
const STATUSES = ['new', 'open', 'open', 'open', 'waiting_customer', 'waiting_vendor', 'scheduled'];

/** The same figures in every run: a linear congruential generator (Numerical Recipes' constants). */
let seed = 20_261_123;
function random() {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

/** Every fifth is paused, every ninth has no clock; the others are due within a day of now, before or after. */
const entries = Array.from({ length: TICKETS }, (_, i) => ({
  order: i % 5 === 0 ? 1e15 + i : i % 9 === 0 ? 2e15 + i : NOW_MS + Math.floor((random() - 0.5) * 48 * HOUR_MS),
  row: {
    id: `ticket ${i}`,
    number: i,
    tier: 1 + Math.floor(random() * 3),
    status: STATUSES[i % STATUSES.length],
    assigneeId: i % 3 === 0 ? null : `agent ${Math.floor(random() * 80)}`,
    createdAtMs: NOW_MS - Math.floor(random() * 30 * 24 * HOUR_MS),
  },
}));

const times = Array.from({ length: ROUNDS }, (_, round) => {
  const startMs = performance.now();
  figuresOf(entries, NOW_MS + round * 1_000);
  return performance.now() - startMs;
}).toSorted((a, b) => a - b);

const at = (share) => Number((times[Math.floor(share * (ROUNDS - 1))] ?? Number.NaN).toFixed(3));
process.stdout.write(`${JSON.stringify({ tickets: TICKETS, countMs: { p50: at(0.5), p95: at(0.95), max: at(1) } })}\n`);
