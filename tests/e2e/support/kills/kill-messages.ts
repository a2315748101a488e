import { z } from 'zod';

/** What the page works with. */
export type Plan = {
  readonly databaseName: string;
  readonly user: unknown;
  readonly ticketIds: readonly string[];
};

/** An action of which `mutate` said that it is kept, by the id of the note it wrote. */
export const keptSchema = z.object({ id: z.uuid() });
export type Kept = z.infer<typeof keptSchema>;

/** What a start found: the life of its database, the actions that wait in the outbox, those that the journal brought back. */
export const foundSchema = z.object({
  generation: z.uuid(),
  outbox: z.array(z.uuid()),
  recovered: z.array(z.uuid()),
});
export type Found = z.infer<typeof foundSchema>;
