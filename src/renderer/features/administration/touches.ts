import type { AdminItem, Uses } from '../../../shared/protocol/admin.ts';
import { isMessageKey, type Say } from '../../lib/text.ts';

/** What taking a row out of use would touch, a sentence each: "12 chamados abertos estão nesta fila". */
export function touchesOf(
  item: Pick<AdminItem, 'uses'> | null,
  uses: readonly (keyof Uses)[],
  of: 'person' | 'queue' | 'category',
  say: Say,
): readonly string[] {
  return uses.flatMap((use) => {
    const count = item?.uses[use] ?? 0;
    const key = `admin.touch.${of}.${use}`;
    return count === 0 || !isMessageKey(key) ? [] : [say(key, { count })];
  });
}
