import type { Priority } from '../../shared/domain/priority.ts';
import type { WorkingStatus } from '../../shared/domain/status.ts';
import type { Customer, User } from '../../shared/domain/workspace.ts';
import { HOLDING, RETURNS, SECOND_LINE, THANKS, THIRD_LINE, WAITS } from './diagnoses.ts';
import { agentsOf, CHANNELS_USER, QUEUES, type QueueKey } from './people.ts';
import type { Random } from './random.ts';
import { sampleId } from './sample-id.ts';
import type { Attempt, Diagnosis, Scenario } from './scenario.ts';
import { FORMS } from './sla-rows.ts';
import type { Fill } from './slots.ts';

/** One thing that happened on a ticket. `lagMs` sets it that much business time after all before it, instead of among them. */
export type Beat = {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly actor: User;
  readonly lagMs?: number;
};

export type StorySetting = {
  /** Tells this ticket's ids from those of others. */
  readonly key: string;
  readonly ticketId: string;
  readonly scenario: Scenario;
  readonly customer: Customer;
  readonly categoryId: string;
  readonly priority: Priority;
  readonly fill: Fill;
  readonly random: Random;
};

/** `n1@`, `n2@` and `n3@` have this share of their queues' tickets, so that whoever signs in as one finds work. */
const SHARE_OF_FIRST = 0.4;

/** Tells what happened on one ticket, step by step, as the mutations that people made of it. */
export class Story {
  readonly beats: Beat[] = [];
  readonly #setting: StorySetting;
  #queue: QueueKey;
  #agent: User;
  #lastMessageId: string | null = null;
  #handoverId: string | null = null;
  #sender: User | null = null;
  #isBack = false;
  #attempts: Attempt[] = [];
  #ids = 0;

  constructor(setting: StorySetting) {
    this.#setting = setting;
    this.#queue = setting.scenario.queue;
    this.#agent = this.#pickAgent();
  }

