import { messages, protocol, type PGlite } from '@electric-sql/pglite';
import type { PGliteDialectConfig } from 'kysely';

const { serialize } = protocol;

/** More texts than the code has: those with a placeholder for each of many values come in as many lengths as there are. */
const MAX_STATEMENTS = 300;

export type PreparedPglite = {
  /** What Kysely asks. */
  readonly connection: Connection;
  /** Has every text parsed anew: for when tables have changed, of which some would answer other columns than they said. */
  readonly forget: () => Promise<void>;
};
type Connection = Exclude<PGliteDialectConfig['pglite'], (...args: never[]) => unknown>;
type Results<Row> = { rows: Row[]; fields: { name: string; dataTypeID: number }[]; affectedRows: number };
type Statement = {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
};

/**
 * A PGlite that remembers what it has parsed. `PGlite.query` makes six calls into WebAssembly of each query and has it
 * parsed and analysed each time; here a text is parsed once, and from then on a query is one call. What it answers and
 * throws, its types and its place in the order of queries and transactions are those of `PGlite.query`, and so are the
 * plans: one that was made for good while a table was small would go on when it is large.
 */
export async function preparedPglite(pglite: PGlite): Promise<PreparedPglite> {
  await pglite.exec('set plan_cache_mode = force_custom_plan');
  const statements = new Map<string, Statement>();
  let prepared = 0;

  async function run<Row>(sql: string, params: readonly unknown[] = []): Promise<Results<Row>> {
    return pglite.runExclusive(async () => {
      const statement = await statementOf(sql);
      const values = params.map((param, index) => asText(pglite, param, statement.parameterTypes[index]));
      const request = together(
        serialize.bind({ statement: statement.name, values }),
        serialize.execute(),
        serialize.sync(),
      );
      return resultsOf<Row>(pglite, statement, await pglite.execProtocolStream(request, { syncToFs: false }));
    });
  }

  async function statementOf(sql: string): Promise<Statement> {
    const known = statements.get(sql);
    if (known !== undefined) {
      // The one that was not asked for the longest is first.
      statements.delete(sql);
      statements.set(sql, known);
      return known;
    }
    prepared += 1;
    const name = `s${prepared}`;
    const request = together(
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      dropOldest(),
    );
    const answers = await pglite.execProtocolStream(request, { syncToFs: false });
    const parameters = answers.find((answer) => answer instanceof messages.ParameterDescriptionMessage);
    const row = answers.find((answer) => answer instanceof messages.RowDescriptionMessage);
    const statement = { name, parameterTypes: parameters?.dataTypeIDs ?? [], fields: row?.fields ?? [] };
    statements.set(sql, statement);
    return statement;
  }

  /** The end of a request, which also has the engine forget a statement when there are too many. */
  function dropOldest(): Uint8Array {
    const [sql, oldest] = statements.size < MAX_STATEMENTS ? [] : (statements.entries().next().value ?? []);
    if (sql === undefined || oldest === undefined) return serialize.sync();
    statements.delete(sql);
    return together(serialize.close({ type: 'S', name: oldest.name }), serialize.sync());
  }

  const connection: Connection = {
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    waitReady: pglite.waitReady,
    close: () => pglite.close(),
    query: async <Row>(sql: string, params?: readonly unknown[]) => {
      // oxlint-disable-next-line eslint/no-underscore-dangle -- only this lock keeps a query out of a transaction, and it has no other name
      const results = await pglite._runExclusiveTransaction(() => run<Row>(sql, params));
      await pglite.syncToFs();
      return results;
    },
    transaction: (work) => pglite.transaction((tx) => work({ query: run, rollback: () => tx.rollback() })),
  };
  const forget = (): Promise<void> =>
    pglite.runExclusive(async () => {
      statements.clear();
      await pglite.execProtocolStream(serialize.query('deallocate all'), { syncToFs: false });
    });
  return { connection, forget };
}

function asText(pglite: PGlite, value: unknown, type: number | undefined): string | null {
  if (value === null || value === undefined) return null;
  const toText = type === undefined ? undefined : pglite.serializers[type];
  // oxlint-disable-next-line typescript/no-base-to-string -- as PGlite does with what it knows no type of
  return toText === undefined ? String(value) : toText(value);
}

type Answers = Awaited<ReturnType<PGlite['execProtocolStream']>>;

function resultsOf<Row>(pglite: PGlite, { fields }: Statement, answers: Answers): Results<Row> {
  const parsers = fields.map(({ dataTypeID }) => pglite.parsers[dataTypeID]);
  const rows: Record<string, unknown>[] = [];
  let affectedRows = 0;
  for (const answer of answers) {
    if (answer instanceof messages.DataRowMessage) {
      const row: Record<string, unknown> = {};
      for (const [index, text] of answer.fields.entries()) {
        const parse = parsers[index];
        row[fields[index]?.name ?? ''] =
          text === null || parse === undefined ? text : parse(text, fields[index]?.dataTypeID);
      }
      rows.push(row);
    } else if (answer instanceof messages.CommandCompleteMessage) {
      affectedRows += affectedBy(answer.text);
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever asks says what the rows are, as with PGlite
  return { rows: rows as Row[], fields: [...fields], affectedRows };
}

/** How many rows a command has written, as its end says it (`INSERT 0 5`, `UPDATE 3`). */
function affectedBy(command: string): number {
  const words = /^(?:INSERT|UPDATE|DELETE|MERGE)\b.*?(\d+)$/.exec(command);
  return Number(words?.[1] ?? 0);
}

function together(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
