import fc from 'fast-check';
import type { z } from 'zod';
import { anyHostileText } from './any-json.ts';

/** How values of a schema are made where any would do. `byKey` goes before the schema, for properties of that name. */
export type Making = {
  readonly id: fc.Arbitrary<string>;
  /** Hostile when left out. */
  readonly text?: fc.Arbitrary<string>;
  readonly byKey?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
};

/**
 * Values that fit a zod schema as to its shape. Text may still be refused for its length; ids are those of
 * `making`.
 *
 * @throws Error on a kind of schema that nothing here uses yet.
 */
export function anyOfSchema(schema: z.ZodType, making: Making): fc.Arbitrary<unknown> {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod;
  if (def.type === 'string') return isUuid(def) ? making.id : anyText(schema as z.ZodString, making);
  if (def.type === 'number') return anyInteger(schema as z.ZodNumber);
  if (def.type === 'boolean') return fc.boolean();
  if (def.type === 'null') return fc.constant(null);
  if (def.type === 'unknown') return fc.jsonValue();
  if (def.type === 'literal') return fc.constantFrom(...def.values);
  if (def.type === 'enum') return fc.constantFrom(...Object.values(def.entries));
  return anyOfParts(def, making);
}

/** Values of a schema that is made of others. */
function anyOfParts(def: z.core.$ZodTypes['_zod']['def'], making: Making): fc.Arbitrary<unknown> {
  const inner = (type: z.core.SomeType): fc.Arbitrary<unknown> => anyOfSchema(type as z.ZodType, making);
  if (def.type === 'nullable') return fc.option(inner(def.innerType), { nil: null, freq: 3 });
  if (def.type === 'optional') return fc.option(inner(def.innerType), { nil: undefined, freq: 2 });
  if (def.type === 'union') return fc.oneof(...def.options.map(inner));
  if (def.type === 'array') return fc.array(inner(def.element), { maxLength: 3 });
  if (def.type === 'tuple') return fc.tuple(...def.items.map(inner));
  if (def.type === 'record') {
    // A body with this key is refused whole, before any schema looks at it.
    const key = inner(def.keyType)
      .map(String)
      .filter((text) => text !== '__proto__');
    return fc.dictionary(key, inner(def.valueType), { maxKeys: 4, noNullPrototype: true });
  }
  if (def.type === 'object') {
    const shape = Object.entries(def.shape).map(([key, type]) => [key, making.byKey?.[key] ?? inner(type)] as const);
    return fc.record(Object.fromEntries(shape), { noNullPrototype: true });
  }
  throw new Error(`No values are made for schemas of kind ${def.type}`);
}

function isUuid(def: object): boolean {
  return 'format' in def && def.format === 'uuid';
}

/** Most of them of a length that is allowed. */
function anyText(schema: z.ZodString, { text = anyHostileText }: Making): fc.Arbitrary<string> {
  const pattern = checksOf(schema).find((check) => check.pattern !== undefined)?.pattern;
  if (pattern !== undefined) {
    const inherited = ['constructor', '__proto__'].filter((name) => pattern.test(name));
    return fc.oneof(fc.stringMatching(pattern), ...inherited.map((name) => fc.constant(name)));
  }
  const fitting = text.map((any) => any.slice(0, schema.maxLength ?? any.length).padEnd(schema.minLength ?? 0, 'x'));
  return fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 1, arbitrary: text });
}

function anyInteger(schema: z.ZodNumber): fc.Arbitrary<number> {
  const isAbove = checksOf(schema).some(({ check, inclusive }) => check === 'greater_than' && inclusive === false);
  const min = Math.max(schema.minValue ?? -Infinity, Number.MIN_SAFE_INTEGER) + Number(isAbove);
  const max = Math.min(schema.maxValue ?? Infinity, Number.MAX_SAFE_INTEGER);
  const from = Math.max(min, -1_000);
  return fc.oneof(fc.integer({ min: from, max: Math.min(max, from + 3_000) }), fc.constantFrom(min, max));
}

type Check = { readonly check: string; readonly inclusive?: boolean; readonly pattern?: RegExp };

function checksOf(schema: z.ZodType): readonly Check[] {
  return (schema._zod.def.checks ?? []).map((check) => check._zod.def as Check);
}
