import { app } from 'electron';
import { startConsole } from './console-app.ts';
import { readEnvironment } from './environment.ts';
import { log, reason } from './log.ts';

try {
  startConsole(readEnvironment(process.env, app.isPackaged));
} catch (error) {
  log(reason(error));
  app.exit(1);
}
