import type { ReactElement, ReactNode } from 'react';
import type { Control } from 'react-hook-form';
import type { AdminItem, AdminKind, AdminRow } from '../../../shared/protocol/admin.ts';

/** What a form is given: how its fields are bound, the row as it was (null for a new one). */
export type FieldsProps<K extends AdminKind> = {
  readonly control: Control;
  readonly item: AdminItem<AdminRow<K>> | null;
};

/** One part of the administration: how its rows are listed, told apart, and filled in. The frame does all the rest. */
export type Section<K extends AdminKind> = {
  readonly kind: K;
  readonly addLabel: string;
  readonly searchLabel: string;
  /** The field that has the focus when its form opens. */
  readonly firstField: string;
  readonly blank: () => AdminRow<K>;
  readonly order: (items: readonly AdminItem<AdminRow<K>>[]) => readonly ListRow<K>[];
  readonly titleOf: (row: AdminRow<K>) => string;
  /** Left out where rows are never taken out of use. */
  readonly isActive?: (row: AdminRow<K>) => boolean;
  /** What is wrong with a row that its schema lets through, beside the version it was opened at. */
  readonly check?: (row: AdminRow<K>, base: AdminRow<K> | null) => readonly FieldProblem[];
  /** What the form begins with, where a row leaves out what its fields hold: else nothing typed reads as something typed. */
  readonly toForm?: (row: AdminRow<K>) => object;
  /** What is saved of what was typed, where that is more than the fields say: a form's next version. */
  readonly toSave?: (row: AdminRow<K>, base: AdminRow<K> | null) => AdminRow<K>;
  /** All fields in words, by their name: for showing two versions side by side. */
  readonly describe: (row: AdminRow<K>) => readonly Described[];
  readonly renderFields: (props: FieldsProps<K>) => ReactElement;
  /** What is shown of what is typed while it is typed: beside the fields where there is room, else below them. */
  readonly renderAside?: (props: FieldsProps<K>) => ReactElement;
  /** What is said beside the button that saves. */
  readonly renderNotice?: () => ReactElement;
  /** What else can be done with a row, beside saving it. */
  readonly renderActions?: (item: AdminItem<AdminRow<K>>) => ReactElement;
  /** What else stands above the list, beside the search. */
  readonly renderTools?: () => ReactElement;
  /** Told of a row that has been saved, with the password of a person who is new. */
  readonly onSaved?: (row: AdminRow<K>, oneTimePassword: string | null) => void;
};

/** What is wrong with a field of a form, in words; `path` is where it is in the row. */
export type FieldProblem = { readonly path: string; readonly message: string };

/** A field in words, for showing versions side by side. */
export type Described = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What the value lists, where it is a list: of two long ones only what differs is shown. */
  readonly items?: readonly string[];
};

/** A row as the list shows it. `group` begins a new heading where it differs from the row above. */
export type ListRow<K extends AdminKind> = {
  readonly item: AdminItem<AdminRow<K>>;
  readonly detail: string;
  readonly badge?: ReactNode;
  readonly group?: string;
  readonly depth?: number;
  readonly trailing?: ReactNode;
};
