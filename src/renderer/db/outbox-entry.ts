/**
 * An action that the backend has not both answered and shown. `recovered`: brought back after this machine's database was
 * lost, sent before the others. `acknowledged`: answered, its rows are on their way. `sent`: the backend has it and it
 * is no longer there. `id` is unique, `seq` within a client.
 */
export type OutboxEntry = {
  readonly id: string;
  readonly seq: number;
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
  readonly state: 'recovered' | 'kept' | 'sending' | 'acknowledged' | 'sent';
  readonly ticketId: string | null;
};
