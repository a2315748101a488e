import fc from 'fast-check';
import type { z } from 'zod';
import { PART_KINDS, PART_SCHEMAS, WORKSPACE_SCHEMAS } from '../../src/shared/domain/tables.ts';
import { ticketSchema } from '../../src/shared/domain/ticket.ts';
import { anyHostileText } from './any-json.ts';
import type { IdPools } from './any-mutation.ts';
import { anyOfSchema, type Making } from './any-of-schema.ts';

/** A row with the table it is in. */
export type TableRow = { readonly table: string; readonly row: { readonly id: string } };

/**
 * Rows of tickets, their parts, queues, forms and people, each fitting its schema and nothing more: no stay, two running pauses,
 * a hand-over that is not there, a queue of another tier. A rule must bear them all.
 */
export function anyRows(pools: IdPools): fc.Arbitrary<readonly TableRow[]> {
  const count = fc.nat(1_000);
  const making = (own: readonly string[]): Making => ({
    id: fc.oneof(fc.constantFrom(...own), fc.uuid({ version: [4, 7] })),
    // What is in a database could be stored there.
    text: anyHostileText.map((text) => text.toWellFormed().replaceAll('\u0000', '')),
    byKey: {
      id: fc.constantFrom(...own),
      ticketId: fc.constantFrom(...pools.tickets),
      queueId: fc.constantFrom(...pools.queues),
      attemptCounts: fc.tuple(count, count, count),
      escalationCount: count,
      returnCount: count,
      reopenCount: count,
    },
  });
  const rowsOf = (
    table: string,
    schema: z.ZodType,
    ids: readonly string[],
    size: { readonly minLength: number },
  ): fc.Arbitrary<TableRow[]> =>
    fc.uniqueArray(
      anyOfSchema(schema, making(ids)).map((row) => ({ table, row: row as TableRow['row'] })),
      { ...size, maxLength: ids.length, selector: ({ row }) => row.id },
    );
  return fc
    .tuple(
      rowsOf('ticket', ticketSchema, pools.tickets, { minLength: 2 }),
      ...PART_KINDS.map((kind) => rowsOf(kind, PART_SCHEMAS[kind], pools.parts, { minLength: 0 })),
      rowsOf('queue', WORKSPACE_SCHEMAS.queue, pools.queues, { minLength: 2 }),
      rowsOf('form', WORKSPACE_SCHEMAS.form, pools.forms, { minLength: 1 }),
      rowsOf('user', WORKSPACE_SCHEMAS.user, pools.workspace, { minLength: 0 }),
    )
    .map((tables) => tables.flat());
}
