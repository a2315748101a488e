import { expect, test } from 'vitest';
import { REFUSAL_CODES, type Refusal } from '../../shared/mutations/mutation.ts';
import { refusalText } from './refusal-text.ts';

const NOW_MS = new Date(2026, 10, 23, 14, 30).getTime();
const QUEUE = {
  id: '01970000-0000-7000-8000-000000000001',
  name: 'N2 Redes',
  tier: 2,
  position: 1,
  isActive: true,
} as const;

const DETAILS: Readonly<Partial<Record<Refusal['code'], Refusal['details']>>> = {
  validation: { path: 'subject' },
  forbidden: { queueId: QUEUE.id },
  'conflict.claimed': { byName: 'Rafael Lima', atMs: NOW_MS - 600_000 },
  'conflict.left_tier': { tier: 2, fromTier: 1 },
  'conflict.open_subtickets': { count: 2, numbers: '1043, 1044' },
  'conflict.open_vendor_cases': { count: 1, vendors: 'Fibra Sul' },
  'conflict.vendor_case_settled': { byName: 'Rafael Lima', atMs: NOW_MS - 600_000, state: 'answered' },
  'conflict.promise_changed': { byName: 'Rafael Lima', dueAtMs: NOW_MS + 600_000, text: 'ligamos de volta' },
  'conflict.status': { status: 'resolved' },
};

function tell(refusal: Refusal, language: 'pt-BR' | 'en'): string {
  return refusalText(refusal, { language, queues: [QUEUE], nowMs: NOW_MS });
}

test.each(REFUSAL_CODES)('%s is told in both languages, in words of its own, with or without details', (code) => {
  const details = DETAILS[code];
  const full: Refusal = { code, message: 'for the log', ...(details === undefined ? {} : { details }) };
  for (const refusal of [full, { code, message: 'for the log' }]) {
    const [pt, en] = [tell(refusal, 'pt-BR'), tell(refusal, 'en')];
    expect(pt).not.toBe(en);
    for (const text of [pt, en]) {
      expect(text.length).toBeGreaterThan(15);
      expect(text).not.toContain('for the log');
      expect(text).not.toMatch(/conflict\.|_|undefined|null/u);
    }
  }
});

test('a ticket that a colleague took is told with who and when', () => {
  const refusal: Refusal = { code: 'conflict.claimed', message: '', details: DETAILS['conflict.claimed'] ?? {} };
  expect(tell(refusal, 'pt-BR')).toBe('Rafael Lima assumiu este chamado antes, hoje 14:20.');
});

test('a ticket that left its tier is told with where it is now', () => {
  const refusal: Refusal = { code: 'conflict.left_tier', message: '', details: DETAILS['conflict.left_tier'] ?? {} };
  expect(tell(refusal, 'en')).toBe('The ticket has left N1: it is at N2 now.');
});

test('a form answer that is missing is told as such, whatever its key', () => {
  const refusal: Refusal = { code: 'validation', message: '', details: { path: 'answers.impact' } };
  expect(tell(refusal, 'en')).toContain('answer in the form');
});
