import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isMissing, writeAtomically } from './atomic-file.ts';

const NAME = 'patamar.desktop';

/** What a session starts. */
export type Autostart = {
  /** The folder of autostart entries: `$XDG_CONFIG_HOME/autostart`. */
  readonly folder: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  readonly appName: string;
};

/**
 * Starting with the session on a Linux desktop, by the freedesktop Desktop Application Autostart Specification: a file in
 * the autostart folder starts its program unless it says `Hidden=true`, which is how desktops switch one off.
 */
export class AutostartFile {
  readonly #autostart: Autostart;

  constructor(autostart: Autostart) {
    this.#autostart = autostart;
  }

  /** Whether the app starts with the session. @throws the system's error when the file is there and cannot be read. */
  isOn(): boolean {
    try {
      const text = readFileSync(this.#file(), 'utf8');
      return !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(text);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** @throws the system's error when the disk refuses; it is then as it was. */
  set(isOn: boolean): void {
    if (!isOn) {
      rmSync(this.#file(), { force: true });
      return;
    }
    mkdirSync(this.#autostart.folder, { recursive: true, mode: 0o700 });
    writeAtomically(this.#file(), entryOf(this.#autostart), 0o644);
  }

  #file(): string {
    return path.join(this.#autostart.folder, NAME);
  }
}

/** The text of an entry, by the freedesktop Desktop Entry Specification. */
export function entryOf({ command, appName }: Omit<Autostart, 'folder'>): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    `Name=${appName}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}

/** An argument as `Exec` wants it: quoted, its own signs escaped, then escaped once more as any string of the file is. */
function quoted(argument: string): string {
  const escaped = argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${escaped}"`.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
