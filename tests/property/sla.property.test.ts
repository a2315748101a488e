import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { beforeMs, deadlineMs, elapsedMs } from '../../src/shared/sla/business-time.ts';
import type { compileCalendar } from '../../src/shared/sla/calendar.ts';
import { segments } from '../../src/shared/sla/segments.ts';
import {
  anyCalendarCase,
  anyInstant,
  anyPauses,
  CASE_DAYS,
  type CalendarCase,
  compiled,
} from '../support/any-calendar.ts';
import { PROPERTY_RUNS } from '../support/property-runs.ts';
import { slowBeforeMs, slowCalendar, slowDeadlineMs, slowElapsedMs } from '../support/slow-sla.ts';

const MINUTE_MS = 60_000;
const numRuns = PROPERTY_RUNS;

// A sweep of many runs takes its time; the limit is there for a loop that does not end.
vi.setConfig({ testTimeout: 60_000 + numRuns * 50 });

/** A calendar, two instants in order, pauses and a target of up to forty hours. */
function anyQuestion(canLast: boolean) {
  return anyCalendarCase.chain((example: CalendarCase) =>
    fc.record({
      example: fc.constant(example),
      instants: fc
        .tuple(anyInstant(example), anyInstant(example), anyInstant(example))
        .map((instants) => instants.toSorted((a, b) => a - b)),
      pauses: anyPauses(example, canLast),
      targetMs: fc.integer({ min: 0, max: 2400 }).map((minutes) => minutes * MINUTE_MS),
    }),
  );
}

test('elapsed time is what counting minute by minute gives', () => {
  fc.assert(
    fc.property(anyQuestion(true), ({ example, instants: [startMs = 0, , endMs = 0], pauses }) => {
      const slow = slowCalendar(example.spec, example.fromMs, CASE_DAYS);
      expect(elapsedMs(compiled(example), startMs, endMs, pauses)).toBe(slowElapsedMs(slow, startMs, endMs, pauses));
    }),
    { numRuns },
  );
});

test('a deadline is what counting minute by minute gives', () => {
  fc.assert(
    fc.property(anyQuestion(true), ({ example, instants: [startMs = 0], pauses, targetMs }) => {
      const slow = slowDeadlineMs(slowCalendar(example.spec, example.fromMs, CASE_DAYS), startMs, targetMs, pauses);
      const fast = deadlineMs(compiled(example), startMs, targetMs, pauses);
      const lastMs = example.fromMs + CASE_DAYS * 1440 * MINUTE_MS;
      expect(fast !== null && fast <= lastMs ? fast : null).toBe(slow);
    }),
    { numRuns },
  );
});

test('the instant before another is what walking back minute by minute gives', () => {
  fc.assert(
    fc.property(anyQuestion(false), ({ example, instants: [, , instantMs = 0], pauses, targetMs }) => {
      const slow = slowBeforeMs(slowCalendar(example.spec, example.fromMs, CASE_DAYS), instantMs, targetMs, pauses);
      const fast = beforeMs(compiled(example), instantMs, targetMs, pauses);
      expect(fast >= example.fromMs ? fast : null).toBe(slow);
    }),
    { numRuns },
  );
});

test('elapsed time is additive over splits', () => {
  fc.assert(
    fc.property(anyQuestion(true), fc.nat(59_999), ({ example, instants, pauses }, oddMs) => {
      const [startMs = 0, onTheMinuteMs = 0, endMs = 0] = instants;
      const middleMs = Math.min(onTheMinuteMs + oddMs, endMs);
      const calendar = compiled(example);
      const parts = elapsedMs(calendar, startMs, middleMs, pauses) + elapsedMs(calendar, middleMs, endMs, pauses);
      expect(parts).toBe(elapsedMs(calendar, startMs, endMs, pauses));
    }),
    { numRuns },
  );
});

test('the deadline of the time elapsed until a worked instant is that instant', () => {
  fc.assert(
    fc.property(anyQuestion(true), fc.nat(), ({ example, instants: [startMs = 0, , endMs = 0], pauses }, pick) => {
      const calendar = compiled(example);
      const worked = segments(calendar, startMs, endMs, pauses).filter(({ kind }) => kind === 'worked');
      fc.pre(worked.length > 0);
      const { fromMs, toMs } = worked[pick % worked.length] ?? { fromMs: 0, toMs: 0 };
      const instantMs = fromMs + 1 + (pick % (toMs - fromMs));
      expect(deadlineMs(calendar, startMs, elapsedMs(calendar, startMs, instantMs, pauses), pauses)).toBe(instantMs);
    }),
    { numRuns },
  );
});

test('more pause never gives an earlier deadline', () => {
  fc.assert(
    fc.property(anyQuestion(true), fc.nat(), ({ example, instants, pauses, targetMs }, lengthMs) => {
      const [startMs = 0, pauseMs = 0] = instants;
      const calendar = compiled(example);
      const more = [...pauses, { fromMs: pauseMs, toMs: pauseMs + lengthMs }];
      const before = deadlineMs(calendar, startMs, targetMs, pauses) ?? Infinity;
      expect(deadlineMs(calendar, startMs, targetMs, more) ?? Infinity).toBeGreaterThanOrEqual(before);
    }),
    { numRuns },
  );
});

