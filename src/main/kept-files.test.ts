import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../shared/ipc/contract.ts';
import { MissedAlerts } from './missed-alerts.ts';
import { RememberedIds } from './remembered-ids.ts';
import { Secrets, type Cipher } from './secrets.ts';
import { SettingsFileStore } from './settings.ts';
import { SnoozedAlerts } from './snoozed-alerts.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'patamar-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string): string => path.join(folder, name);
const sessionsFile = (): string => inFolder('sessions.json');
const settingsFile = (): string => inFolder('settings.json');

describe('sessions', () => {
  const keyring: Cipher = {
    isAvailable: () => true,
    encrypt: (text) => Buffer.from(text).map((byte) => byte ^ 0x5a),
    decrypt: (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString(),
  };
  const noKeyring: Cipher = { ...keyring, isAvailable: () => false };

  test('a session in the keyring is there in the next run, and not readable on disk', () => {
    expect(new Secrets(sessionsFile(), keyring).save('session:a', 'token', false)).toBe('keyring');
    expect(readFileSync(sessionsFile(), 'utf8')).not.toContain('token');
    expect(new Secrets(sessionsFile(), keyring).load('session:a')).toBe('token');
  });

  test('without a keyring only an agreed session reaches the disk, for its owner alone', () => {
    const secrets = new Secrets(sessionsFile(), noKeyring);
    expect(secrets.save('session:a', 'one', false)).toBe('memory');
    expect(secrets.save('session:b', 'two', true)).toBe('plain');
    expect([secrets.load('session:a'), secrets.load('session:b')]).toEqual(['one', 'two']);
    const next = new Secrets(sessionsFile(), noKeyring);
    expect([next.load('session:a'), next.load('session:b')]).toEqual([null, 'two']);
    expect(statSync(sessionsFile()).mode & 0o777).toBe(0o600);
  });

  test('a replaced token never comes back, wherever the new one is', () => {
    const secrets = new Secrets(sessionsFile(), noKeyring);
    secrets.save('session:a', 'old', true);
    expect(secrets.save('session:a', 'new', false)).toBe('memory');
    expect(secrets.load('session:a')).toBe('new');
    expect(new Secrets(sessionsFile(), noKeyring).load('session:a')).toBeNull();
  });

  test('a session encrypted for another machine counts as none', () => {
    new Secrets(sessionsFile(), keyring).save('session:a', 'token', false);
    const stranger: Cipher = {
      ...keyring,
      decrypt() {
        throw new Error('wrong key');
      },
    };
    expect(new Secrets(sessionsFile(), stranger).load('session:a')).toBeNull();
    expect(new Secrets(sessionsFile(), noKeyring).load('session:a')).toBeNull();
  });

  test('a disk that refuses leaves the session in memory', () => {
    const secrets = new Secrets(path.join(folder, 'no such folder', 'sessions.json'), keyring);
    expect(secrets.save('session:a', 'token', false)).toBe('memory');
    expect(secrets.load('session:a')).toBe('token');
  });

  test('a forgotten session is gone, and the others stay', () => {
    const secrets = new Secrets(sessionsFile(), keyring);
    secrets.save('session:a', 'one', false);
    secrets.save('session:b', 'two', false);
    secrets.clear('session:a');
    secrets.clear('session:never');
    expect([secrets.load('session:a'), secrets.load('session:b')]).toEqual([null, 'two']);
  });

  test('names of built-in properties are names like others', () => {
    const secrets = new Secrets(sessionsFile(), keyring);
    expect(secrets.load('constructor')).toBeNull();
    expect(secrets.load('__proto__')).toBeNull();
  });
});

describe('settings', () => {
  const account = {
    backendUrl: 'https://patamar.example.com',
    userId: 'u1',
    name: 'Ana',
    email: 'ana@example.com',
    databaseName: 'patamar:u1',
  };

  test('a change is there in the next run and leaves the rest as it was', () => {
    const store = new SettingsFileStore(settingsFile());
    store.change({ account });
    store.rememberWindow('console', { x: 1, y: 2, width: 1100, height: 700, isMaximized: true });
    expect(store.change({ theme: 'dark' })).toEqual({ ...defaultSettings, theme: 'dark', account });
    const next = new SettingsFileStore(settingsFile());
    expect(next.current()).toEqual({ ...defaultSettings, theme: 'dark', account });
    expect(next.windowPlace('console')).toMatchObject({ width: 1100, isMaximized: true });
    expect(next.windowPlace('ticket')).toBeNull();
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test('a file of another form keeps what can be understood of it', () => {
    writeFileSync(settingsFile(), JSON.stringify({ language: 'en', theme: 'sepia', account: { userId: 1 } }));
    const store = new SettingsFileStore(settingsFile());
    expect(store.current()).toEqual({ ...defaultSettings, language: 'en' });
    expect(store.windowPlace('console')).toBeNull();
  });

  test('a file cut short counts as a first start', () => {
    writeFileSync(settingsFile(), '{"language":"e');
    expect(new SettingsFileStore(settingsFile()).current()).toEqual(defaultSettings);
  });

  test('a change the disk refuses is no change', () => {
    const store = new SettingsFileStore(path.join(folder, 'no such folder', 'settings.json'));
    expect(() => store.change({ theme: 'dark' })).toThrow('ENOENT');
    expect(store.current().theme).toBe('system');
  });
});

describe('alerts', () => {
  test('what fired is known in the next run, and the oldest give way in the end', () => {
    const first = new RememberedIds(inFolder('fired.json'));
    first.add(['oldest', 'a']);
    first.add(Array.from({ length: 1_999 }, (_, n) => `later ${n}`));
    const next = new RememberedIds(inFolder('fired.json'));
    expect([next.has('oldest'), next.has('a'), next.has('later 0'), next.has('never')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('a disk that refuses does not stop alerts from being remembered in this run', () => {
    const fired = new RememberedIds(path.join(folder, 'no such folder', 'fired.json'));
    fired.add(['a']);
    expect(fired.has('a')).toBe(true);
  });

  test('what is put off is known in the next run, until it has come again or a day has passed', () => {
    const first = new SnoozedAlerts(inFolder('snoozed.json'), 0);
    for (const id of ['a', 'b']) first.set(id, 1_000);
    first.set('a', 2_000);
    first.drop(['b', 'never put off']);
    const next = new SnoozedAlerts(inFolder('snoozed.json'), 86_400_000);
    expect([next.untilMs('a'), next.untilMs('b')]).toEqual([2_000, null]);
    expect(new SnoozedAlerts(inFolder('snoozed.json'), 86_402_000).untilMs('a')).toBeNull();
  });

  test('missed alerts of the first form of their file, which had no ids, are still told', () => {
    const kept = [{ ticketId: '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11', title: 'a' }];
    writeFileSync(inFolder('missed.json'), JSON.stringify(kept));
    const missed = new MissedAlerts(inFolder('missed.json'));
    expect(missed.all()).toMatchObject(kept);
    missed.drop(['b']);
    expect(missed.all()).toHaveLength(1);
  });
});
