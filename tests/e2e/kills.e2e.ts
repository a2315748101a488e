import { expect, test } from '@playwright/test';
import { type KillRound, runKillRounds } from './support/kills/kill-rounds.ts';

const KILLS = 50;

test(`killed ${KILLS} times at random moments, the app has lost nothing that was kept`, async () => {
  // A minute on a machine of its own.
  test.setTimeout(300_000);
  const rounds: KillRound[] = [];
  const report = await runKillRounds({ rounds: KILLS, withinMs: 400, onRound: (round) => rounds.push(round) });
  expect(report, JSON.stringify(rounds)).toMatchObject({ lost: 0, doubles: 0, gaps: 0 });
  // Nothing lost of nothing kept would prove nothing.
  expect(report.kept).toBeGreaterThan(KILLS / 2);
});

test('writes that kills have torn cost nothing, since the app cuts them off', async () => {
  test.setTimeout(90_000);
  const report = await runKillRounds({ rounds: 4, withinMs: 400, isTearing: true });
  expect(report).toMatchObject({ lost: 0, wiped: 0, doubles: 0, gaps: 0 });
  expect(report.tornTails).toBeGreaterThanOrEqual(4);
});

test('where torn writes are not cut off, they cost the database, and the journal brings back what was kept', async () => {
  test.setTimeout(90_000);
  const report = await runKillRounds({ rounds: 4, withinMs: 400, isTearing: true, without: ['repair'] });
  expect(report.wiped).toBeGreaterThan(0);
  expect(report.recovered).toBeGreaterThan(0);
  // The one act that is on its way to the journal at the moment of a kill (journal.ts), where the database goes too.
  expect(report.lost).toBeLessThanOrEqual(report.wiped);
  expect(report.doubles).toBe(0);
});

test('without both guards the kept acts are gone: the rounds do notice', async () => {
  test.setTimeout(90_000);
  const without = ['repair', 'journal'] as const;
  const report = await runKillRounds({ rounds: 4, withinMs: 400, isTearing: true, without });
  expect(report.wiped).toBeGreaterThan(0);
  expect(report.lost).toBeGreaterThan(0);
});
