import { signedInConsole } from './current-console.ts';

/** Which of some tickets are on this machine. */
export async function keptHere(ticketIds: readonly string[]): Promise<ReadonlySet<string>> {
  const records = await signedInConsole().db.tickets.bulkGet([...ticketIds]);
  return new Set(records.flatMap((record) => (record === undefined ? [] : [record.id])));
}
