import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';

test('an empty environment gives an embedded sample backend on this machine alone', () => {
  expect(readConfig({})).toEqual({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 4710,
      dataDir: resolve('data'),
      database: { engine: 'pglite', folder: resolve('data/pglite') },
      isSample: true,
      logLevel: 'info',
      trustProxy: false,
      minFreeBytes: 200 * 1_048_576,
      watchdogMs: 60_000,
      isDev: false,
      webhook: null,
      signInsPerMinute: 10,
    },
  });
});

test('a variable that is set but empty has its default', () => {
  expect(readConfig({ PATAMAR_PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test('DATABASE_URL takes the place of the embedded database', () => {
  const url = 'postgres://patamar:secret@db:5432/patamar';
  expect(readConfig({ DATABASE_URL: url })).toMatchObject({ value: { database: { engine: 'postgres', url } } });
});

test.each([
  ['0', false],
  ['2', 2],
  ['10.0.0.1, 10.1.0.0/16', ['10.0.0.1', '10.1.0.0/16']],
])('PATAMAR_TRUST_PROXY=%s trusts %j', (text, trustProxy) => {
  expect(readConfig({ PATAMAR_TRUST_PROXY: text })).toMatchObject({ value: { trustProxy } });
});

test('every bad value is named at once, with what it must be and what it is', () => {
  expect(readConfig({ PATAMAR_PORT: '70000', PATAMAR_SAMPLE: 'yes', PATAMAR_LOG_LEVEL: 'loud' })).toEqual({
    ok: false,
    error: [
      'PATAMAR_PORT must be a whole number from 0 to 65535 (it is "70000").',
      'PATAMAR_SAMPLE must be 0 or 1 (it is "yes").',
      'PATAMAR_LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent (it is "loud").',
    ],
  });
});

test.each(['-1', '1.5', '0x10', '1e3', ' 80', 'abc'])('the port %j is refused', (port) => {
  expect(readConfig({ PATAMAR_PORT: port }).ok).toBe(false);
});

test('a refused database address is not repeated, since it may hold a password', () => {
  const refused = readConfig({ DATABASE_URL: 'mysql://root:hunter2@db/patamar' });
  expect(refused.ok).toBe(false);
  expect(JSON.stringify(refused)).not.toContain('hunter2');
});

test('a webhook has an http address and a secret of some length, and neither is repeated when it is refused', () => {
  const secret = 'quite a long secret of ours';
  const url = 'https://example.com/hooks/patamar?key=hunter2';
  expect(readConfig({ PATAMAR_WEBHOOK_URL: url, PATAMAR_WEBHOOK_SECRET: secret })).toMatchObject({
    value: { webhook: { url, secret } },
  });
  expect(readConfig({ PATAMAR_WEBHOOK_SECRET: secret })).toMatchObject({ value: { webhook: null } });
  const refused = [
    readConfig({ PATAMAR_WEBHOOK_URL: url }),
    readConfig({ PATAMAR_WEBHOOK_URL: url, PATAMAR_WEBHOOK_SECRET: 'hunter2' }),
    readConfig({ PATAMAR_WEBHOOK_URL: 'ftp://example.com/hunter2', PATAMAR_WEBHOOK_SECRET: secret }),
    readConfig({ PATAMAR_WEBHOOK_URL: 'https://me:hunter2@example.com', PATAMAR_WEBHOOK_SECRET: secret }),
  ];
  expect(refused.map(({ ok }) => ok)).toEqual([false, false, false, false]);
  expect(JSON.stringify(refused)).not.toContain('hunter2');
});
