import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  anXesEvent,
  anXesTrace,
  anyXesEvents,
  inPieces,
  xesEventXml,
  xesLogXml,
  xesTraceXml,
} from '../../../tests/support/xes-builder.ts';
import { ImportError } from './import-error.ts';
import type { XesTrace } from './xes-event.ts';
import { readXes, type XesTally } from './xes.ts';

async function read(
  bytes: Uint8Array | string,
  isStrict = false,
  size?: number,
): Promise<{ traces: XesTrace[]; tally: XesTally }> {
  const tally: XesTally = { leftOut: new Map() };
  const traces: XesTrace[] = [];
  for await (const trace of readXes(inPieces(bytes, size), { isStrict }, tally)) traces.push(trace);
  return { traces, tally };
}

async function fault(bytes: Uint8Array | string, isStrict = false): Promise<ImportError> {
  try {
    await read(bytes, isStrict);
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('The log was read without a fault');
}

const one = anXesTrace('1-1', 'Accepted/In Progress', 'Completed/Resolved');
/** One event without the line that `pattern` matches, or with it replaced. */
const withEvent = (pattern: RegExp, replacement = ''): string =>
  xesLogXml(
    `<trace>\n<string key="concept:name" value="1-1"/>\n${xesEventXml(anXesEvent()).replace(pattern, replacement)}</trace>\n`,
  );

test('what was written as XES is read back the same, plain and gzipped, whatever the size of the pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyXesEvents, { maxLength: 4 }),
      fc.integer({ min: 1, max: 3_000 }),
      async (all, size) => {
        const traces = all.map((events, index) => ({ name: `1-${index} é`, events }));
        const xml = xesLogXml(...traces);
        expect((await read(xml, true, size)).traces).toEqual(traces);
        expect((await read(gzipSync(xml), true, size)).traces).toEqual(traces);
      },
    ),
    { numRuns: 30 },
  );
});

test('a log with a byte order mark, a prefix, nested fields, and its name after its events is read', async () => {
  const nested = '<string key="org:role" value="A2_1"><list key="x"><values/></list></string>\n';
  const xml = xesLogXml(
    `<trace>\n${xesEventXml(anXesEvent(), nested)}<string key="concept:name" value="1-1"/>\n</trace>\n`,
  ).replaceAll(/<(\/?)(log|trace|event|string|date)/g, '<$1xes:$2');
  expect((await read(`\uFEFF${xml}`)).traces).toEqual([{ name: '1-1', events: [anXesEvent()] }]);
});

test('a log in another encoding is read as its declaration says', async () => {
  const xml = xesLogXml({ name: '1-é', events: [anXesEvent({ resource: 'Åsa' })] }).replace('UTF-8', 'ISO-8859-1');
  const { traces } = await read(Buffer.from(xml, 'latin1'));
  expect(traces[0]).toMatchObject({ name: '1-é', events: [{ resource: 'Åsa' }] });
});

test('an instant counts with its zone', async () => {
  const xml = withEvent(/value="2012[^"]*"/, 'value="2012-05-05T14:54:27.250+02:00"');
  expect((await read(xml)).traces[0]?.events[0]?.atMs).toBe(Date.UTC(2012, 4, 5, 12, 54, 27, 250));
});

test('fields without a place here are left out and counted, with the place of the first', async () => {
  const extra = '<string key="colour" value="red"/>\n<string key="org:role" value="A"/>\n';
  const xml = xesLogXml(
    `<trace>\n<string key="concept:name" value="1-1"/>\n${xesEventXml(anXesEvent(), extra).repeat(2)}</trace>\n`,
  );
  const { tally } = await read(xml);
  expect(tally.leftOut.get('event colour')).toMatchObject({ count: 2, isKnown: false, first: { line: 13, column: 1 } });
  expect(tally.leftOut.get('event org:role')).toMatchObject({ count: 2, isKnown: true });
});

test('a strict reading refuses a field that is not known, with its place', async () => {
  const xml = withEvent(/<\/event>/, '  <string key="colour" value="red"/>\n</event>');
  expect(await fault(xml, true)).toMatchObject({
    code: 'unknown_field',
    message: 'Line 13, column 3: event 1 of incident "1-1": the event has the field "colour", which is not known here.',
  });
});

