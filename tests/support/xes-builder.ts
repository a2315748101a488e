import fc from 'fast-check';
import {
  IMPACTS,
  TRANSITIONS,
  type XesEvent,
  xesEventSchema,
  type XesTrace,
} from '../../src/server/import/xes-event.ts';

const START_MS = Date.UTC(2012, 3, 2, 8);

/** An event of the first line; a test names only the fields it is about. */
export function anXesEvent(overrides: Partial<XesEvent> = {}): XesEvent {
  return {
    atMs: START_MS,
    activity: 'Accepted',
    transition: 'In Progress',
    group: 'G97',
    resource: 'Siebel',
    product: 'PROD424',
    impact: 'Medium',
    ...overrides,
  };
}

/** A trace whose events are an hour apart, from `Activity/Transition[ group]` in short, for example `Queued/Awaiting Assignment V5 3rd`. */
export function anXesTrace(name: string, ...steps: readonly string[]): XesTrace {
  const events = steps.map((step, index) => {
    const match = /^(\w+)\/(.*?)(?: (\w\d+.*))?$/.exec(step);
    const [, activity, transition, group] = match ?? [];
    return anXesEvent({
      atMs: START_MS + index * 3_600_000,
      activity: xesEventSchema.shape.activity.parse(activity),
      transition: transition ?? '',
      group: group ?? 'G97',
    });
  });
  return { name, events };
}

/** The XML of one event. `extra` goes in as it is. */
export function xesEventXml(event: XesEvent, extra = ''): string {
  const fields = {
    'org:group': event.group,
    'org:resource': event.resource,
    'concept:name': event.activity,
    impact: event.impact,
    product: event.product,
    'lifecycle:transition': event.transition,
  };
  const strings = Object.entries(fields).map(([key, value]) => `<string key="${key}" value="${escaped(value)}"/>\n`);
  const date = `<date key="time:timestamp" value="${new Date(event.atMs).toISOString()}"/>\n`;
  return `<event>\n${strings.join('')}${date}${extra}</event>\n`;
}

/** The XML of one trace, its name first. */
export function xesTraceXml({ name, events }: XesTrace): string {
  return `<trace>\n<string key="concept:name" value="${escaped(name)}"/>\n${events.map((event) => xesEventXml(event)).join('')}</trace>\n`;
}

/** A whole log around traces. */
export function xesLogXml(...traces: readonly (XesTrace | string)[]): string {
  const body = traces.map((trace) => (typeof trace === 'string' ? trace : xesTraceXml(trace)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016">\n${body.join('')}</log>\n`;
}

/** A file's bytes as a stream gives them, in pieces of `size`. */
export async function* inPieces(bytes: Uint8Array | string, size = 1_000): AsyncGenerator<Uint8Array> {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  for (let from = 0; from < all.length; from += size) yield all.subarray(from, from + size);
}

const GROUPS = ['G97', 'S42', 'V5 3rd', 'N26 2nd', 'V17 2nd', 'V30 2nd 3rd', 'M1 3rd'] as const;
const anyKind = fc.constantFrom(
  ...Object.entries(TRANSITIONS).flatMap(([activity, transitions]) =>
    transitions.map((transition) => ({ activity: xesEventSchema.shape.activity.parse(activity), transition })),
  ),
);

/** Any events a log can hold, in any order of states and groups, at growing or equal instants. */
export const anyXesEvents: fc.Arbitrary<XesEvent[]> = fc
  .array(
    fc.record({
      kind: anyKind,
      gapMs: fc.constantFrom(0, 1_000, 3_600_000, 86_400_000),
      group: fc.constantFrom(...GROUPS),
      resource: fc.constantFrom('Siebel', 'Åsa', 'Tomasz & "Co"', '-'),
      product: fc.constantFrom('PROD424', 'PROD1'),
      impact: fc.constantFrom(...IMPACTS),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((steps) => {
    let atMs = START_MS;
    return steps.map(({ kind, gapMs, ...rest }) => {
      atMs += gapMs;
      return { ...rest, ...kind, atMs };
    });
  });

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
