import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { assertWritable, ROOT, say, Stop } from './command-line.mjs';
import { isRunning } from './processes.mjs';

// The first start makes a database and fills it; a slow disk takes its time.
const READY_WITHIN_MS = 180_000;
const POLL_MS = 100;

/**
 * Where the backend listens and keeps its data: from PATAMAR_HOST, PATAMAR_PORT and PATAMAR_DATA, or the usual places.
 * `lowestPort` 0 lets the system choose a port, which only makes sense where nobody else has to know it.
 */
export function backendPlace(lowestPort = 1) {
  const host = process.env['PATAMAR_HOST'] || '127.0.0.1';
  const port = Number(process.env['PATAMAR_PORT'] || 4710);
  if (!Number.isInteger(port) || port < lowestPort || port > 65_535) {
    throw new Stop(`PATAMAR_PORT is ${process.env['PATAMAR_PORT']}: give a whole number from ${lowestPort} to 65535.`);
  }
  const dataDir = path.resolve(process.env['PATAMAR_DATA'] || path.join(ROOT, 'data'));
  // A backend that listens everywhere is reached from here by this machine's own address.
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return { host, port, dataDir, url: `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}` };
}

/** What the backend reads from its environment, for a place. */
export function backendEnv({ host, port, dataDir }) {
  return { ...process.env, PATAMAR_HOST: host, PATAMAR_PORT: String(port), PATAMAR_DATA: dataDir };
}

/**
 * Checks what commonly stands in the way of a backend, so that it is said in one sentence before anything starts.
 *
 * @throws Stop when the folder cannot be written or the port is taken.
 */
export async function assertPlaceIsFree(place) {
  assertWritable(place.dataDir, 'PATAMAR_DATA');
  const refusal = await tryToListen(place);
  if (refusal === null) return;
  if (refusal !== 'EADDRINUSE') {
    throw new Stop(`Port ${place.port} of ${place.host} cannot be opened (${refusal}): name another in PATAMAR_PORT.`);
  }
  const isPatamar = (await health(place)) !== null;
  const holder = lockHolder(place.dataDir);
  if (isPatamar && holder !== null) {
    throw new Stop(
      `A Patamar backend of this data folder (${place.dataDir}) is running already on port ${place.port}, process ${holder}: stop that one first.`,
    );
  }
  throw new Stop(
    isPatamar
      ? `Port ${place.port} is taken by a Patamar backend of another data folder: stop that one, or name another port in PATAMAR_PORT.`
      : `Port ${place.port} is taken by another program: stop that one, or name another port in PATAMAR_PORT.`,
  );
}

/**
 * The backend as a child of this process. What it says to people appears here; its log, one JSON object a line, goes to
 * `logFile`. `complaint()` is the end of what it wrote on standard error.
 */
export function startBackend(place, logFile) {
  const child = spawn(process.execPath, [path.join(ROOT, 'src/server/main.ts')], {
    cwd: ROOT,
    env: backendEnv(place),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Not in this terminal's process group: a Ctrl-C ends the app first, and then the backend.
    detached: process.platform !== 'win32',
  });
  const log = fs.createWriteStream(logFile, { flags: 'a' });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) log.write(`${line}\n`);
    else say(line);
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    log.write(chunk);
    errors = (errors + chunk).slice(-4_000);
  });
  return { child, complaint: () => errors.trim() };
}

/**
 * Resolves when the backend answers that it is ready.
 *
 * @throws Stop with the backend's own sentence when it ends instead.
 */
export async function backendIsReady(place, { child, complaint }, isStopping) {
  const untilMs = Date.now() + READY_WITHIN_MS;
  while (!isStopping()) {
    if ((await health(place)) === 'ready') return;
    if (!isRunning(child)) throw new Stop(complaint() || `The backend ended with code ${child.exitCode}.`);
    if (Date.now() > untilMs) throw new Stop(`The backend is not ready after ${READY_WITHIN_MS / 60_000} minutes.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** What a Patamar backend says of itself ('ready', ...), or null when none answers. */
async function health({ url }) {
  try {
    const response = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(2_000) });
    const answer = await response.json();
    return typeof answer.status === 'string' && typeof answer.version === 'string' ? answer.status : null;
  } catch {
    // Nobody there, or somebody who speaks another language.
    return null;
  }
}

async function tryToListen({ host, port }) {
  const server = net.createServer();
  const { promise, resolve } = Promise.withResolvers();
  server.once('error', (error) => resolve(error.code));
  server.listen(port, host, () => server.close(() => resolve(null)));
  return promise;
}

/** The process that holds a data folder, or null. */
function lockHolder(dataDir) {
  try {
    const { pid } = JSON.parse(fs.readFileSync(path.join(dataDir, 'lock.json'), 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch {
    // No lock, or that of a process that has died.
    return null;
  }
}
