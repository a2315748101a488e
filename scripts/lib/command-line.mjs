import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';

/** The project's folder, whatever the folder a script was called from. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

const NODE_MAJOR = 24;

/** A reason to stop that the person at the keyboard can do something about: one sentence, no stack. */
export class Stop extends Error {}

/** Prints one line. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Whether `file` can be run by this user. */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The absolute path of a program on PATH, or null. */
export function which(program) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const extension of extensions) {
      const file = path.join(folder, program + extension);
      if (isExecutable(file)) return file;
    }
  }
  return null;
}

/**
 * Makes sure that files can be written in a folder, making the folder if it is not there.
 *
 * @throws Stop when they cannot.
 */
export function assertWritable(folder, variable) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Stop(
      `The data folder ${folder} cannot be written (${error.code ?? error.message}): give this user the right to write there, or name another folder in ${variable}.`,
    );
  }
}

/** Runs a script's body: a Stop prints its sentence and exits 1, everything else is our mistake and shows its stack. */
export async function run(body) {
  try {
    assertNode();
    const code = await body(process.argv.slice(2));
    process.exitCode = code ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Stop ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

function assertNode() {
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return;
  throw new Stop(
    `This script needs Node ${NODE_MAJOR} and runs on ${process.version}: start it through npm (npm start, npm test), which takes the Node in node_modules, after npm ci.`,
  );
}
