import type { WorkspaceKind, WorkspaceRow } from '../../shared/domain/tables.ts';
import type { Ordering } from './ticket-order.ts';

/** A row of the workspace with its kind. */
export type WorkspaceEntry = { readonly kind: WorkspaceKind; readonly row: WorkspaceRow };

/**
 * What a storage remembers between transactions, so that an act neither reads everybody nor compiles calendars again:
 * each thing good for one version of it in the database. Windows have one each and need not tell one another.
 */
export class StorageMemory {
  readonly nowMs: () => number;
  /** Whose machine this is; null where nobody's tickets are told from others'. */
  readonly ownId: string | null;
  #ordering: { readonly version: number; readonly ordering: Ordering } | null = null;
  #workspace: { readonly version: number; readonly rows: ReadonlyMap<WorkspaceKind, readonly WorkspaceEntry[]> } = {
    version: -1,
    rows: new Map(),
  };

  constructor(nowMs: () => number, ownId: string | null) {
    this.nowMs = nowMs;
    this.ownId = ownId;
  }

  ordering(version: number): Ordering | null {
    return this.#ordering?.version === version ? this.#ordering.ordering : null;
  }

  keepOrdering(version: number, ordering: Ordering): void {
    this.#ordering = { version, ordering };
  }

  workspace(version: number, kind: WorkspaceKind): readonly WorkspaceEntry[] | null {
    return this.#workspace.version === version ? (this.#workspace.rows.get(kind) ?? null) : null;
  }

  keepWorkspace(version: number, rows: ReadonlyMap<WorkspaceKind, readonly WorkspaceEntry[]>): void {
    const known = this.#workspace.version === version ? this.#workspace.rows : new Map();
    this.#workspace = { version, rows: new Map([...known, ...rows]) };
  }
}