test.each([
  ['missing_field', /<string key="concept:name" value="A.*\n/, '', 'has no concept:name'],
  ['missing_field', /<date.*\n/, '', 'has no time:timestamp'],
  ['missing_field', /<string key="org:group".*\n/, '', 'has no org:group'],
  ['missing_field', /value="PROD424"/, 'value=" "', 'has no product'],
  ['missing_field', /<string key="product" value="PROD424"\/>/, '<string value="x"/>', 'has no key'],
  ['duplicate_field', /(<string key="product".*\n)/, '$1$1', 'has the field "product" twice'],
  ['unknown_value', /value="Accepted"/, 'value="Frozen"', 'unknown concept:name "Frozen"; known are Queued'],
  ['unknown_value', /value="Accepted"/, 'value="toString"', 'unknown concept:name "toString"'],
  [
    'unknown_value',
    /value="In Progress"/,
    'value="Resolved"',
    'unknown lifecycle:transition "Resolved"; known for Accepted are In Progress',
  ],
  [
    'unknown_value',
    /value="Medium"/,
    'value="Extreme"',
    'unknown impact "Extreme"; known are Low, Medium, High, Major',
  ],
  ['bad_date', /value="2012[^"]*"/, 'value="02/04/2012 08:00"', 'no date and time with a zone'],
  ['bad_date', /value="2012[^"]*"/, 'value="2012-02-30T08:00:00Z"', 'no date and time with a zone'],
  ['bad_date', /value="2012[^"]*"/, 'value="2012-02-03T08:00:00"', 'no date and time with a zone'],
  ['bad_date', /value="2012[^"]*"/, 'value="1969-12-31T08:00:00Z"', 'no date and time with a zone'],
  ['too_long', /value="G97"/, `value="${'G'.repeat(121)}"`, 'org:group of 121 characters'],
  ['not_xes', /<date/, '<strange/><date', '<strange> has no place in the <event>'],
  ['broken_xml', /<date/, '<date <', 'the XML is broken'],
  ['broken_xml', /value="G97"/, 'value="&company;"', 'the XML is broken: undefined entity'],
  ['broken_xml', /<\/event>/, '</trace>', 'the XML is broken'],
] as const)('%s: a fault in an event says what and where (%#)', async (code, pattern, replacement, words) => {
  const error = await fault(withEvent(pattern, replacement));
  expect(error.code).toBe(code);
  expect(error.message).toContain(words);
  expect(error.message).toMatch(/^Line \d+, column \d+: /);
  expect(error.extras.trace).toBe('1-1');
});

test('an error names the line where the event begins', async () => {
  const error = await fault(xesLogXml(one, xesTraceXml({ ...one, name: '1-2' }).replace('Resolved', 'Gone')));
  expect(error.toJSON()).toMatchObject({ code: 'unknown_value', line: 35, column: 1, trace: '1-2', event: 2 });
});

test.each([
  [
    'events out of order',
    'out_of_order',
    xesLogXml({ name: '1-1', events: [anXesEvent({ atMs: 2_000_000 }), anXesEvent({ atMs: 1_000_000 })] }),
  ],
  ['a trace twice', 'duplicate_trace', xesLogXml(one, one)],
  ['a trace without a name', 'missing_field', xesLogXml(`<trace>${xesEventXml(anXesEvent())}</trace>`)],
  [
    'a trace with two names',
    'duplicate_field',
    xesLogXml('<trace><string key="concept:name" value="a"/><string key="concept:name" value="b"/></trace>'),
  ],
  ['a trace with an empty name', 'missing_field', xesLogXml('<trace><string key="concept:name" value=""/></trace>')],
  ['a trace without events', 'empty_trace', xesLogXml('<trace><string key="concept:name" value="a"/></trace>')],
  ['a trace whose name is too long', 'too_long', xesLogXml({ ...one, name: 'x'.repeat(181) })],
  ['another kind of XML', 'not_xes', '<html><body/></html>'],
  ['an event beside the traces', 'not_xes', xesLogXml(xesEventXml(anXesEvent()))],
  ['what is no XML', 'broken_xml', 'incident;status\n1-1;open\n'],
  ['an encoding nobody knows', 'encoding', '<?xml version="1.0" encoding="klingon"?><log/>'],
] as const)('%s is refused with its place', async (_what, code, xml) => {
  const error = await fault(xml);
  expect(error.code).toBe(code);
  expect(error.extras.place?.line).toBeGreaterThan(0);
});

test('a log that is cut off anywhere is refused, and never read as a shorter one', async () => {
  const xml = xesLogXml(one, { ...one, name: '1-2' });
  const end = xml.lastIndexOf('</log>') + '</log>'.length;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: end - 1 }), async (length) => {
      expect(['truncated', 'broken_xml', 'not_xes', 'encoding']).toContain((await fault(xml.slice(0, length))).code);
    }),
  );
});

test('a gzip that is cut off anywhere is refused', async () => {
  const packed = gzipSync(xesLogXml(one, { ...one, name: '1-2' }));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), async (length) => {
      expect((await fault(packed.subarray(0, length))).code).toBe('truncated');
    }),
    { numRuns: 60 },
  );
});

test('a damaged gzip, bytes of another encoding and an empty file are refused', async () => {
  const packed = gzipSync(xesLogXml(one));
  packed[packed.length >> 1] = (packed[packed.length >> 1] ?? 0) ^ 0xff;
  packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 0xff;
  expect((await fault(packed)).code).toMatch(/^(broken_gzip|truncated|broken_xml|encoding)$/);
  expect((await fault(Buffer.from(xesLogXml({ ...one, name: 'é' }), 'latin1'))).code).toBe('encoding');
  expect((await fault('')).code).toBe('empty');
  expect((await fault(gzipSync(''))).code).toBe('empty');
});
