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
  const { _zod: zod } = schema as unknown as z.core.$ZodTypes;
  const { def } = zod;
  const inner = (type: z.core.SomeType): fc.Arbitrary<unknown> => anyOfSchema(type as z.ZodType, making);
  switch (def.type) {
    case 'string':
      return 'format' in def && def.format === 'uuid' ? making.id : anyText(zod.bag as StringBag, making);
    case 'number':
      return anyInteger(zod.bag as NumberBag);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'unknown':
      return fc.jsonValue();
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'nullable':
      return fc.option(inner(def.innerType), { nil: null, freq: 3 });
    case 'optional':
      return fc.option(inner(def.innerType), { nil: undefined, freq: 2 });
    case 'union':
      return fc.oneof(...def.options.map(inner));
    case 'array':
      return fc.array(inner(def.element), { maxLength: 3 });
    case 'tuple':
      return fc.tuple(...def.items.map(inner));
    case 'record':
      return fc.dictionary(inner(def.keyType).map(String), inner(def.valueType), { maxKeys: 4, noNullPrototype: true });
    case 'object': {
      const shape = Object.entries(def.shape).map(([key, type]) => [key, making.byKey?.[key] ?? inner(type)] as const);
      return fc.record(Object.fromEntries(shape), { noNullPrototype: true });
    }
    default:
      throw new Error(`No values are made for schemas of kind ${def.type}`);
  }
}

type StringBag = { readonly patterns?: ReadonlySet<RegExp> };
type NumberBag = { readonly minimum?: number; readonly maximum?: number; readonly exclusiveMinimum?: number };

function anyText({ patterns }: StringBag, { text = anyHostileText }: Making): fc.Arbitrary<string> {
  const [pattern] = patterns ?? [];
  return pattern === undefined ? text : fc.oneof(fc.stringMatching(pattern), fc.constant('constructor'));
}

function anyInteger({ minimum, maximum, exclusiveMinimum }: NumberBag): fc.Arbitrary<number> {
  const min = Math.max(minimum ?? Number.MIN_SAFE_INTEGER, (exclusiveMinimum ?? Number.MIN_SAFE_INTEGER) + 1);
  const max = maximum ?? Number.MAX_SAFE_INTEGER;
  return fc.oneof(
    fc.maxSafeInteger().map((value) => Math.min(max, Math.max(min, value))),
    fc.constantFrom(min, max),
  );
}
