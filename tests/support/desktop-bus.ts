import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready') }),
  z.object({
    event: z.literal('Notify'),
    id: z.int(),
    app: z.string(),
    summary: z.string(),
    body: z.string(),
    /** 1 normal, 2 critical. */
    urgency: z.int(),
    /** Milliseconds on screen; 0: until dismissed, -1: as the desktop likes. */
    timeout: z.int(),
  }),
  z.object({ event: z.literal('CloseNotification'), id: z.int() }),
  z.object({ event: z.literal('Inhibit'), what: z.string() }),
]);
type DesktopEvent = z.infer<typeof eventSchema>;
export type ShownNotification = Extract<DesktopEvent, { event: 'Notify' }>;

const answerSchema = z.object({ re: z.int(), error: z.string().optional() });
const PATIENCE_MS = 10_000;

/**
 * A desktop without a screen: private session and system buses on which desktop-mock.py plays the notification service and
 * login1. Give `env` to the app under test.
 */
export class DesktopBus {
  readonly env: Readonly<Record<string, string>>;
  readonly #daemons: readonly ChildProcess[];
  readonly #mock: ChildProcessByStdio<Writable, Readable, null>;
  readonly #events: DesktopEvent[] = [];
  readonly #answers = new Map<number, (error: string | undefined) => void>();
  #onEvent: () => void = () => undefined;
  #commands = 0;

  /** Starts the buses and the mock; resolves when it serves. */
  static async start(): Promise<DesktopBus> {
    const session = await startBus();
    const system = await startBus();
    const desktop = new DesktopBus([session.daemon, system.daemon], {
      DBUS_SESSION_BUS_ADDRESS: session.address,
      DBUS_SYSTEM_BUS_ADDRESS: system.address,
    });
    await desktop.#first('ready');
    return desktop;
  }

  private constructor(daemons: readonly ChildProcess[], env: Readonly<Record<string, string>>) {
    this.#daemons = daemons;
    this.env = env;
    const script = path.join(import.meta.dirname, 'desktop-mock.py');
    this.#mock = spawn('/usr/bin/python3', [script], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: this.#mock.stdout }).on('line', (line) => this.#read(JSON.parse(line)));
  }

  /** Every notification shown so far, oldest first. */
  shown(): ShownNotification[] {
    return this.#events.filter((event) => event.event === 'Notify');
  }

  /** The first notification with that title, or one that fits the pattern; waits for it. */
  async notification(summary: string | RegExp): Promise<ShownNotification> {
    const event = await this.#first('Notify', (candidate) => {
      if (!('summary' in candidate)) return false;
      return typeof summary === 'string' ? candidate.summary === summary : summary.test(candidate.summary);
    });
    if (event.event !== 'Notify') throw new Error('not a notification');
    return event;
  }

  /** Resolves when the app has told login1 that it wants to know about sleep; before that it hears of none. */
  async appHearsOfSleep(): Promise<void> {
    await this.#first('Inhibit', (candidate) => 'what' in candidate && candidate.what === 'sleep');
  }

  /** What a click, a dismissal, the start of a sleep or its end sends to the app. */
  async act(what: 'click' | 'dismiss', id: number): Promise<void>;
  async act(what: 'sleep' | 'wake'): Promise<void>;
  async act(what: string, id?: number): Promise<void> {
    const n = ++this.#commands;
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#answers.set(n, resolve);
    this.#mock.stdin.write(`${JSON.stringify({ do: what, n, id })}\n`);
    const error = await promise;
    if (error !== undefined) throw new Error(error);
  }

  /** Ends the mock and its buses. */
  async stop(): Promise<void> {
    for (const child of [this.#mock, ...this.#daemons]) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }

  #read(message: unknown): void {
    const answer = answerSchema.safeParse(message);
    if (answer.success) {
      this.#answers.get(answer.data.re)?.(answer.data.error);
      return;
    }
    this.#events.push(eventSchema.parse(message));
    this.#onEvent();
  }

  async #first(
    name: DesktopEvent['event'],
    fits: (event: DesktopEvent) => boolean = () => true,
  ): Promise<DesktopEvent> {
    const { promise, resolve, reject } = Promise.withResolvers<DesktopEvent>();
    const look = (): void => {
      const hit = this.#events.find((event) => event.event === name && fits(event));
      if (hit !== undefined) resolve(hit);
    };
    const late = setTimeout(
      () => reject(new Error(`no ${name} in ${PATIENCE_MS} ms; had ${JSON.stringify(this.#events)}`)),
      PATIENCE_MS,
    );
    this.#onEvent = look;
    look();
    try {
      return await promise;
    } finally {
      clearTimeout(late);
    }
  }
}

async function startBus(): Promise<{ daemon: ChildProcess; address: string }> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--nosyslog', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  createInterface({ input: daemon.stdout }).once('line', resolve);
  daemon.once('error', reject);
  return { daemon, address: await promise };
}
