const clone = globalThis.structuredClone;

/**
 * A structured clone that is quick for what rows are made of: Node's own writes a value out and reads it back, whatever it
 * is. Everything but plain objects, lists, texts, numbers, booleans and nothing goes to Node's.
 */
export function plainClone<T>(value: T): T;
export function plainClone(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => plainClone<unknown>(item));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return clone(value);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = plainClone((value as Record<string, unknown>)[key]);
  return copy;
}
