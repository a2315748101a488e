// npm run bench:kills -- --rounds 1000 [--within 600] [--without repair,journal] [--tear]: kills the real app with all its
// processes at random moments and prints, as JSON, what became of what was kept. Needs the built app and a display, which
// bench/run.mjs sees to. `--without` takes guards of main away, `--tear` leaves a torn write after each kill: to see what
// the guards are for.
import { parseArgs } from 'node:util';
import { type KillRound, runKillRounds } from '../tests/e2e/support/kills/kill-rounds.ts';
import type { Guard } from '../tests/e2e/support/kills/killed-app.ts';

const GUARDS: readonly Guard[] = ['repair', 'journal'];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    within: { type: 'string', default: '600' },
    without: { type: 'string', default: '' },
    tear: { type: 'boolean', default: false },
  },
});

const without = GUARDS.filter((guard) => values.without.split(',').includes(guard));
const report = await runKillRounds({
  rounds: Number(values.rounds),
  withinMs: Number(values.within),
  without,
  isTearing: values.tear,
  onRound: tell,
});
process.stdout.write(`${JSON.stringify({ bench: 'kills', without, isTearing: values.tear, ...report }, null, 2)}\n`);

function tell({ round, killedAfterMs, kept, lost, wasWiped }: KillRound): void {
  const wiped = wasWiped ? ', another database' : '';
  const end = killedAfterMs === null ? 'the last look' : `killed after ${killedAfterMs} ms`;
  process.stderr.write(`${round}: found ${kept - lost} of ${kept} kept${wiped}; ${end}\n`);
}
