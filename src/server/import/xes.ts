import { SaxesParser } from 'saxes';
import { ImportError, type Place } from './import-error.ts';
import { fault, KNOWN_UNUSED_FIELDS, parseEvent, USED_FIELDS, type XesEvent, type XesTrace } from './xes-event.ts';
import { readText } from './xes-text.ts';

/** A field of events, traces or the log that is not taken in: how often it came, and where first. */
export type LeftOutField = {
  readonly on: 'log' | 'trace' | 'event';
  readonly key: string;
  readonly isKnown: boolean;
  count: number;
  readonly first: Place;
};

/** What was read besides incidents. Filled while `readXes` runs. */
export type XesTally = { readonly leftOut: Map<string, LeftOutField> };

export type XesOptions = {
  /** Refuse fields of events and traces that are not known, instead of leaving them out. */
  readonly isStrict: boolean;
};

const ATTRIBUTE_ELEMENTS: ReadonlySet<string> = new Set([
  'string',
  'date',
  'int',
  'float',
  'boolean',
  'id',
  'list',
  'container',
]);
const LOG_ELEMENTS: ReadonlySet<string> = new Set(['extension', 'global', 'classifier', ...ATTRIBUTE_ELEMENTS]);

/** The prefix `xes:` and the number of its event must fit a reference of 200 characters beside the name. */
const MAX_TRACE_NAME_CHARS = 180;

/**
 * The incidents of an XES event log (IEEE 1849), plain or gzipped, one at a time and each checked whole, so that a
 * log of any length takes the memory of one incident and of the names seen.
 *
 * @throws ImportError with the place, for what is no XES, is cut off, or says what cannot be taken in: see its codes.
 */
export async function* readXes(
  source: AsyncIterable<Uint8Array>,
  options: XesOptions,
  tally: XesTally,
): AsyncGenerator<XesTrace> {
  const reader = new XesReader(options, tally);
  for await (const text of readText(source)) yield* reader.write(text);
  yield* reader.close();
}

type Open = { readonly trace: OpenTrace; readonly place: Place; readonly fields: Map<string, string> };
type OpenTrace = {
  name: string | null;
  readonly place: Place;
  readonly events: XesEvent[];
  waiting: Omit<Open, 'trace'>[];
};

/**
 * The parser's states, by depth:  0 before <log>  1 in <log>  2 in <trace>  3 in <event>; what lies deeper, or beside
 * traces in the log, is skipped to its end.
 */
class XesReader {
  readonly #options: XesOptions;
  readonly #tally: XesTally;
  readonly #parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
  readonly #names = new Set<string>();
  #done: XesTrace[] = [];
  #depth = 0;
  #skipped = 0;
  #start: Place = { line: 1, column: 1 };
  #isRead = false;
  #trace: OpenTrace | null = null;
  #event: Open | null = null;

