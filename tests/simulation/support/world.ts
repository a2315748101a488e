import type { randomUUID } from 'node:crypto';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { err } from '../../../src/shared/lib/result.ts';
import type { Transport } from '../../../src/shared/sync/transport.ts';
import { ID, people } from '../../support/workspace.ts';
import { Broken } from './broken.ts';
import { CommitChecks } from './commit-checks.ts';
import { Machine, type Naive } from './machine.ts';
import { Killed, Life, never } from './mortal.ts';
import type { Profile } from './profile.ts';
import { nameProgramMove } from './program-moves.ts';
import { answeredOn, checkPromises, checkQuiet, Decisions, forgetLostTwice, forgetUnsafe } from './quiet-checks.ts';
import { AGENTS, type Deed, type Schedule, type Step } from './schedule.ts';
import { type Fault, SimulatedBackend } from './simulated-backend.ts';
import type { StagedDatabase } from './staged-database.ts';
import { nameOf, sayAct, sayDeed, sayMs, saySync, sayUndo, sayWho } from './story.ts';
import type { Tally } from './tally.ts';

export const START_MS = Date.UTC(2026, 10, 23, 12);
const LOST = err({ kind: 'unreachable', detail: 'the line went dead' } as const);
const NO_FAULTS = { push: 'none', pull: 'none' } as const;

/** Where schedules begin: each machine as its first sync has left it, and how many ids were given until then. */
export type Beginning = { readonly profiles: readonly Profile[]; readonly ids: number };

type Views = readonly Pick<User, 'role' | 'queueIds'>[];

/** What a person's view may be changed to. */
function viewsOf({ role, queueIds }: User): Views {
  return [
    { role, queueIds },
    { role: 'agent', queueIds: [] },
    { role: 'agent', queueIds: [ID.queue1, ID.queue2] },
    { role: 'agent', queueIds: [ID.queue2, ID.queue3] },
    { role: 'supervisor', queueIds: [] },
    { role: 'agent', queueIds: [ID.queue1b] },
  ];
}

/** Agents on their machines and one backend, in simulated time, over a network that does what the schedule says. */
export class World {
  /** What has happened, sentence by sentence. */
  readonly story: string[] = [];
  readonly tally: Tally;
  readonly machines: readonly Machine[];
  readonly backend: SimulatedBackend;
  readonly checks: CommitChecks;
  readonly #db: StagedDatabase;
  readonly #decisions: Decisions;
  readonly #schedule: Schedule;
  #faults: { readonly push: Fault; readonly pull: Fault } = NO_FAULTS;
  #between: Deed[] = [];
  #killBackendAfter: number | null = null;
  #backup: Awaited<ReturnType<SimulatedBackend['backup']>> | null = null;
  #ids = 0;
  #hasBegun = false;

  constructor(db: StagedDatabase, schedule: Schedule, tally: Tally, naive: Naive = {}) {
    this.#db = db;
    this.#schedule = schedule;
    this.tally = tally;
    this.backend = new SimulatedBackend(db);
    this.backend.nowMs = START_MS;
    this.#decisions = new Decisions(this.backend);
    this.checks = new CommitChecks(this.backend);
    const around = {
      naive,
      nowMs: () => this.backend.nowMs,
      newId: () => this.newId(),
      transport: (machine: Machine, exchanged: () => Promise<boolean>) => this.#transport(machine, exchanged),
      onCommit: (...args: Parameters<CommitChecks['see']>) => this.checks.see(...args),
      onReopen: (...args: Parameters<CommitChecks['seeReopened']>) => this.checks.seeReopened(...args),
    };
    const { skews, isJournalDeaf } = schedule;
    this.machines = AGENTS.map(
      (name, index) =>
        new Machine(people[name], around, { name: nameOf(index), skewMs: skews[index] ?? 0, isJournalDeaf }),
    );
  }

  /** An id that is the same whenever the schedule is played. */
  newId(): ReturnType<typeof randomUUID> {
    this.#ids += 1;
    return `00000000-0000-7000-9000-${this.#ids.toString(16).padStart(12, '0')}`;
  }

