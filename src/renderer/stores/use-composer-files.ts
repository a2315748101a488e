import { type ClipboardEvent, type DragEvent, useState } from 'react';
import type { FileFacts } from '../../shared/domain/attachment.ts';
import type { DraftPlace } from '../db/file-record.ts';
import { addDraftFile, type FileRefusal, removeDraftFile } from '../db/files.ts';
import { useDraftFiles } from '../db/use-files.ts';

/** The files of what is being written, and the ways to add some: chosen, dropped or pasted. */
export type ComposerFiles = {
  readonly files: readonly FileFacts[];
  /** What could not be added, and why, until the agent has read it. */
  readonly refusals: readonly FileRefusal[];
  /** Whether some of this place are being kept at this moment. */
  readonly isAdding: boolean;
  /** Whether files are held over the box. */
  readonly isDropTarget: boolean;
  readonly add: (files: Iterable<File>) => void;
  /** Takes one out again. */
  readonly remove: (id: string) => void;
  readonly dismiss: () => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly dropZone: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
};

/** `onAdded` is told of the files that have been kept, those of one choice or drop together. */
export function useComposerFiles(
  place: DraftPlace,
  ticketId: string,
  onAdded?: (ids: readonly string[]) => void,
): ComposerFiles {
  const files = useDraftFiles(place);
  const [refused, setRefused] = useState<{ place: string; refusals: readonly FileRefusal[] }>({ place, refusals: [] });
  // By place: what is being kept for a reply holds up no note.
  const [adding, setAdding] = useState<readonly DraftPlace[]>([]);
  const [isDropTarget, setDropTarget] = useState(false);

  const add = async (given: readonly File[]): Promise<void> => {
    setRefused({ place, refusals: [] });
    setAdding((places) => [...places, place]);
    const ids: string[] = [];
    try {
      // One after the other: the place of each counts against the most that a message takes.
      for (const file of given) {
        const added = await addDraftFile(place, ticketId, file);
        if (added.ok) ids.push(added.value.id);
        else setRefused((known) => ({ place, refusals: [...known.refusals, added.error] }));
      }
    } finally {
      setAdding((places) => places.toSpliced(places.indexOf(place), 1));
      if (ids.length > 0) onAdded?.(ids);
    }
  };
  const addAll = (given: Iterable<File>): void => void add([...given]);
  return {
    files,
    refusals: refused.place === place ? refused.refusals : [],
    isAdding: adding.includes(place),
    isDropTarget,
    add: addAll,
    remove: (id) => void removeDraftFile(id),
    dismiss: () => setRefused({ place, refusals: [] }),
    onPaste(event) {
      const { files: pasted } = event.clipboardData;
      // What office programs copy is text with a picture of it: the text is what is meant.
      if (pasted.length === 0 || event.clipboardData.types.includes('text/plain')) return;
      event.preventDefault();
      addAll(pasted);
    },
    dropZone: {
      onDragOver(event) {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropTarget(true);
      },
      onDragLeave(event) {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        setDropTarget(false);
      },
      onDrop(event) {
        setDropTarget(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        addAll(event.dataTransfer.files);
      },
    },
  };
}
