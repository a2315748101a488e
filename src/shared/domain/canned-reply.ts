import type { Tier } from './tier.ts';
import type { CannedReply } from './workspace.ts';

/** What a canned reply can leave open, in the words that administrators write it with. */
export const PLACEHOLDERS = ['cliente.nome', 'chamado.numero', 'agente.nome'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** What stands for each placeholder; null for what is not known. */
export type PlaceholderValues = Readonly<Record<Placeholder, string | null>>;

const PATTERN = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The placeholders that a text still has, known or not, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PATTERN)].map(([, name]) => name ?? ''))];
}

/** The placeholders of a text that nothing can ever stand for. */
export function unknownPlaceholders(text: string): string[] {
  return placeholdersIn(text).filter((name) => !isPlaceholder(name));
}

/** A text with its placeholders filled in; one whose value is not known stays, to be seen and filled in by hand. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return fillNamed(text, (name) => (isPlaceholder(name) ? values[name] : null));
}

/** A text with what stands for each placeholder, known to the console or not; null leaves it open. */
export function fillNamed(text: string, valueOf: (name: string) => string | null): string {
  return text.replaceAll(PATTERN, (whole, name: string) => valueOf(name) ?? whole);
}

/** Whether a canned reply or a macro is offered on a ticket of a tier and a queue. */
export function isOfferedIn(
  { tiers, queueIds, isActive }: Pick<CannedReply, 'tiers' | 'queueIds' | 'isActive'>,
  tier: Tier,
  queueId: string,
): boolean {
  if (!isActive) return false;
  if (tiers.length > 0 && !tiers.includes(tier)) return false;
  return queueIds.length === 0 || queueIds.includes(queueId);
}

/** Whether the console knows what stands for a placeholder. */
export function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name);
}
