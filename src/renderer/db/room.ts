import { useSyncExternalStore } from 'react';
import { storageRoom } from '../../shared/ipc/contract.ts';
import { type Room, roomOf } from '../../shared/sync/room.ts';
import { call } from '../lib/bridge.ts';
import { ReadModel } from './read-model.ts';

const LOOK_EVERY_MS = 60_000;

const room = new ReadModel<Room>('ample', async () => roomOf(...(await bytesLeft())));

/** What is free on the disk, and what the browser still grants, in bytes; null for what cannot be told. */
async function bytesLeft(): Promise<readonly [freeBytes: number | null, grantedBytes: number | null]> {
  const { freeBytes } = await call(storageRoom, undefined);
  const { quota, usage } = await navigator.storage.estimate();
  return [freeBytes, quota === undefined || usage === undefined ? null : quota - usage];
}

/** How many bytes this console may still take, as far as that can be told. Infinity where it cannot. */
export async function bytesLeftHere(): Promise<number> {
  return Math.min(...(await bytesLeft()).map((bytes) => bytes ?? Number.POSITIVE_INFINITY));
}

let watching: ReturnType<typeof setInterval> | null = null;

/** Asks that the browser never clears what is kept here, and begins to watch how much the disk still takes. */
export function watchRoom(): void {
  void navigator.storage.persist();
  room.refresh();
  watching ??= setInterval(() => room.refresh(), LOOK_EVERY_MS);
}

/** Looks now: something could not be kept. */
export function lookForRoom(): void {
  room.refresh();
}

/** How much room there is on this machine. */
export function useRoom(): Room {
  return useSyncExternalStore(room.subscribe, room.get);
}
