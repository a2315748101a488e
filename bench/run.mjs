// npm run bench [-- name ...] [--json] [options]: runs benchmarks (sla, alerts, countdowns, import and console without a name; crowd, sla-steps,
// search, sync and kills by name, as npm run bench:sync and bench:kills do) and prints what they measured, each figure with its goal and
// whether it was met. `--json` prints their JSON and the verdicts instead. Other options go to the benchmark, where one
// alone is named.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { debianLibs } from '../scripts/debian-libs.mjs';
import { electronRuntime } from '../scripts/electron-runtime.mjs';
import { buildWhenNeeded } from '../scripts/lib/build.mjs';
import { ROOT, run, Stop } from '../scripts/lib/command-line.mjs';
import { hasDisplay, virtualDisplay } from '../scripts/lib/virtual-display.mjs';
import { goals, USUAL } from './goals.mjs';

const NAMES = [...USUAL, 'crowd', 'sla-steps', 'search', 'sync', 'kills'];
/** Those that open windows. */
const IN_WINDOW = new Set(['countdowns', 'console', 'crowd', 'search', 'sync', 'kills']);
const LOG = path.join(ROOT, '../shared/data/bpi-challenge-2013-incidents.xes.gz');

await run(async (args) => {
  const isJson = args.includes('--json');
  const { asked, options } = split(args.filter((arg) => arg !== '--json'));
  const strange = asked.find((name) => !NAMES.includes(name));
  if (strange !== undefined)
    throw new Stop(`There is no benchmark ${strange}: name some of ${NAMES.join(', ')}, or none for the usual ones.`);
  if (options.length > 0 && asked.length !== 1)
    throw new Stop(`The option ${options[0]} is for one benchmark: name that one alone.`);
  const reports = [];
  for (const name of asked.length > 0 ? NAMES.filter((known) => asked.includes(known)) : USUAL) {
    const result = await measure(name, options);
    reports.push({ name, result, verdicts: result.skipped === undefined ? verdictsOf(name, result) : [] });
    if (!isJson) process.stdout.write(tableOf(reports.at(-1)));
  }
  if (isJson) process.stdout.write(`${JSON.stringify({ machine: machine(), reports }, null, 2)}\n`);
  else process.stdout.write(`\n${machineLine()}\n`);
});

/** The names, which come first, and the options after them. */
function split(args) {
  const first = args.findIndex((arg) => arg.startsWith('-'));
  return first === -1 ? { asked: args, options: [] } : { asked: args.slice(0, first), options: args.slice(first) };
}

/** Runs one benchmark and answers the JSON it printed. */
async function measure(name, options) {
  const file = ['mjs', 'ts']
    .map((extension) => path.join(import.meta.dirname, `${name}.${extension}`))
    .find(fs.existsSync);
  if (file === undefined) throw new Stop(`There is no bench/${name}.mjs or bench/${name}.ts.`);
  if (name === 'import' && !fs.existsSync(LOG)) {
    return { skipped: `There is no ${path.basename(LOG)} in ../shared/data: nothing was measured.` };
  }
  if (!IN_WINDOW.has(name)) return execute(file, options, {});
  const runtime = await electronRuntime();
  debianLibs(['window'], runtime.executable);
  buildWhenNeeded();
  if (hasDisplay()) return execute(file, options, runtime.env);
  const display = await virtualDisplay();
  try {
    return await execute(file, options, { ...runtime.env, ...display.env });
  } finally {
    await display.stop();
  }
}

async function execute(file, options, env) {
  const child = spawn(process.execPath, [file, ...options], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Stop(`${path.relative(ROOT, file)} ended with code ${code}.`);
  return JSON.parse(stdout);
}

function verdictsOf(name, result) {
  return (goals[result.goals ?? name] ?? []).flatMap(({ what, of, unit, below, above }) => {
    const value = of(result) ?? null;
    if (value === null) return [];
    const goal = below === undefined ? (above === undefined ? null : `> ${format(above)}`) : `< ${format(below)}`;
    const isMet = goal === null ? null : below === undefined ? value > above : value < below;
    return [{ what, value, unit, goal, isMet }];
  });
}

function tableOf({ name, result, verdicts }) {
  if (result.skipped !== undefined) return `\n${name}: ${result.skipped}\n`;
  const rows = verdicts.map(({ what, value, unit, goal, isMet }) => [
    what,
    `${format(value)} ${unit}`.trimEnd(),
    goal === null ? '' : `${goal} ${unit}`.trimEnd(),
    isMet === null ? '' : isMet ? 'met' : 'MISSED',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    `  ${row[0].padEnd(widths[0])}  ${row[1].padStart(widths[1])}  ${row[2].padEnd(widths[2])}  ${row[3]}`.trimEnd(),
  );
  const table = result.table === undefined ? '' : `\n${result.table.join('\n')}\n`;
  return `\n${name}\n${lines.join('\n')}\n${table}`;
}

function format(value) {
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
}

function machine() {
  return {
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    loadAverage: os.loadavg().map((value) => Math.round(value * 10) / 10),
  };
}

function machineLine() {
  const { processor, cores, memoryGb, system, node, loadAverage } = machine();
  return `${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}; load now ${loadAverage.join(' ')}.`;
}
