import { liveQuery } from 'dexie';
import { useEffect, useState } from 'react';
import type { FileFacts } from '../../shared/domain/attachment.ts';
import { currentConsole, signedInConsole } from './current-console.ts';
import type { DraftPlace, FilePlace } from './file-record.ts';
import { readContent, readDraftFiles, readFilePlaces } from './files.ts';
import { filesToSend } from './unsent-files.ts';

const NO_FILES: readonly FileFacts[] = [];
const NO_PLACES: ReadonlyMap<string, FilePlace> = new Map();

/** What a live query says for a key; `initial` until it has been read for that key, and while there is no more to say. */
function useLive<Value>(key: string, read: (key: string) => Promise<Value>, initial: Value): Value {
  const [seen, setSeen] = useState({ key, value: initial });
  useEffect(() => {
    const subscription = liveQuery(() => read(key)).subscribe((value) => {
      // Drawn anew for news only: most of what is looked at has no files.
      setSeen((last) => (isEmpty(value) && (last.key !== key || isEmpty(last.value)) ? last : { key, value }));
    });
    return () => subscription.unsubscribe();
  }, [key, read]);
  return seen.key === key ? seen.value : initial;
}

function isEmpty(value: unknown): boolean {
  return value instanceof Map ? value.size === 0 : Array.isArray(value) && value.length === 0;
}

/** The files of what is being written. */
export function useDraftFiles(place: DraftPlace): readonly FileFacts[] {
  return useLive(place, readDrafts, NO_FILES);
}

function readDrafts(place: string): Promise<readonly FileFacts[]> {
  return readDraftFiles(place as DraftPlace);
}

/** Why each of some contents is on this machine; those that are not are left out. */
export function useFilePlaces(ids: readonly string[]): ReadonlyMap<string, FilePlace> {
  return useLive(ids.join(' '), readPlaces, NO_PLACES);
}

function readPlaces(ids: string): Promise<ReadonlyMap<string, FilePlace>> {
  return readFilePlaces(ids === '' ? [] : ids.split(' '));
}

/** How many contents the backend does not have though actions name them. */
export function useUnsentFileCount(): number {
  return useLive('', countUnsent, 0);
}

function countUnsent(): Promise<number> {
  return currentConsole()?.db.files.where('place').anyOf('unsent', 'doubt').count() ?? Promise.resolve(0);
}

/** How many files of messages have not been sent; looked at with every change, since one that has arrived is a change. */
export function useFilesToSend(): number {
  const [files, setFiles] = useState(0);
  useEffect(() => {
    const { db, feed } = signedInConsole();
    const look = (): void => void filesToSend(db).then((waiting) => setFiles(waiting.length));
    look();
    return feed.subscribe(look);
  }, []);
  return files;
}

/** An address at which the page shows a picture that is on this machine; null while there is none. */
export function usePicture(id: string, mediaType: string, isHere: boolean): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!isHere) return undefined;
    let made: string | null = null;
    let isOver = false;
    const show = async (): Promise<void> => {
      const content = await readContent(id);
      if (content === null || isOver) return;
      made = URL.createObjectURL(new Blob([content], { type: mediaType }));
      setUrl(made);
    };
    void show();
    return () => {
      isOver = true;
      if (made !== null) URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [id, mediaType, isHere]);
  return url;
}
