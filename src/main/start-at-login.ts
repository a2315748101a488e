import path from 'node:path';
import { app } from 'electron';
import { AutostartFile } from './autostart-file.ts';

/** Whether the app starts when its person signs in to the machine. */
export type StartAtLogin = {
  /** @throws the system's error when it cannot be found out. */
  isOn(): boolean;
  /** @throws the system's error when it refuses; it is then as it was. */
  set(isOn: boolean): void;
};

/** How this system starts a program with a person's session. */
export function startAtLogin(): StartAtLogin {
  // From source, Electron itself is the program and the app its argument.
  const args = app.isPackaged ? [] : [app.getAppPath()];
  if (process.platform === 'linux') {
    const folder = path.join(app.getPath('appData'), 'autostart');
    // An AppImage runs from a mount that is gone after the session.
    const program = process.env['APPIMAGE'] ?? process.execPath;
    return new AutostartFile({ folder, command: [program, ...args], appName: app.getName() });
  }
  return {
    isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
    set: (isOn) => app.setLoginItemSettings({ openAtLogin: isOn, args }),
  };
}