  constructor(options: XesOptions, tally: XesTally) {
    this.#options = options;
    this.#tally = tally;
    this.#parser.on('error', (error) => {
      throw this.#xmlError(error);
    });
    this.#parser.on('opentagstart', ({ name }) => {
      // The parser stands on the character after the name.
      this.#start = { line: this.#parser.line, column: Math.max(1, this.#parser.column - name.length - 1) };
    });
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(localName(name), attributes));
    this.#parser.on('closetag', () => this.#close());
  }

  /** Takes the next piece of text; answers the incidents that are whole by now. */
  write(text: string): XesTrace[] {
    this.#parser.write(text);
    return this.#take();
  }

  close(): XesTrace[] {
    this.#isRead = true;
    this.#parser.close();
    return this.#take();
  }

  #take(): XesTrace[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    if (this.#depth === 0) this.#openLog(name);
    else if (this.#depth === 1) this.#openInLog(name, attributes);
    else if (this.#depth === 2) this.#openInTrace(name, attributes);
    else this.#readField('event', name, attributes);
  }

  #openLog(name: string): void {
    if (name !== 'log') {
      const what = `this is no XES log: it begins with <${name}> where <log> belongs.`;
      throw new ImportError('not_xes', what, { place: this.#start });
    }
    this.#depth = 1;
  }

  #openInLog(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'trace') {
      this.#trace = { name: null, place: this.#start, events: [], waiting: [] };
      this.#depth = 2;
      return;
    }
    if (!LOG_ELEMENTS.has(name)) throw this.#unexpected(name, 'log');
    const key = ATTRIBUTE_ELEMENTS.has(name) ? (attributes['key'] ?? '') : `<${name}>`;
    this.#leaveOut('log', key, true);
    this.#skipped = 1;
  }

  #openInTrace(name: string, attributes: Readonly<Record<string, string>>): void {
    const trace = this.#trace;
    if (name === 'event' && trace !== null) {
      this.#event = { trace, place: this.#start, fields: new Map() };
      this.#depth = 3;
      return;
    }
    this.#readField('trace', name, attributes);
  }

  #readField(on: 'trace' | 'event', name: string, attributes: Readonly<Record<string, string>>): void {
    if (!ATTRIBUTE_ELEMENTS.has(name)) throw this.#unexpected(name, on);
    const { key, value } = attributes;
    if (key === undefined) throw this.#error('missing_field', `a <${name}> of the ${on} has no key.`);
    // What a field holds beneath itself (XES allows it) is not taken in.
    this.#skipped = 1;
    if (on === 'trace') this.#readTraceField(key, value ?? '');
    else this.#readEventField(key, value ?? '');
  }

  #readTraceField(key: string, value: string): void {
    const trace = this.#trace;
    if (trace === null) throw new Error('A field of a trace was read outside of one');
    if (key !== 'concept:name') {
      this.#leaveOut('trace', key, KNOWN_UNUSED_FIELDS.has(key));
      return;
    }
    if (trace.name !== null) throw this.#error('duplicate_field', `incident "${trace.name}" has two names.`);
    if (value.trim() === '') throw this.#error('missing_field', 'an incident has an empty concept:name.');
    if (value.length > MAX_TRACE_NAME_CHARS) {
      throw this.#error('too_long', `the name of an incident has more than ${MAX_TRACE_NAME_CHARS} characters.`);
    }
    if (this.#names.has(value)) {
      throw this.#error('duplicate_trace', `incident "${value}" is in the file twice.`, value);
    }
    this.#names.add(value);
    trace.name = value;
    // Its name may come after events of it; those could not be told by name until now.
    for (const event of trace.waiting.splice(0)) this.#addEvent(trace, value, event);
  }

  #readEventField(key: string, value: string): void {
    const event = this.#event;
    if (event === null) throw new Error('A field of an event was read outside of one');
    if (!USED_FIELDS.has(key)) {
      this.#leaveOut('event', key, KNOWN_UNUSED_FIELDS.has(key));
      return;
    }
    if (event.fields.has(key)) {
      throw this.#error('duplicate_field', `it has the field "${key}" twice.`);
    }
    event.fields.set(key, value);
  }

  #leaveOut(on: LeftOutField['on'], key: string, isKnown: boolean): void {
    if (this.#options.isStrict && !isKnown) {
      throw this.#error('unknown_field', `the ${on} has the field "${key}", which is not known here.`);
    }
    const id = `${on} ${key}`;
    const known = this.#tally.leftOut.get(id);
    if (known === undefined) this.#tally.leftOut.set(id, { on, key, isKnown, count: 1, first: this.#start });
    else known.count += 1;
  }

  #close(): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    if (this.#event !== null) this.#closeEvent(this.#event);
    else if (this.#trace !== null) this.#closeTrace(this.#trace);
    this.#depth -= 1;
  }

  #closeEvent(event: Open): void {
    this.#event = null;
    if (event.trace.name === null) event.trace.waiting.push(event);
    else this.#addEvent(event.trace, event.trace.name, event);
  }

  #addEvent(trace: OpenTrace, name: string, { fields, place }: Omit<Open, 'trace'>): void {
    const where = { place, trace: name, event: trace.events.length + 1 };
    const event = parseEvent(fields, where);
    if (event.atMs < (trace.events.at(-1)?.atMs ?? 0)) {
      throw fault('out_of_order', 'is earlier than the event before it', where);
    }
    trace.events.push(event);
  }

  #closeTrace(trace: OpenTrace): void {
    this.#trace = null;
    const { name, place, events } = trace;
    if (name === null) throw new ImportError('missing_field', 'this incident has no concept:name.', { place });
    if (events.length === 0) {
      throw new ImportError('empty_trace', `incident "${name}" has no events.`, { place, trace: name });
    }
    this.#done.push({ name, events });
  }

  #unexpected(name: string, inside: string): ImportError {
    return this.#error('not_xes', `<${name}> has no place in the <${inside}> of an XES log.`);
  }

  /** An error where the parser is, told with the incident and event it is in. */
  #error(code: ImportError['code'], what: string, name?: string): ImportError {
    const trace = name ?? this.#trace?.name ?? undefined;
    const event =
      this.#event === null ? undefined : this.#event.trace.events.length + this.#event.trace.waiting.length + 1;
    const inside = event === undefined || trace === undefined ? '' : `event ${event} of incident "${trace}": `;
    return new ImportError(code, `${inside}${what}`, { place: this.#start, trace, event });
  }

  /** A fault seen only at the end of the text is an end that came early. */
  #xmlError(error: Error): ImportError {
    const place = { line: this.#parser.line, column: this.#parser.column + 1 };
    const what = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    const trace = this.#trace?.name ?? undefined;
    if (!this.#isRead) return new ImportError('broken_xml', `the XML is broken: ${what}.`, { place, trace });
    return new ImportError('truncated', `the file ends here, before the log does (${what}).`, { place, trace });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