  /** The customer calls or writes. */
  open(): this {
    const { scenario, customer, categoryId, priority, random } = this.#setting;
    const channel = random.pick(['phone', 'phone', 'whatsapp', 'whatsapp', 'portal', 'email', 'chat'] as const);
    const message = { id: this.#newId(), body: this.#say(scenario.opens) };
    const args = {
      subject: this.#subject(),
      queueId: QUEUES[this.#queue].id,
      priority,
      channel,
      customerId: customer.id,
      categoryId,
      message,
    };
    this.#lastMessageId = message.id;
    // Who answers the telephone registers the call; all else comes in by itself.
    return this.#do('ticket.create', args, channel === 'phone' ? this.#agent : CHANNELS_USER);
  }

  claim(): this {
    const picked = this.#pickAgent();
    // What was given back goes to who had sent it.
    this.#agent = this.#isBack && this.#sender !== null ? this.#sender : picked;
    this.#isBack = false;
    if (this.#handoverId === null) return this.#do('ticket.claim', {});
    const handoverId = this.#handoverId;
    this.#handoverId = null;
    return this.#do('ticket.accept', { handoverId });
  }

  ask(): this {
    return this.reply(this.#setting.scenario.asks);
  }

  hold(): this {
    return this.reply(HOLDING);
  }

  reply(texts: readonly string[]): this {
    const messageId = this.#newId();
    const lastSeenMessageId = this.#lastMessageId;
    this.#lastMessageId = messageId;
    return this.#do('ticket.reply', { messageId, body: this.#say(texts), lastSeenMessageId });
  }

  answer(): this {
    return this.hear(this.#setting.scenario.answers);
  }

  hear(texts: readonly string[]): this {
    const messageId = this.#newId();
    this.#lastMessageId = messageId;
    return this.#do('ticket.receive', { messageId, body: this.#say(texts) }, CHANNELS_USER);
  }

  /** A first-line attempt, or with the queue's own means further up; `isSolving` picks one that worked where there is one. */
  attempt(isSolving: boolean): this {
    const { scenario, random, fill } = this.#setting;
    const all = this.#diagnosis()?.attempts ?? scenario.attempts;
    const fresh = all.filter((each) => !this.#attempts.includes(each) && (each.outcome === 'solved') === isSolving);
    const attempt = random.pick(fresh.length > 0 ? fresh : all);
    this.#attempts.push(attempt);
    const { what, outcome, note } = attempt;
    const minutes = random.int(3, this.#diagnosis() === null ? 18 : 55);
    return this.#do('ticket.logAttempt', {
      attemptId: this.#newId(),
      what: fill(what),
      outcome,
      minutes,
      note: fill(note),
    });
  }

  note(): this {
    const notes = this.#diagnosis()?.notes;
    return notes === undefined ? this : this.#do('ticket.note', { messageId: this.#newId(), body: this.#say(notes) });
  }

  /** Up one tier, with its form filled in from what was tried. */
  escalate(): this {
    const { scenario, fill } = this.#setting;
    const tier = QUEUES[this.#queue].tier;
    const to: QueueKey = tier === 2 ? 'engenharia' : scenario.domain === 'acesso' ? 'redes' : 'sistemas';
    const categoryId = sampleId(`category:${scenario.category}`);
    const own = FORMS.find((each) => each.fromTier === tier && each.categoryId === categoryId);
    const form = own ?? FORMS.find((each) => each.fromTier === tier && each.categoryId === undefined);
    if (form === undefined) throw new Error(`There is no form from tier ${tier}`);
    const lines = this.#attempts.map(({ what, outcome, note }) => `- ${what}: ${OUTCOMES[outcome]}. ${note}`.trim());
    // What was tried twice is told once.
    const tried = [...new Set(lines)];
    const answers = {
      summary: fill(scenario.form.summary),
      impact: fill(scenario.form.impact),
      tried: fill(tried.length === 0 ? 'Nada além da conversa com o cliente.' : tried.join('\n')),
      asked: fill(
        tier === 1 ? scenario.form.asked : 'Encontrar a causa e indicar o contorno enquanto não houver correção.',
      ),
    };
    const { impact: _impact, ...others } = answers;
    const filled = own === undefined ? answers : { ...others, ...LANDLINE_ANSWERS };
    if (tier === 1) this.#sender = this.#agent;
    const handoverId = this.#newId();
    const toQueueId = QUEUES[to].id;
    this.#do('ticket.escalate', {
      handoverId,
      fromTier: tier,
      toQueueId,
      formId: form.id,
      formVersion: form.version,
      answers: filled,
    });
    return this.#moved(to, handoverId);
  }

  /** Back to the first line, with what is missing. */
  giveBack(): this {
    const { scenario } = this.#setting;
    const { reason, missing } = RETURNS[scenario.domain];
    const handoverId = this.#newId();
    this.#do('ticket.return', { handoverId, toQueueId: QUEUES[scenario.queue].id, reason, missing });
    this.#isBack = true;
    return this.#moved(scenario.queue, handoverId);
  }

  /** Who has it at the end, and who had sent it up from the first line. */
  get standing(): { readonly agent: User; readonly sender: User | null; readonly queue: QueueKey } {
    return { agent: this.#agent, sender: this.#sender, queue: this.#queue };
  }

  wait(status: Exclude<WorkingStatus, 'open'>, followUpAtMs: number | null = null): this {
    return this.#do('ticket.setStatus', { status, reason: this.#say(WAITS[status]), followUpAtMs });
  }

  /** The attempt that worked, the word to the customer, often thanks, and the resolution. */
  solve(code: 'solved' | 'first_contact' | 'workaround' = 'solved'): this {
    const { scenario, random, fill } = this.#setting;
    const { reply, summary } = random.pick(this.#diagnosis()?.fixes ?? scenario.fixes);
    this.attempt(true).reply([reply]);
    if (random.chance(0.45)) this.hear(THANKS);
    return this.#do('ticket.resolve', { code, summary: fill(summary) });
  }

  close(lagMs: number): this {
    return this.#do('ticket.close', {}, this.#agent, lagMs);
  }

  cancel(reason: string): this {
    return this.#do('ticket.cancel', { reason });
  }

  #moved(to: QueueKey, handoverId: string): this {
    this.#queue = to;
    this.#handoverId = handoverId;
    return this;
  }

  /** Companies are known by name, and a third of the others by where they live. */
  #subject(): string {
    const { scenario, customer, random, fill } = this.#setting;
    const what = this.#say(scenario.subjects);
    if (customer.company !== null) return `${customer.company}: ${what}`;
    return random.chance(0.35) ? fill(`${what} ({bairro})`) : what;
  }

  #diagnosis(): Diagnosis | null {
    const { domain } = this.#setting.scenario;
    const { tier } = QUEUES[this.#queue];
    if (tier === 1) return null;
    return (tier === 2 ? SECOND_LINE : THIRD_LINE)[domain];
  }

  #pickAgent(): User {
    const { random } = this.#setting;
    const agents = agentsOf(this.#queue);
    const [first] = agents;
    return first !== undefined && random.chance(SHARE_OF_FIRST) ? first : random.pick(agents);
  }

  #say(texts: readonly string[]): string {
    return this.#setting.fill(this.#setting.random.pick(texts));
  }

  #newId(): string {
    this.#ids += 1;
    return sampleId(`${this.#setting.key}:${this.#ids}`);
  }

  #do(name: string, args: Beat['args'], actor = this.#agent, lagMs?: number): this {
    const beat = { name, args: { ticketId: this.#setting.ticketId, ...args }, actor };
    this.beats.push(lagMs === undefined ? beat : { ...beat, lagMs });
    return this;
  }
}

/** What the landline form asks beside the others. */
const LANDLINE_ANSWERS = { environment: 'home', symptoms: 'no_tone\nno_outgoing', tone_at_modem: 'no' } as const;

const OUTCOMES: Readonly<Record<Attempt['outcome'], string>> = {
  solved: 'resolveu',
  partial: 'ajudou em parte',
  failed: 'não resolveu',
  unavailable: 'não foi possível',
};
