/** What a text says as JSON; null for what is none, which a schema then refuses like anything else of another shape. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
