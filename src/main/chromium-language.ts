import { app } from 'electron';

/**
 * Has Chromium draw what it draws itself, date fields above all, in a locale. To be called before it is ready, when it asks
 * once. macOS goes by the person's own list of languages, whatever is asked here.
 */
export function drawIn(locale: string): void {
  app.commandLine.appendSwitch('lang', locale);
  if (process.platform !== 'linux') return;
  // There it goes by this first, and by the switch only without it. What is opened from the console keeps the person's own.
  const { LANGUAGE: own } = process.env;
  process.env['LANGUAGE'] = locale.replace('-', '_');
  app.once('ready', () => {
    if (own === undefined) delete process.env['LANGUAGE'];
    else process.env['LANGUAGE'] = own;
  });
}