  /** The first sync of every machine, and nothing else: the backend has to keep its part of it. */
  async begin(): Promise<Beginning> {
    await this.#withOwnIds(() => this.#firstSyncs());
    return { profiles: this.machines.map((machine) => machine.leave()), ids: this.#ids };
  }

  /**
   * Plays the schedule, checking as it goes, and brings everything to rest at its end. The machines begin as a beginning
   * has left them, which takes half of the time; without one they do their first sync.
   *
   * @throws Broken at the first invariant that does not hold; the story so far is in `story`.
   */
  async play(beginning: Beginning | null = null): Promise<void> {
    await this.#withOwnIds(async () => {
      if (beginning === null) await this.#firstSyncs();
      else await this.#takeOver(beginning);
      this.#hasBegun = true;
      for (const [index, { skewMs }] of this.machines.entries()) {
        if (skewMs !== 0) this.story.push(`${nameOf(index)}'s clock is off by ${sayMs(skewMs)}.`);
      }
      for (const step of this.#schedule.steps) {
        this.backend.nowMs += 1_000;
        await this.#step(step);
        await this.#check();
      }
      await this.#rest();
    });
  }

  async #withOwnIds(work: () => Promise<void>): Promise<void> {
    const { randomUUID: real } = crypto;
    crypto.randomUUID = () => this.newId();
    try {
      await work();
    } finally {
      crypto.randomUUID = real;
      for (const machine of this.machines) machine.close();
    }
  }

  async #firstSyncs(): Promise<void> {
    for (const machine of this.machines) {
      this.checks.ownerOf(machine);
      await machine.start();
      await machine.sync(0, null);
    }
  }

  async #takeOver({ profiles, ids }: Beginning): Promise<void> {
    this.#ids = ids;
    for (const [index, machine] of this.machines.entries()) {
      const profile = profiles[index];
      if (profile === undefined) throw new Error(`Nothing is known of how ${machine.name} begins`);
      this.checks.ownerOf(machine);
      await machine.takeOver(profile);
      const { cookie } = machine.state.meta;
      if (cookie !== null) this.checks.knowsCookie(machine, cookie);
    }
  }

  #say(sentence: string): void {
    this.story.push(`${sentence}.`);
  }

  async #check(): Promise<void> {
    await this.checks.settle();
    for (const machine of this.machines) await checkPromises(machine, this.#decisions);
  }

  async #step(step: Step): Promise<void> {
    this.tally.count(`step ${step.kind}`);
    switch (step.kind) {
      case 'wait':
        this.backend.nowMs += step.minutes * 60_000;
        return this.#say(`${step.minutes} minutes pass`);
      case 'customer':
      case 'role':
      case 'program':
        return this.#deed(step);
      case 'kill_backend':
        this.#killBackendAfter = step.afterSteps;
        return this.#say(`The backend will be killed ${step.afterSteps} statements into its next work`);
      case 'new_epoch':
        await this.#aside(() => this.#db.raw('update epoch set id = gen_random_uuid()'));
        return this.#say('The operator makes every client start over');
      case 'backup':
        this.#backup = await this.#aside(() => this.backend.backup());
        return this.#say('The operator makes a backup');
      case 'restore':
        return this.#restore();
      case 'quiet':
        this.#say('Everything comes to rest');
        return this.#rest();
      case 'act':
      case 'undo':
      case 'sync':
      case 'thaw':
      case 'kill':
      case 'restart':
      case 'wipe':
      case 'swap':
      case 'clock':
        return this.#ofAgent(step);
    }
  }

  async #ofAgent(step: Extract<Step, { readonly agent: number }>): Promise<void> {
    const machine = this.machines[step.agent];
    if (machine === undefined) return;
    switch (step.kind) {
      case 'act': {
        const wishes = [step, ...step.along];
        for (const [index, outcome] of (await machine.act(step.window, wishes)).entries()) {
          const along = index === 0 ? '' : ' along with it';
          this.tally.count(outcome.kind === 'kept' ? `kept${along} ${outcome.name}` : `act${along} ${outcome.kind}`);
          this.#say(`${sayWho(machine, step.window)}${along} ${sayAct(wishes[index]?.action ?? step.action, outcome)}`);
        }
        return;
      }
      case 'sync': {
        this.#faults = step;
        this.#between = [...step.between];
        const outcome = await machine.sync(step.window, step.freezeAfter);
        this.#faults = NO_FAULTS;
        this.tally.count(`sync ${outcome}`);
        return this.#say(`${sayWho(machine, step.window)} ${saySync(step, outcome)}`);
      }
      case 'undo': {
        const outcome = await machine.undo(step.window, step.pick);
        this.tally.count(`undo ${outcome.kind === 'refused' ? outcome.code : outcome.kind}`);
        return this.#say(`${sayWho(machine, step.window)} ${sayUndo(outcome)}`);
      }
      case 'thaw': {
        const outcome = await machine.thaw(step.window);
        if (outcome === null) return;
        this.tally.count(`thawed: ${outcome}`);
        return this.#say(`${sayWho(machine, step.window)} thaws: ${outcome}`);
      }
      case 'kill':
        machine.life.endAfter(step.afterSteps);
        return this.#say(`${machine.name}'s app will be killed ${step.afterSteps} steps on`);
      case 'clock':
        machine.skewMs += step.jumpMs;
        return this.#say(`${machine.name}'s clock jumps by ${sayMs(step.jumpMs)}`);
      case 'role':
        return;
      case 'restart':
      case 'wipe':
      case 'swap': {
        const answered = answeredOn(machine);
        const kills = await machine[step.kind]();
        if (step.kind !== 'restart') await this.#aside(() => forgetLostTwice(machine, this.backend, answered));
        this.tally.count('killed while starting', kills);
        return this.#say(`${machine.name}: ${step.kind}${kills > 0 ? `, killed ${kills} times while it starts` : ''}`);
      }
    }
  }

  /** The operator puts the backup back and gives the database a new life, as the manual says. */
  async #restore(): Promise<void> {
    const backup = this.#backup;
    if (backup === null) return;
    await this.#aside(() => this.backend.restore(backup, { isEpochNew: true }));
    this.#decisions.forget();
    for (const machine of this.machines) machine.loseHeldAnswers();
    this.checks.seeRestored(await this.#viewsNow());
    for (const machine of this.machines) await forgetUnsafe(machine, this.backend);
    this.tally.count('restored');
    this.#say('The operator puts the backup back');
  }

  async #viewsNow(): Promise<readonly User[]> {
    const rows = await this.#db.raw<{ row: User }>(`select row from workspace_row where kind = 'user'`);
    return rows.map(({ row }) => row);
  }

  async #deed(deed: Deed): Promise<void> {
    this.#say(`Meanwhile ${sayDeed(deed)}`);
    await this.#aside(async () => {
      if (deed.kind === 'customer') {
        const { pick } = deed;
        const answered = pick % 2 === 0 ? await this.backend.someAnsweredId(pick) : undefined;
        const ticketId = answered ?? (await this.backend.someTicketId(pick));
        if (ticketId === undefined) return;
        const args = { ticketId, messageId: this.newId(), body: 'ainda sem sinal' };
        const isDone = await this.backend.asSystem({ name: 'ticket.receive', args });
        this.tally.count(`program ${isDone ? 'did' : 'was refused'} ticket.receive`);
        return;
      }
      if (deed.kind === 'program') return this.#program(deed);
      const user = people[AGENTS[deed.agent] ?? 'n1'];
      const view = viewsOf(user)[deed.view] ?? user;
      await this.backend.asSystem({ name: 'user.save', args: { row: { ...user, ...view } } });
      this.checks.hasView(user.id, view);
    });
  }

  async #program({ move, pick }: Extract<Deed, { readonly kind: 'program' }>): Promise<void> {
    const { nowMs } = this.backend;
    const file = move === 'ticket.attachmentStored' ? await this.backend.someFile(pick) : null;
    const ticketId = file?.ticketId ?? (await this.backend.someTicketId(pick));
    if (ticketId === undefined) return;
    const target = { ticketId, attachmentId: file?.id ?? null, nowMs };
    const named = nameProgramMove(move, pick, target, () => this.newId());
    if (named === null) return;
    const isDone = await this.backend.asSystem(named);
    // Among what an administrator changes of people is what they see.
    if (isDone && move === 'user.save') for (const user of await this.#viewsNow()) this.checks.hasView(user.id, user);
    this.tally.count(`program ${isDone ? 'did' : 'was refused'} ${move}`);
  }

  /** Others' work at the backend, which the plan to kill it does not count. */
  #aside<T>(work: () => Promise<T>): Promise<T> {
    return this.#db.life.aside(work);
  }

  /** Network, clocks and machines leave everybody alone until all have sent and received everything; then all must be well. */
  async #rest(): Promise<void> {
    this.#killBackendAfter = null;
    this.#db.life.spare();
    this.#between = [];
    for (const machine of this.machines) machine.life.spare();
    for (const machine of this.machines) {
      for (const window of [0, 1]) {
        // Whoever is frozen wakes up when another has taken the lead and gone on.
        if ((await machine.sync(window, null)) !== 'is frozen') break;
      }
      for (const window of [0, 1]) {
        const outcome = await machine.thaw(window);
        if (outcome !== null) this.tally.count(`thawed: ${outcome}`);
      }
    }
    const mayTell = this.machines.some(({ state }) => state.outbox.size + state.recovered.size > 0);
    for (const machine of this.machines) await machine.sync(0, null);
    // What the last one has sent, the first one has yet to hear of.
    if (mayTell) for (const machine of this.machines) await machine.sync(0, null);
    await this.#check();
    await checkQuiet(this.machines, this.backend, this.#db, this.tally);
    this.tally.count('quiet point');
  }

  #transport(machine: Machine, exchanged: () => Promise<boolean>): Transport {
    const lineOf = (pageLimit: number): Transport =>
      this.backend.transport(machine.user.id, (exchange) => this.#faults[exchange], pageLimit);
    // What comes before the first step is the same in every schedule.
    const [line, first] = [lineOf(this.#schedule.pageLimit), lineOf(1_000)];
    const { life } = machine;
    const exchange = async <T>(name: string, send: () => Promise<T>): Promise<T | typeof LOST> => {
      try {
        life.step(`before a ${name}`);
        const answer = await this.#atBackend(send);
        life.step(`after a ${name}`);
        const isLost = await exchanged();
        life.step(`with the answer to a ${name}`);
        return isLost ? LOST : answer;
      } catch (error) {
        if (error instanceof Killed) return never();
        throw error;
      }
    };
    return {
      ...line,
      push: (request) =>
        exchange('push', async () => {
          const answer = await line.push(request);
          this.checks.seePush(machine, request, answer);
          return answer;
        }),
      pull: (request) =>
        exchange('pull', async () => {
          const answer = await (this.#hasBegun ? line : first).pull(request);
          this.checks.seePull(machine, answer);
          const deed = answer.ok && answer.value.more ? this.#between.shift() : undefined;
          if (deed !== undefined) await this.#deed(deed);
          return answer;
        }),
    };
  }

  async #atBackend<T>(send: () => Promise<T>): Promise<T | typeof LOST> {
    if (this.#killBackendAfter !== null) this.#db.life.endAfter(this.#killBackendAfter);
    this.#killBackendAfter = null;
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.tally.count(
        `backend killed ${/^(before|after) the commit$/.test(error.message) ? error.message : 'within'}`,
      );
      this.#say(`The backend is killed at ${error.message.trim().split('\n')[0]?.slice(0, 60)}`);
      this.#db.life = new Life();
      this.backend.restart();
      return LOST;
    }
  }
}

/** What went wrong, with everything that led to it. */
export function tell(world: World, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const story = world.story.map((sentence, index) => `${String(index + 1).padStart(4)}. ${sentence}`).join('\n');
  const cause = error instanceof Broken ? {} : { cause: error };
  return new Error(`${reason}\n\nWhat happened:\n${story}`, cause);
}
