import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Why disks cannot be made small here; null when they can. */
export const NO_MOUNTS =
  process.platform !== 'linux' || process.getuid?.() !== 0 ? 'mounting needs Linux and its administrator' : null;

/** Puts a disk of so many megabytes, in memory, over a folder. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'patamar-test', folder]);
}

/** Takes back what was put over a folder. Harmless when nothing is. */
export async function unmount(folder: string): Promise<void> {
  await run('umount', ['--lazy', folder]).catch(() => undefined);
}
