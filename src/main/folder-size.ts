import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from './atomic-file.ts';

/** How many bytes the files below a folder hold; 0 where there is none. What goes while it is counted does not count. */
export async function folderSize(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await orNone(readdir(folder, { withFileTypes: true }), [])) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderSize(inside);
    else if (entry.isFile()) bytes += await orNone(sizeOf(inside), 0);
  }
  return bytes;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}

async function orNone<T>(reading: Promise<T>, none: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (isMissing(error)) return none;
    throw error;
  }
}
