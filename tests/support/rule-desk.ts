import type { User } from '../../src/shared/domain/workspace.ts';
import { deriveId } from '../../src/shared/lib/derive-id.ts';
import type { Refusal } from '../../src/shared/mutations/mutation.ts';
import { decodeMutation } from '../../src/shared/mutations/registry.ts';
import { UnitOfWork } from '../../src/shared/mutations/unit-of-work.ts';

/** Rules without a backend or a database: actions run as the backend would run them, on rows in memory. */
export class RuleDesk {
  readonly unit = new UnitOfWork();
  nowMs: number;
  #seq = 0;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  /** Does an action; answers why it is refused, or null. */
  act(actor: User, name: string, args: object, at: { readonly performedAtMs?: number } = {}): Refusal | null {
    const decoded = decodeMutation(name, args);
    if (!decoded.ok) return decoded.error;
    this.#seq += 1;
    let made = 0;
    const refusal = decoded.value.run(this.unit, {
      actor,
      performedAtMs: at.performedAtMs ?? this.nowMs,
      receivedAtMs: this.nowMs,
      newId: () => deriveId(this.nowMs, `test:${this.#seq}:${made++}`),
      ticketNumber: () => 1001,
    });
    if (refusal === null) this.unit.keep();
    else this.unit.discard();
    return refusal;
  }
}
