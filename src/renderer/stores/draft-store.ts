import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import { draftChannelName, loadDraft, saveDraft } from '../db/drafts.ts';
import { newId } from '../lib/new-id.ts';
import { typedSince } from '../lib/typed-since.ts';
import { DraftLedger, type DraftNews } from './draft-ledger.ts';

/** Kept on disk this long after the last key at the latest. */
const SAVE_AFTER_MS = 250;

/** What is being written and not yet an action, by key; a key that is missing has not been read yet. */
const useDraftStore = create<{ readonly drafts: Readonly<Record<string, string>> }>()(() => ({ drafts: {} }));

/** Written here before what was kept had been read. */
const writtenUnread = new Set<string>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const ledger = new DraftLedger(newId(), () => Date.now());
let channel: BroadcastChannel | null = null;

function put(key: string, text: string): void {
  useDraftStore.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: text } }));
}

/** Shows a draft as it stands, here and in the other windows, and keeps it on this machine soon after; an empty text is forgotten at once. */
export function writeDraft(key: string, text: string): void {
  if (useDraftStore.getState().drafts[key] === undefined) writtenUnread.add(key);
  const news = ledger.write(key, text);
  take(news);
  channelToOthers().postMessage(news);
}

/** Forgets of a draft what has become an action; what has been written since, here or in another window, stays. */
export function settleDraft(key: string, text: string): void {
  const now = useDraftStore.getState().drafts[key];
  const rest = now === undefined ? undefined : typedSince(now, text);
  if (rest !== undefined && rest !== now) writeDraft(key, rest);
}

/** Each window keeps what it shows: whichever closes, and in whatever order two of them write, the text that holds is the one on disk. */
function take({ key, text }: DraftNews): void {
  put(key, text);
  clearTimeout(timers.get(key));
  if (text === '') save(key);
  else
    timers.set(
      key,
      setTimeout(() => save(key), SAVE_AFTER_MS),
    );
}

/**
 * Puts a text that was written elsewhere into a draft, below what stands there already. Resolves when it is on disk, so
 * that its other place can be let go.
 */
export async function addToDraft(key: string, text: string): Promise<void> {
  const now = useDraftStore.getState().drafts[key] ?? (await loadDraft(key));
  const both = now.trim() === '' || now.includes(text) ? now.trim() || text : `${now.trimEnd()}\n\n${text}`;
  writeDraft(key, both);
  await saveDraft(key, both);
}

/** Begins a draft with a text, unless it has been begun. */
export async function beginDraft(key: string, text: string): Promise<void> {
  const now = useDraftStore.getState().drafts[key] ?? (await loadDraft(key));
  if (now === '' && text !== '') writeDraft(key, text);
}

function save(key: string): void {
  timers.delete(key);
  void saveDraft(key, useDraftStore.getState().drafts[key] ?? '');
}

function channelToOthers(): BroadcastChannel {
  if (channel !== null) return channel;
  channel = new BroadcastChannel(draftChannelName());
  channel.addEventListener('message', ({ data }: MessageEvent<DraftNews>) => {
    if (ledger.take(data)) take(data);
  });
  return channel;
}

/** A window that closes does not wait for its timers. */
function saveWhatWaits(): void {
  for (const [key, timer] of timers) {
    clearTimeout(timer);
    save(key);
  }
}
if (typeof window !== 'undefined') window.addEventListener('pagehide', saveWhatWaits);

/** Forgets the drafts on screen; those on disk belong to the account. For a change of person. */
export function forgetDrafts(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  channel?.close();
  channel = null;
  ledger.forget();
  writtenUnread.clear();
  useDraftStore.setState({ drafts: {} });
}

async function read(key: string): Promise<void> {
  const kept = await loadDraft(key);
  const now = useDraftStore.getState().drafts[key];
  if (now === undefined) put(key, kept);
  // What was typed meanwhile goes on from what was kept; what another window told of it has that already.
  else if (writtenUnread.has(key) && !now.includes(kept.trim())) {
    writeDraft(key, now === '' ? kept : `${kept.trimEnd()}\n\n${now}`);
  }
  writtenUnread.delete(key);
}

/** One draft, read from this machine when it is first shown, and how to write it. */
export function useDraft(key: string): readonly [string, (text: string) => void] {
  // One that is empty is drawn as one that has not been read yet.
  const text = useDraftStore((state) => state.drafts[key] ?? '');
  useEffect(() => {
    channelToOthers();
    if (useDraftStore.getState().drafts[key] !== undefined) return;
    void read(key);
  }, [key]);
  return [text, useCallback((next: string) => writeDraft(key, next), [key])];
}
