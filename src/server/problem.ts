import type { ProblemCode, ProblemDetails } from '../shared/protocol/problem.ts';

type ProblemExtras = {
  /** What is wrong with which field, for `validation`. */
  readonly details?: ProblemDetails;
  /** Further members of the problem document, for example the seq that `sync.gap` expected. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Headers of the answer, for example `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * A refusal that ends a request: routes and hooks throw it, the app's error handler answers it as RFC 9457 problem
 * JSON. `detail` is read by people and never holds a cause, a query or a secret.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, status: number, detail: string, extras: ProblemExtras) {
    super(detail);
    this.code = code;
    this.status = status;
    this.extras = extras;
  }
}

/** Builds a refusal to throw. */
export function problem(code: ProblemCode, status: number, detail: string, extras: ProblemExtras = {}): Problem {
  return new Problem(code, status, detail, extras);
}
