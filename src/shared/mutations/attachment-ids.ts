import { z } from 'zod';

const withAttachments = z.object({ attachments: z.array(z.object({ id: z.string() })) });

/** The files that an action's arguments name, whatever the action. Apart from the rules, which a start does without. */
export function attachmentIdsOf(args: unknown): readonly string[] {
  const parsed = withAttachments.safeParse(args);
  return parsed.success ? parsed.data.attachments.map(({ id }) => id) : [];
}
