import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Which process this is, beyond its number: numbers are given again after a restart, and mean another process in
 * another container. `startedAt` and `boot` are compared, never read.
 */
export type ProcessIdentity = {
  readonly pid: number;
  /** When it started, as the system says it; null where the system does not say. */
  readonly startedAt: string | null;
  /** This run of the machine. */
  readonly boot: string;
  /** The machine or container, and its space of process numbers. */
  readonly host: string;
};

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startedAt: startOf(process.pid), boot: bootId(), host: hostId() };
}

/**
 * Whether the process that `other` names is still running. Null when it cannot be told from here, because it ran
 * on another machine or in another container.
 */
export function isAlive(other: ProcessIdentity): boolean | null {
  if (other.host !== hostId()) return null;
  if (other.boot !== bootId()) return false;
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    // EPERM: it is there, but another user's.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const startedAt = startOf(other.pid);
  return startedAt === null || other.startedAt === null || startedAt === other.startedAt;
}

function startOf(pid: number): string | null {
  if (process.platform === 'linux') {
    // Field 22 counts from after the command's name, which may itself hold blanks and brackets.
    const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  }
  if (process.platform === 'win32') {
    return output('powershell.exe', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]);
  }
  return output('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

function bootId(): string {
  if (process.platform === 'linux') {
    return attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? 'unknown';
  }
  // On Windows the start time of a process is a date, so that it tells boots apart by itself.
  return process.platform === 'darwin' ? (output('sysctl', ['-n', 'kern.bootsessionuuid']) ?? 'unknown') : 'any';
}

function hostId(): string {
  const processSpace = process.platform === 'linux' ? attempt(() => readlinkSync('/proc/self/ns/pid')) : null;
  return processSpace === null ? hostname() : `${hostname()} ${processSpace}`;
}

function output(command: string, args: readonly string[]): string | null {
  const text = attempt(() => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  return text === null || text.trim() === '' ? null : text.trim();
}

/** What the system answers, or null: a system that does not tell is no error here. */
function attempt(ask: () => string): string | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
