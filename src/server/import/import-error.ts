/** Where in the file a fault is: both count from 1, in characters of the unpacked text. */
export type Place = { readonly line: number; readonly column: number };

/** Why an import stopped. Stable, for scripts that read `--json`. */
export const IMPORT_ERROR_CODES = [
  'no_file',
  'empty',
  'broken_gzip',
  'truncated',
  'encoding',
  'broken_xml',
  'not_xes',
  'missing_field',
  'duplicate_field',
  'unknown_field',
  'unknown_value',
  'bad_date',
  'out_of_order',
  'empty_trace',
  'duplicate_trace',
  'too_long',
  'refused',
  'busy',
  'no_room',
  'failed',
] as const;
export type ImportErrorCode = (typeof IMPORT_ERROR_CODES)[number];

type ImportErrorExtras = {
  readonly place?: Place | undefined;
  /** The incident's name in the file, and the number of its event, counted from 1. */
  readonly trace?: string | undefined;
  readonly event?: number | undefined;
  readonly cause?: unknown;
};

/** An import error as it travels in JSON. */
export type ImportErrorDocument = {
  readonly code: ImportErrorCode;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly trace: string | null;
  readonly event: number | null;
};

/**
 * An import that cannot go on, for a reason in the file or in the place it goes to. `message` is one or two
 * sentences for whoever runs it, and names the place.
 */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code: ImportErrorCode;
  readonly extras: ImportErrorExtras;

  constructor(code: ImportErrorCode, what: string, extras: ImportErrorExtras = {}) {
    const { place } = extras;
    super(place === undefined ? what : `Line ${place.line}, column ${place.column}: ${what}`, { cause: extras.cause });
    this.code = code;
    this.extras = extras;
  }

  /** An error as another process told it: its message names the place already. */
  static told(code: ImportErrorCode, message: string, extras: ImportErrorExtras): ImportError {
    const error = new ImportError(code, '', extras);
    error.message = message;
    return error;
  }

  toJSON(): ImportErrorDocument {
    const { place, trace, event } = this.extras;
    return {
      code: this.code,
      message: this.message,
      line: place?.line ?? null,
      column: place?.column ?? null,
      trace: trace ?? null,
      event: event ?? null,
    };
  }
}