test('walking back from a deadline leads to its start, where that is worked time', () => {
  fc.assert(
    fc.property(
      anyQuestion(false),
      fc.nat(),
      ({ example, instants: [fromMs = 0, , toMs = 0], pauses, targetMs }, pick) => {
        const calendar = compiled(example);
        const worked = segments(calendar, fromMs, toMs, pauses).filter(({ kind }) => kind === 'worked');
        fc.pre(worked.length > 0);
        const part = worked[pick % worked.length] ?? { fromMs: 0, toMs: 0 };
        const startMs = part.fromMs + (pick % (part.toMs - part.fromMs));
        const deadlineAtMs = deadlineMs(calendar, startMs, targetMs, pauses);
        expect(beforeMs(calendar, deadlineAtMs ?? Number.NaN, targetMs, pauses)).toBe(startMs);
      },
    ),
    { numRuns },
  );
});

test('segments cover all of the time without overlap, and their worked parts add up to what elapsed', () => {
  fc.assert(
    fc.property(anyQuestion(true), ({ example, instants: [fromMs = 0, , toMs = 0], pauses }) => {
      const calendar = compiled(example);
      const found = segments(calendar, fromMs, toMs, pauses);
      let atMs = fromMs;
      let workedMs = 0;
      for (const segment of found) {
        if (segment.fromMs !== atMs || segment.toMs <= atMs) expect(segment, `what begins at ${atMs}`).toBeNull();
        if (segment.kind === 'worked') workedMs += segment.toMs - segment.fromMs;
        atMs = segment.toMs;
      }
      expect(atMs).toBe(toMs);
      expect(workedMs).toBe(elapsedMs(calendar, fromMs, toMs, pauses));
    }),
    { numRuns },
  );
});

test('an answer does not depend on what a calendar was asked before', () => {
  fc.assert(
    fc.property(
      anyQuestion(true),
      fc.integer({ min: -40, max: 40 }),
      ({ example, instants, pauses, targetMs }, years) => {
        const [startMs = 0, , endMs = 0] = instants;
        const used = compiled(example);
        // Far questions make it compile years in both directions.
        deadlineMs(used, startMs + years * 31_557_600_000, targetMs, []);
        beforeMs(used, startMs, 1000 * targetMs, []);
        const fresh = compiled(example);
        expect(deadlineMs(used, startMs, targetMs, pauses)).toBe(deadlineMs(fresh, startMs, targetMs, pauses));
        expect(elapsedMs(used, startMs, endMs, pauses)).toBe(elapsedMs(compiled(example), startMs, endMs, pauses));
        expect(beforeMs(used, endMs, targetMs, [])).toBe(beforeMs(compiled(example), endMs, targetMs, []));
      },
    ),
    // Each compiles decades.
    { numRuns: Math.ceil(numRuns / 50) },
  );
});

/** Questions that are asked between two changes of the machine's zone. */
const AT_ONCE = 100;

/** The engine as loaded on a machine with a time zone of its own. */
type Machine = {
  readonly timeZone: string;
  readonly compileCalendar: typeof compileCalendar;
  readonly deadlineMs: typeof deadlineMs;
  readonly elapsedMs: typeof elapsedMs;
  readonly beforeMs: typeof beforeMs;
};

test("nothing depends on the machine's own time zone", async () => {
  const ownZone = process.env['TZ'];
  const machines: Machine[] = [];
  for (const timeZone of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Tokyo']) {
    // Its own copy of the modules: what they remember of a zone must come from this machine zone.
    vi.resetModules();
    const businessTime = await import('../../src/shared/sla/business-time.ts');
    const calendar = await import('../../src/shared/sla/calendar.ts');
    machines.push({ timeZone, ...calendar, ...businessTime });
  }
  try {
    // Many questions at a time: it is the change of the machine's zone that takes long.
    fc.assert(
      fc.property(fc.array(anyQuestion(false), { minLength: AT_ONCE, maxLength: AT_ONCE }), (questions) => {
        const answers = machines.map((machine) => {
          process.env['TZ'] = machine.timeZone;
          expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(machine.timeZone);
          return questions.map(({ example, instants: [startMs = 0, , endMs = 0], pauses, targetMs }) => {
            const calendar = machine.compileCalendar(example.spec);
            if (!calendar.ok) throw new Error(calendar.error.detail);
            return [
              machine.deadlineMs(calendar.value, startMs, targetMs, pauses),
              machine.elapsedMs(calendar.value, startMs, endMs, pauses),
              machine.beforeMs(calendar.value, endMs, targetMs, pauses),
            ];
          });
        });
        expect(answers[1]).toEqual(answers[0]);
        expect(answers[2]).toEqual(answers[0]);
      }),
      { numRuns: Math.ceil(numRuns / AT_ONCE) },
    );
  } finally {
    if (ownZone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = ownZone;
  }
});
