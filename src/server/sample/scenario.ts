import type { AttemptOutcome } from '../../shared/domain/parts.ts';
import type { Priority } from '../../shared/domain/priority.ts';
import type { Tier } from '../../shared/domain/tier.ts';
import type { QueueKey } from './people.ts';

export type Attempt = { readonly what: string; readonly outcome: AttemptOutcome; readonly note: string };
export type Fix = { readonly reply: string; readonly summary: string };

/** What a call is about, which decides whose it is further up and what they do. */
export type Domain = 'acesso' | 'faturamento' | 'servicos';

/** One kind of call, told so that any of its texts go together. Texts have {slots}; lists hold variants. */
export type Scenario = {
  readonly category: string;
  readonly queue: Extract<QueueKey, 'atendimento' | 'cobranca'>;
  readonly domain: Domain;
  /** The highest tier such a call gets to. */
  readonly reach: Tier;
  readonly isForCompanies: boolean;
  readonly priorities: readonly Priority[];
  readonly subjects: readonly string[];
  readonly opens: readonly string[];
  readonly asks: readonly string[];
  readonly answers: readonly string[];
  readonly attempts: readonly Attempt[];
  readonly fixes: readonly Fix[];
  /** The form when the first line gets no further. */
  readonly form: { readonly summary: string; readonly impact: string; readonly asked: string };
};

/** What a second or third line does with a ticket of a domain. */
export type Diagnosis = {
  readonly attempts: readonly Attempt[];
  readonly notes: readonly string[];
  readonly fixes: readonly Fix[];
};

/** Shorthand for the lists of scenarios. */
export function tried(what: string, outcome: AttemptOutcome, note = ''): Attempt {
  return { what, outcome, note };
}

export function fix(reply: string, summary: string): Fix {
  return { reply, summary };
}
