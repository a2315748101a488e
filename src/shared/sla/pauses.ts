/** A stretch in which a clock stands, epoch ms, end excluded. `toMs` is null while it lasts. */
export type Pause = { readonly fromMs: number; readonly toMs: number | null };

/** Pauses as a union: sorted, disjoint, none empty. An end of Infinity is a pause that lasts. */
export type Union = readonly { readonly fromMs: number; readonly toMs: number }[];

const NONE: Union = [];

/** The union of pauses, cut to [fromMs, toMs]. Pauses that end before they begin are empty. */
export function unionOf(pauses: readonly Pause[], fromMs: number, toMs: number): Union {
  if (pauses.length === 0) return NONE;
  const cut: { fromMs: number; toMs: number }[] = [];
  for (const pause of pauses) {
    const startMs = Math.max(pause.fromMs, fromMs);
    const endMs = Math.min(pause.toMs ?? Infinity, toMs);
    if (startMs < endMs) cut.push({ fromMs: startMs, toMs: endMs });
  }
  if (cut.length < 2) return cut;
  cut.sort((a, b) => a.fromMs - b.fromMs);
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const pause of cut) {
    const last = joined.at(-1);
    if (last !== undefined && pause.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, pause.toMs);
    else joined.push(pause);
  }
  return joined;
}
