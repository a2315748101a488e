import { signedInConsole } from './current-console.ts';

/** What was being written under a key, such as `reply:<ticket id>`; empty when nothing was. */
export async function loadDraft(key: string): Promise<string> {
  return (await signedInConsole().db.drafts.get(key))?.text ?? '';
}

/** Keeps what is being written; an empty text forgets it. */
export async function saveDraft(key: string, text: string): Promise<void> {
  const { db } = signedInConsole();
  if (text === '') await db.drafts.delete(key);
  else await db.drafts.put({ key, text, savedAtMs: Date.now() });
}

/** The channel on which the windows of the signed-in account tell one another what is being written. */
export function draftChannelName(): string {
  return `${signedInConsole().databaseName}:drafts`;
}
