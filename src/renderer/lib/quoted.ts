/** The most of a message that is quoted. */
const MOST_QUOTED = 2_000;

/** A message as it stands quoted in an answer: who wrote it, and each line behind a "> ". A long one is cut, and says so. */
export function quoted(author: string, body: string): string {
  const text = body.length > MOST_QUOTED ? `${body.slice(0, MOST_QUOTED).trimEnd()} […]` : body;
  return [`${author}:`, ...text.split('\n')].map((line) => `> ${line}`.trimEnd()).join('\n') + '\n\n';
}
