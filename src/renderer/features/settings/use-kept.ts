import { useEffect, useState } from 'react';
import { keptSizes } from '../../../shared/ipc/contract.ts';
import { signedInConsole } from '../../db/current-console.ts';
import { measureKept, type Kept } from '../../db/measure-kept.ts';
import { call } from '../../lib/bridge.ts';

/** What is kept on this machine, in numbers. */
export type KeptHere = Kept & { readonly databaseBytes: number; readonly unsentCopiesBytes: number };

/** Counts what is kept here, once it is looked at and whenever the working set changes; null until it has been counted. */
export function useKept(): KeptHere | null {
  const [kept, setKept] = useState<KeptHere | null>(null);
  useEffect(() => {
    const { db, feed } = signedInConsole();
    let isOver = false;
    let isCounting = false;
    const count = async (): Promise<void> => {
      if (isCounting) return;
      isCounting = true;
      try {
        const [counted, sizes] = await Promise.all([measureKept(db), call(keptSizes, undefined)]);
        if (!isOver) setKept({ ...counted, ...sizes });
      } catch {
        // The database is being closed, or main could not look: the numbers stay as they were.
      } finally {
        isCounting = false;
      }
    };
    void count();
    const leave = feed.subscribe(() => void count());
    return () => {
      isOver = true;
      leave();
    };
  }, []);
  return kept;
}
