// npm run bench -- console: measures the console in its real window, with a log of 7,554 real incidents imported over the
// sample workspace, and prints JSON. Needs the built app (out/) and a display; bench/run.mjs sees to both.
// `--runs N` starts (5), `--samples N` of each interaction (60), `--data <folder>` keeps the imported database there;
// `--only pulls,starts,interactions,forms` measures some of that: what was not measured is not among the figures.
import fs from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { signIn } from '../tests/e2e/support/agent.ts';
import { ApiPerson } from '../tests/e2e/support/api.ts';
import { startBackend } from '../tests/e2e/support/backend.ts';
import { closeConsole, launchConsole, type RunningConsole } from '../tests/e2e/support/console.ts';
import { removeFolder } from '../tests/e2e/support/remove-folder.ts';
import { measureColdStart } from './console/cold-start.ts';
import { measureFirstPull } from './console/first-pull.ts';
import { measureFloor } from './console/floor.ts';
import { FORMS, measureForms, registerGroup } from './console/group.ts';
import { measureFirstSights, measureInteractions, SAMPLE } from './console/interactions.ts';
import { type FirstPull, installProbe, type Reaction } from './console/page-probe.ts';
import { ofReactions, type Spread, spreadOf } from './console/statistics.ts';
import { hasLog, importLog, LOG_FILE } from './console/workspace.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    samples: { type: 'string', default: '60' },
    data: { type: 'string' },
    only: { type: 'string', default: 'pulls,starts,interactions,forms' },
  },
});

const wanted = new Set(values.only.split(','));

function print(result: object): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

if (hasLog()) {
  const work = await mkdtemp(path.join(os.tmpdir(), 'patamar-bench-'));
  try {
    print(await measure(work, Number(values.runs), Number(values.samples)));
  } finally {
    await removeFolder(work);
  }
} else {
  print({
    bench: 'console',
    skipped: `There is no ${path.basename(LOG_FILE)} in ../shared/data: nothing was measured.`,
  });
}

async function measure(work: string, runs: number, samples: number): Promise<object> {
  const dataDir = path.resolve(values.data ?? path.join(work, 'data'));
  if (!fs.existsSync(dataDir)) {
    progress('Importing the log.');
    await importLog(dataDir);
  }
  const backend = await startBackend({ dataDir, env: { PATAMAR_SIGN_INS_PER_MINUTE: '1000' } });
  try {
    const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
    const expected = new Set((await supervisor.rows('ticket')).map(({ id }) => id)).size;
    const load = os.loadavg().map((value) => Math.round(value * 10) / 10);
    const profile = path.join(work, 'profile-0');
    // One is needed in any case, for the rest is measured on what it has fetched.
    const pulls = await firstPulls(work, backend.url, wanted.has('pulls') ? runs : 1, expected);
    const firstSights: Reaction[] = [];
    const starts: number[] = [];
    for (let run = 0; wanted.has('starts') && run < runs; run += 1) {
      progress(`Second start ${run + 1} of ${runs}.`);
      starts.push(await measureColdStart(profile, backend.url));
      firstSights.push(...(await inWindow(profile, backend.url, ({ page }) => measureFirstSights(page, SAMPLE))));
    }
    const measured: Record<string, readonly Reaction[]> = {};
    if (wanted.has('interactions')) {
      progress(`Interactions, ${samples} of each.`);
      const ask = async ({ page }: RunningConsole) => ({
        ...(await measureInteractions(page, samples, SAMPLE)),
        moveFloor: await measureFloor(page, samples),
      });
      Object.assign(measured, await inWindow(profile, backend.url, ask));
    }
    if (wanted.has('forms')) {
      progress('Forms, and a group of five hundred.');
      await registerGroup(supervisor, SAMPLE);
      const ask = ({ page }: RunningConsole) => measureForms(page, Math.min(samples, FORMS), SAMPLE);
      Object.assign(measured, await inWindow(profile, backend.url, ask));
    }
    if (firstSights.length > 0) measured['firstSightOfList'] = firstSights;
    return {
      bench: 'console',
      tickets: expected,
      loadAverage: { before: load, after: os.loadavg().map((value) => Math.round(value * 10) / 10) },
      firstPull: ofPulls(pulls),
      ...(starts.length === 0 ? {} : { secondStartMs: spreadOf(starts) }),
      interactions: Object.fromEntries(
        Object.entries(measured).map(([name, reactions]) => [name, ofReactions(reactions)]),
      ),
    };
  } finally {
    await backend.stop();
  }
}

async function firstPulls(work: string, url: string, runs: number, expected: number): Promise<FirstPull[]> {
  const pulls: FirstPull[] = [];
  for (let run = 0; run < runs; run += 1) {
    progress(`First pull ${run + 1} of ${runs}.`);
    const pull = await inWindow(
      path.join(work, `profile-${run}`),
      url,
      ({ page }) => measureFirstPull(page, () => signIn(page, SAMPLE.person)),
      false,
    );
    if (pull.tickets !== expected) throw new Error(`${pull.tickets} tickets came, ${expected} were expected`);
    pulls.push(pull);
  }
  return pulls;
}

/** Opens the console for `work`; with its stopwatch and its rows on screen, where somebody is signed in. */
async function inWindow<T>(
  userData: string,
  backendUrl: string,
  work: (running: RunningConsole) => Promise<T>,
  isSignedIn = true,
): Promise<T> {
  const running = await launchConsole({ userData, backendUrl });
  try {
    if (isSignedIn) {
      await running.page.evaluate(installProbe);
      await running.page.evaluate(() => window.patamarBench.firstRowsAtMs());
    }
    return await work(running);
  } finally {
    await closeConsole(running);
  }
}

function ofPulls(pulls: readonly FirstPull[]): Record<string, Spread> {
  const of = (key: keyof FirstPull): Spread => spreadOf(pulls.map((pull) => pull[key]));
  return {
    toUsableMs: of('toUsableMs'),
    toCompleteMs: of('toCompleteMs'),
    longestTaskMs: of('longestTaskMs'),
    longestFrameGapMs: of('longestFrameGapMs'),
  };
}
