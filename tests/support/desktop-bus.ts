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
  z.object({ event: z.literal('TrayItem') }),
  z.object({ event: z.literal('Inhibit'), what: z.string() }),
]);
type DesktopEvent = z.infer<typeof eventSchema>;
export type ShownNotification = Extract<DesktopEvent, { event: 'Notify' }>;

const answerSchema = z.object({ re: z.int(), error: z.string().optional(), value: z.unknown().optional() });
const entriesSchema = z.array(
  z.object({ id: z.int(), label: z.string(), isEnabled: z.boolean(), isChecked: z.boolean() }),
);
export type TrayEntry = z.infer<typeof entriesSchema>[number];
const PATIENCE_MS = 10_000;

/**
 * A desktop without a screen: private session and system buses on which desktop-mock.py plays the notification service and
 * login1, and the tray once one is offered. Give `env` to the app under test.
 */
export class DesktopBus {
  readonly env: Readonly<Record<string, string>>;
  readonly #daemons: readonly ChildProcess[];
  readonly #mock: ChildProcessByStdio<Writable, Readable, null>;
  readonly #events: DesktopEvent[] = [];
  readonly #answers = new Map<number, (answer: z.infer<typeof answerSchema>) => void>();
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

  /** The first notification with that title, or one that fits the pattern, that says so, where told; waits for it. */
  async notification(summary: string | RegExp, about = ''): Promise<ShownNotification> {
    const event = await this.#first('Notify', (candidate) => {
      if (!('summary' in candidate) || !candidate.body.includes(about)) return false;
      return typeof summary === 'string' ? candidate.summary === summary : summary.test(candidate.summary);
    });
    if (event.event !== 'Notify') throw new Error('not a notification');
    return event;
  }

  /** Resolves when that notification was taken off the screen by the app. */
  async withdrawn(id: number): Promise<void> {
    await this.#first('CloseNotification', (candidate) => 'id' in candidate && candidate.id === id);
  }

  /** The ids of the notifications that the app has taken off the screen. */
  withdrawnIds(): number[] {
    return this.#events.flatMap((event) => (event.event === 'CloseNotification' ? [event.id] : []));
  }

  /** From now on the desktop has a tray. To be called before the app starts. */
  async offerTray(): Promise<void> {
    await this.#ask('offer-tray');
  }

  /** Resolves when the app has put its icon into the tray. */
  async trayIcon(): Promise<void> {
    await this.#first('TrayItem');
  }

  /** What the menu of the icon shows, without its lines. */
  async trayEntries(): Promise<TrayEntry[]> {
    return entriesSchema.parse(await this.#ask('tray-entries'));
  }

  /** Picks an entry of the icon's menu. */
  async pickInTray(label: string | RegExp): Promise<void> {
    const entries = await this.trayEntries();
    const entry = entries.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
    if (entry === undefined) throw new Error(`the tray has no ${label}: ${entries.map((one) => one.label).join(', ')}`);
    await this.#ask('tray-click', entry.id);
  }

  /** Clicks the icon in the tray. */
  async clickTray(): Promise<void> {
    await this.#ask('tray-activate');
  }

  /** What the icon says when it is pointed at. */
  async trayTip(): Promise<string> {
    return z.string().parse(await this.#ask('tray-tip'));
  }

  /** Resolves when the app has told login1 that it wants to know about sleep; before that it hears of none. */
  async appHearsOfSleep(): Promise<void> {
    await this.#first('Inhibit', (candidate) => 'what' in candidate && candidate.what === 'sleep');
  }

  /** What a click, a dismissal, the start of a sleep or its end sends to the app. */
  async act(what: 'click' | 'dismiss', id: number): Promise<void>;
  async act(what: 'sleep' | 'wake'): Promise<void>;
  async act(what: string, id?: number): Promise<void> {
    await this.#ask(what, id);
  }

  /** Ends the mock and its buses. */
  async stop(): Promise<void> {
    for (const child of [this.#mock, ...this.#daemons]) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }

  async #ask(what: string, id?: number): Promise<unknown> {
    const n = ++this.#commands;
    const { promise, resolve } = Promise.withResolvers<z.infer<typeof answerSchema>>();
    this.#answers.set(n, resolve);
    this.#mock.stdin.write(`${JSON.stringify({ do: what, n, id })}\n`);
    const { error, value } = await promise;
    if (error !== undefined) throw new Error(error);
    return value;
  }

  #read(message: unknown): void {
    const answer = answerSchema.safeParse(message);
    if (answer.success) {
      this.#answers.get(answer.data.re)?.(answer.data);
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
