// npm test: every check of this project, in order, whatever fails on the way. The last line counts them:
// "N passed, N failed". `--only check|unit|server|simulation|e2e` runs a part.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { debianLibs } from './debian-libs.mjs';
import { describe, electronRuntime } from './electron-runtime.mjs';
import { ROOT, run, say, Stop } from './lib/command-line.mjs';
import { hasDisplay, virtualDisplay } from './lib/virtual-display.mjs';

const PARTS = ['check', 'unit', 'server', 'simulation', 'e2e'];

/** How many windows are tested at a time: they wait more than they work. A third made alerts late by more than they may be. */
const SCREENS = 2;

/**
 * `report`: the runner whose own tests are counted; without one the step counts as one. `alongside`: the part during which
 * it runs, where that is wanted too; what it writes is shown when it has ended.
 */
const STEPS = [
  { part: 'check', name: 'types', command: ['tsc', '-b', '--force'] },
  { part: 'check', name: 'lint', command: ['oxlint', '--type-aware'] },
  { part: 'check', name: 'format', command: ['oxfmt', '--check', '.'] },
  { part: 'check', name: 'boundaries', command: ['depcruise', 'src', 'tests'] },
  { part: 'check', name: 'dead code', command: ['knip'] },
  vitest('unit'),
  vitest('server'),
  // Beside the windows, which wait more than they work; they come first where both want a processor, and have one of two.
  { ...vitest('simulation', '--maxWorkers=1'), alongside: 'e2e' },
  { part: 'e2e', name: 'build', command: ['electron-vite', 'build', '--logLevel', 'warn'] },
  { part: 'e2e', name: 'size', command: ['size-limit'] },
  { part: 'e2e', name: 'e2e', command: ['playwright', 'test', '--reporter=list,json'], report: 'playwright' },
];

function vitest(project, ...args) {
  return {
    part: project,
    name: project,
    command: ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', ...args],
    report: 'vitest',
  };
}

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(1);
  });
}

