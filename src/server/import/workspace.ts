import { TIERS, type Tier } from '../../shared/domain/tier.ts';
import type { Category, Queue, User } from '../../shared/domain/workspace.ts';
import { deriveId } from '../../shared/lib/derive-id.ts';

/** The system that XES logs come from, in the references and sources of what is taken in. */
export const SYSTEM = 'xes';

/** The same ids in every database, so that an import finds again what an earlier one made. */
const idOf = (what: string): string => deriveId(0, `${SYSTEM}:${what}`);

/** The client that the import's mutations are recorded under. */
export const IMPORT_CLIENT_ID = idOf('client');

/** Who does in the history what somebody did in the other system. A program: it cannot sign in. */
export const IMPORT_USER: User = {
  id: idOf('user'),
  name: 'Importação',
  email: 'importacao@patamar.invalid',
  role: 'system',
  tiers: [],
  queueIds: [],
  isActive: true,
};

/** The queue that a tier's imported tickets lie in. */
export function importQueueId(tier: Tier): string {
  return idOf(`queue:${tier}`);
}

/** The queues of the import, after those of the teams. */
export const IMPORT_QUEUES: readonly Queue[] = TIERS.map((tier) => ({
  id: importQueueId(tier),
  name: `Importados N${tier}`,
  tier,
  position: 900 + tier,
  isActive: true,
}));

/** The category above those of the products. */
export const IMPORT_CATEGORY: Category = { id: idOf('category'), name: 'Produtos importados', parentId: null };

/** The category of a product of the log. */
export function productCategory(product: string): Category {
  return { id: idOf(`category:${product}`), name: product, parentId: IMPORT_CATEGORY.id };
}

/** The reference by which an incident is found again: one ticket each, for ever. */
export function externalRefOf(traceName: string): string {
  return `${SYSTEM}:${traceName}`;
}
