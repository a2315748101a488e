import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { PROJECT_ROOT } from './project-root.ts';
import { removeFolder } from './remove-folder.ts';

const healthSchema = z.object({ status: z.literal('ready') });
const READY_WITHIN_MS = 60_000;
const POLL_MS = 50;
/** What Node has made of the backend's sources: they are the same for all of its starts. */
const COMPILED = path.join(PROJECT_ROOT, 'node_modules/.cache/node');
/** It lives for seconds, in which V8's optimising compiler for WebAssembly costs more than it saves. */
const BRIEFLY = ['--liftoff-only'] as const;

export type BackendOptions = {
  /** Kept afterwards; without one it gets a temporary folder, removed by `stop`. */
  readonly dataDir?: string;
  /** Without one, a free port, the same after a restart. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
};

/** The real backend, on a port and a data folder of its own. */
export class Backend {
  readonly port: number;
  readonly dataDir: string;
  readonly #isTemporary: boolean;
  readonly #env: Readonly<Record<string, string>>;
  #process: ChildProcess | null = null;
  #output = '';

  constructor(port: number, dataDir: string, isTemporary: boolean, env: Readonly<Record<string, string>>) {
    this.port = port;
    this.dataDir = dataDir;
    this.#isTemporary = isTemporary;
    this.#env = env;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it has written so far, for a failing test to print. */
  get output(): string {
    return this.#output;
  }

  /** Starts it; resolves when it answers that it is ready. Rejects with its output when it does not. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [...BRIEFLY, path.join(PROJECT_ROOT, 'src/server/main.ts')], {
      cwd: PROJECT_ROOT,
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: COMPILED,
        PATAMAR_HOST: '127.0.0.1',
        PATAMAR_PORT: String(this.port),
        PATAMAR_DATA: this.dataDir,
        ...this.#env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    }
    const untilMs = Date.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || Date.now() > untilMs) {
        await this.kill();
        throw new Error(`the backend did not come up:\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Ends it as an operator would, and removes its data when that is temporary. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    if (this.#isTemporary) await removeFolder(this.dataDir);
  }

  /** Ends it as a power cut would. Its data stays. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it and starts it again on the same port and data. */
  async restart(): Promise<void> {
    await this.#end('SIGTERM');
    await this.start();
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  async #isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.url}/v1/health`, { signal: AbortSignal.timeout(2_000) });
      return healthSchema.safeParse(await response.json()).success;
    } catch {
      return false;
    }
  }
}

/**
 * Starts the real backend and waits until it is ready. On a temporary folder it has the sample workspace, unless the
 * environment it is given may ask for something else.
 */
export async function startBackend(options: BackendOptions = {}): Promise<Backend> {
  const { env = {} } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'patamar-data-')));
  if (options.dataDir === undefined && Object.keys(env).length === 0) {
    // Synchronously: it costs a third of the processor time, and nothing else is under way.
    cpSync(await sampleFolder(), dataDir, { recursive: true });
  }
  const backend = new Backend(options.port ?? (await freePort()), dataDir, options.dataDir === undefined, env);
  await backend.start();
  return backend;
}

/** Where the sample's folder is that was made for all workers (sample-for-all.ts). */
export const SAMPLE_FOLDER = 'PATAMAR_TEST_SAMPLE_FOLDER';

let sample: Promise<string> | null = null;

/** A data folder with the sample workspace; made once, since that takes seconds, and copied. */
async function sampleFolder(): Promise<string> {
  const shared = process.env[SAMPLE_FOLDER];
  if (shared !== undefined) return shared;
  sample ??= makeSample();
  return sample;
}

/** A data folder with the sample workspace, as a first start makes it. It goes with this process. */
export async function makeSample(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'patamar-sample-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const first = new Backend(await freePort(), folder, false, {});
  await first.start();
  await first.stop();
  return folder;
}

/** Below the ports that the system gives to connections, so that none of those takes one that a backend comes back to. */
const FIRST_PORT = 20_000;
const PORTS_EACH = 1_000;
let portsTaken = 0;

/** A port of this machine that nobody listens on at the moment, and no other worker will. */
async function freePort(): Promise<number> {
  const first = FIRST_PORT + Number(process.env['TEST_PARALLEL_INDEX'] ?? 9) * PORTS_EACH;
  for (;;) {
    const port = first + (portsTaken % PORTS_EACH);
    portsTaken += 1;
    if (await isFree(port)) return port;
    if (portsTaken > PORTS_EACH * 2) throw new Error(`no port of ${PORTS_EACH} from ${first} is free`);
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = new Promise<boolean>((resolve) => {
    server.once('listening', () => resolve(true)).once('error', () => resolve(false));
  });
  server.listen(port, '127.0.0.1');
  if (!(await isListening)) return false;
  server.close();
  await once(server, 'close');
  return true;
}
