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

/** Makes a folder a mount of its own, so that it alone can be made read-only. */
export async function mountOverItself(folder: string): Promise<void> {
  await run('mount', ['--bind', folder, folder]);
}

/** Turns writing to a mounted folder off, or on again. */
export async function letWrite(folder: string, allowed: boolean): Promise<void> {
  await run('mount', ['-o', `remount,bind,${allowed ? 'rw' : 'ro'}`, folder]);
}

/** Takes back what was put over a folder. Harmless when nothing is. */
export async function unmount(folder: string): Promise<void> {
  await run('umount', ['--lazy', folder]).catch(() => undefined);
}
