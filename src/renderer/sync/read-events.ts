/**
 * Reads a stream of server-sent events (WHATWG HTML, section 9.2) until it ends. `onBeat` is called for every piece
 * that comes, comments included; `onEvent` with the name of each event.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  onBeat: () => void,
  onEvent: (name: string) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  let name = 'message';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBeat();
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('event:')) name = line.slice('event:'.length).trim();
      if (line !== '') continue;
      onEvent(name);
      name = 'message';
    }
  }
}
