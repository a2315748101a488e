import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AutostartFile, entryOf } from './autostart-file.ts';

function anAutostart(): { readonly file: AutostartFile; readonly entry: string } {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'patamar-autostart-')), 'autostart');
  const file = new AutostartFile({ folder, command: ['/opt/Patamar/patamar'], appName: 'Patamar' });
  return { file, entry: path.join(folder, 'patamar.desktop') };
}

test('switched on it leaves an entry that a desktop starts, and switched off none', () => {
  const { file, entry } = anAutostart();
  expect(file.isOn()).toBe(false);
  file.set(false);
  expect(file.isOn()).toBe(false);
  file.set(true);
  expect(file.isOn()).toBe(true);
  expect(readFileSync(entry, 'utf8').split('\n')).toEqual([
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Patamar',
    'Exec="/opt/Patamar/patamar"',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ]);
  file.set(false);
  expect(file.isOn()).toBe(false);
  expect(() => readFileSync(entry)).toThrow('ENOENT');
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'an entry that a desktop switched off by %s is off',
  (line) => {
    const { file, entry } = anAutostart();
    file.set(true);
    writeFileSync(entry, `[Desktop Entry]\nExec=x\n${line}\n`);
    expect(file.isOn()).toBe(false);
    file.set(true);
    expect(file.isOn()).toBe(true);
  },
);

test('a path with blanks and signs of the shell reaches the program as it is', () => {
  const entry = entryOf({ command: ['/opt/50% "off"/$HOME`x`\\patamar', 'a b'], appName: 'Patamar' });
  // Each escaped for Exec by a backslash, and that backslash again as in any string of the file (Desktop Entry Specification).
  expect(entry).toContain(String.raw`Exec="/opt/50%% \\"off\\"/\\$HOME\\${'`'}x\\${'`'}\\\\patamar" "a b"`);
});
