import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type EmscriptenOptions = Parameters<NodeFS['init']>[1];
/** The part of PGlite's file system that is used here. Internal: this is why its exact version is pinned. */
type NodeFsModule = {
  readonly NODEFS: {
    readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number };
    tryFSOperation(work: () => void): void;
  };
};

/**
 * PGlite's files in a folder, with an fsync that reaches the disk. As shipped, its stream operations have none, so
 * that PostgreSQL's fsync succeeds without doing anything (electric-sql/pglite#1107). `syncs` counts the real ones.
 */
export class DurableNodeFs extends NodeFS {
  syncs = 0;

  override async init(pg: PGlite, options: EmscriptenOptions): ReturnType<NodeFS['init']> {
    const result = await super.init(pg, options);
    const preRun = result.emscriptenOpts.preRun ?? [];
    const install = (module: object): void => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- internal to PGlite and without a type; its absence throws on the next line
      const { NODEFS } = module as NodeFsModule;
      NODEFS.stream_ops.fsync = (stream) => {
        // Turns a failure into the errno PostgreSQL expects: it must not believe in a log that is not on disk.
        NODEFS.tryFSOperation(() => fsyncSync(stream.nfd));
        this.syncs += 1;
        return 0;
      };
    };
    return { ...result, emscriptenOpts: { ...result.emscriptenOpts, preRun: [...preRun, install] } };
  }
}

/** Writes a folder and everything in it to the disk. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path, 'r+');
  }
  syncFolder(folder);
}

/** Writes the names in a folder to the disk. Windows has no such call, and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncPath(folder, 'r');
}

function syncPath(path: string, flags: string): void {
  const fd = openSync(path, flags);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
