import { dropFiles, forgetFiles, keepFile, type KeptFile, listFiles, readFile } from '../../shared/ipc/contract.ts';
import { call } from '../lib/bridge.ts';

/** A second copy of the contents that are not sent, outside the database. Each method rejects when the disk refuses. */
export type FilesPort = {
  /** Resolves when the content is on the disk itself. One that is there already stays as it is. */
  keep(file: KeptFile, content: Uint8Array): Promise<void>;
  list(): Promise<readonly KeptFile[]>;
  /** Null when it is not there, or no longer what it was. */
  read(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  drop(ids: readonly string[]): Promise<void>;
  /** Removes all: the account leaves this machine. */
  forget(): Promise<void>;
};

/** The second copies of a database's files, as main keeps them. */
export function filesInMain(database: string): FilesPort {
  return {
    keep: (file, content) => call(keepFile, { database, file, content }),
    list: async () => (await call(listFiles, { database })).files,
    read: async (id) => {
      const { content } = await call(readFile, { database, id });
      return content === null ? null : new Uint8Array(content);
    },
    drop: async (ids) => {
      if (ids.length > 0) await call(dropFiles, { database, ids: [...ids] });
    },
    forget: () => call(forgetFiles, { database }),
  };
}