await run(async (args) => {
  const parts = wantedParts(args);
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  const take = (outcome) => {
    for (const key of Object.keys(totals)) totals[key] += outcome[key];
    failures.push(...outcome.failures);
  };
  const display = await prepare(parts);
  try {
    const steps = STEPS.filter(({ part }) => parts.includes(part));
    const isBeside = ({ alongside }) => alongside !== undefined && parts.includes(alongside);
    const beside = [];
    for (const step of steps.filter((one) => !isBeside(one))) {
      if (step.name === step.part) {
        beside.push(...steps.filter((one) => isBeside(one) && one.alongside === step.part).map(performBeside));
      }
      take(await perform(step, display.env));
    }
    for (const ended of beside) take(await ended);
  } finally {
    await display.stop();
  }
  if (failures.length > 0) say(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
  say(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`);
  return totals.failed > 0 ? 1 : 0;
});

function wantedParts(args) {
  if (args.length === 0) return PARTS;
  const [flag, part, ...rest] = args;
  if (flag === '--only' && PARTS.includes(part) && rest.length === 0) return [part];
  throw new Stop(`npm test takes --only and one of ${PARTS.join(', ')}, or nothing.`);
}

/** Gets what the parts need of this machine. The `env` returned is for every step. */
async function prepare(parts) {
  const nothing = { env: {}, stop: async () => undefined };
  if (parts.includes('server') || parts.includes('simulation')) debianLibs(['postgresql']);
  if (!parts.includes('e2e')) return nothing;
  const runtime = await electronRuntime();
  say(describe(runtime));
  debianLibs(['window', 'desktop-tests'], runtime.executable);
  if (hasDisplay()) return { ...nothing, env: runtime.env };
  // A screen for each of the tests that run at a time, so that none takes the focus from another.
  const screens = await Promise.all(Array.from({ length: SCREENS }, () => virtualDisplay()));
  const own = { PATAMAR_TEST_SCREENS: JSON.stringify(screens.map((screen) => screen.env)) };
  return {
    env: { ...runtime.env, ...screens[0]?.env, ...own },
    stop: () => Promise.all(screens.map((screen) => screen.stop())),
  };
}

/** Runs one step beside others, out of their way, and says all of it at its end. */
async function performBeside(step) {
  const output = [];
  const outcome = await perform(step, {}, (text) => output.push(text));
  process.stdout.write(output.join(''));
  return outcome;
}

/** Runs one step and says what came of it: in this terminal, or to `tell`, out of the way of what runs here. */
async function perform(step, env, tell = null) {
  const sayOf = tell === null ? say : (line) => tell(`${line}\n`);
  sayOf(`\n== ${step.name}: ${step.command.join(' ')}`);
  const startedAtMs = performance.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'patamar-test-'));
  const reportFile = path.join(folder, 'report.json');
  try {
    const code = await execute(step, { ...env, ...reporting(step, reportFile) }, reportFile, tell);
    const outcome = count(step, code, reportFile);
    const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1);
    const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : '';
    sayOf(`-- ${step.name}: ${outcome.passed} passed, ${outcome.failed} failed${skipped} in ${seconds} s`);
    return outcome;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function reporting({ report }, reportFile) {
  return report === 'playwright' ? { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile } : {};
}

async function execute({ command, report }, env, reportFile, tell) {
  const [program, ...args] = command;
  if (report === 'vitest') args.push(`--outputFile.json=${reportFile}`);
  // The folder of this project's own programs first, and its Node for their `#!/usr/bin/env node`.
  const bin = path.join(ROOT, 'node_modules/.bin');
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env['PATH']}` },
    stdio: tell === null ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  running.add(child);
  if (tell !== null) {
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', tell);
    os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
  }
  const [code] = await once(child, tell === null ? 'exit' : 'close');
  running.delete(child);
  return code ?? 1;
}

function count({ name, report }, code, reportFile) {
  const one = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const wholeStep = { ...one, skipped: 0, failures: code === 0 ? [] : [`${name} (exit code ${code})`] };
  if (report === undefined) return wholeStep;
  // Without a report the runner itself fell over.
  if (!fs.existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0, failures: [`${name}: no report`] };
  const tests = (report === 'vitest' ? vitestTests : playwrightTests)(JSON.parse(fs.readFileSync(reportFile, 'utf8')));
  const of = (state) => tests.filter((test) => test.state === state);
  const failures = of('failed').map((test) => `${name}: ${test.title}`);
  // What fails outside a test (a file that cannot be loaded, a suite without tests) is in the exit code only.
  if (code !== 0 && failures.length === 0) failures.push(`${name} (exit code ${code}, outside any test)`);
  return { passed: of('passed').length, failed: failures.length, skipped: of('skipped').length, failures };
}

function vitestTests({ testResults }) {
  return testResults.flatMap((file) => {
    const where = path.relative(ROOT, file.name);
    const tests = file.assertionResults.map(({ status, fullName, failureMessages }) => ({
      state: status === 'passed' || status === 'failed' ? status : 'skipped',
      title: [`${where}: ${fullName}`, ...howToSeeAgain(failureMessages)].join('\n      again: '),
    }));
    const isBrokenFile = file.status === 'failed' && !tests.some((test) => test.state === 'failed');
    return isBrokenFile ? [...tests, { state: 'failed', title: `${where}: ${firstLine(file.message)}` }] : tests;
  });
}

/** The commands that a failure names for being seen again: a random schedule or case is worth nothing without its seed. */
function howToSeeAgain(messages = []) {
  return [...new Set(messages.join('\n').match(/(?:PATAMAR_SIM_SEED=.*|\{ seed: .*\})/gu) ?? [])].slice(0, 2);
}

function playwrightTests({ suites, errors }) {
  const states = { expected: 'passed', flaky: 'passed', unexpected: 'failed', skipped: 'skipped' };
  const testsIn = (suite) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map(({ status }) => ({ state: states[status], title: `${spec.file}: ${spec.title}` })),
    ),
    ...(suite.suites ?? []).flatMap(testsIn),
  ];
  return [
    ...suites.flatMap(testsIn),
    ...(errors ?? []).map(({ message }) => ({ state: 'failed', title: firstLine(message) })),
  ];
}

function firstLine(text) {
  return (text ?? '').trim().split('\n')[0] || 'could not be loaded';
}
