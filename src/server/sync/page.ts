/** A page of changes under construction, as JSON text: rows go from the database to the wire without being parsed. */
export class Page {
  readonly #ops: string[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get room(): number {
    return this.#limit - this.#ops.length;
  }

  get isEmpty(): boolean {
    return this.#ops.length === 0;
  }

  put(table: string, rowJson: string): void {
    this.#ops.push(`{"op":"put","table":${JSON.stringify(table)},"row":${rowJson}}`);
  }

  del(table: string, id: string): void {
    this.#ops.push(JSON.stringify({ op: 'del', table, id }));
  }

  toJson(): string {
    return `[${this.#ops.join(',')}]`;
  }
}
