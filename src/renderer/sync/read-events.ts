/** One server-sent event: its name, and its data lines joined by line feeds. */
export type ServerEvent = { readonly name: string; readonly data: string };

/** A line ends with CR LF, LF or CR. */
const LINE_END = /\r\n|\n|\r/;
/** No event of ours comes near; whoever sends more is no backend of ours, and must not fill the memory. */
const MAX_EVENT_LENGTH = 1_000_000;

/**
 * Reads a stream of server-sent events (WHATWG HTML, section 9.2) until it ends, however it is cut into pieces. `onBeat`
 * is called for every piece that comes, comments included; `onEvent` for each event with a name or data of its own. What
 * has not been finished by an empty line when the stream ends is no event.
 *
 * @throws what the stream fails with; and RangeError when an event is longer than a million characters.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  onBeat: () => void,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  // A byte order mark at the start is taken off by the decoder.
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  const block = new Block(onEvent);
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBeat();
    // A CR at the end of a piece may be half of a line end: it waits for what follows.
    const text = rest + value;
    const isCut = text.endsWith('\r');
    const lines = (isCut ? text.slice(0, -1) : text).split(LINE_END);
    rest = (lines.pop() ?? '') + (isCut ? '\r' : '');
    for (const line of lines) block.take(line);
    if (rest.length + block.length > MAX_EVENT_LENGTH) {
      await reader.cancel();
      throw new RangeError('an event of the live stream is too long');
    }
  }
}

/** The lines of an event, until the empty one that ends it. */
class Block {
  readonly #onEvent: (event: ServerEvent) => void;
  #name = '';
  #data: string[] = [];

  constructor(onEvent: (event: ServerEvent) => void) {
    this.#onEvent = onEvent;
  }

  get length(): number {
    return this.#data.reduce((length, line) => length + line.length, this.#name.length);
  }

  take(line: string): void {
    if (line === '') {
      this.#end();
      return;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#data.push(value);
  }

  #end(): void {
    if (this.#data.length > 0) this.#onEvent({ name: this.#name || 'message', data: this.#data.join('\n') });
    this.#name = '';
    this.#data = [];
  }
}
