import { deriveId } from '../../shared/lib/derive-id.ts';
import { decodeMutation } from '../../shared/mutations/registry.ts';
import { UnitOfWork } from '../../shared/mutations/unit-of-work.ts';
import { ImportError } from './import-error.ts';
import type { Plan } from './plan.ts';
import { IMPORT_QUEUES, IMPORT_USER } from './workspace.ts';

/**
 * Runs an incident's mutations by the real rules on rows in memory, so that whatever a rule refuses is known before
 * anything of the file is written. Answers the rows as they came out.
 *
 * @throws ImportError `refused`, with incident and event.
 */
export function rehearse({ trace, mutations }: Plan): UnitOfWork {
  const unit = new UnitOfWork();
  for (const queue of IMPORT_QUEUES) unit.load('queue', queue.id, queue);
  const categoryId = mutations[0]?.args['categoryId'];
  if (typeof categoryId === 'string') unit.load('category', categoryId, { id: categoryId });
  let made = 0;
  for (const { name, args, atMs, event } of mutations) {
    const decoded = decodeMutation(name, args);
    const refusal = decoded.ok
      ? decoded.value.run(unit, {
          actor: IMPORT_USER,
          performedAtMs: atMs,
          receivedAtMs: atMs,
          newId: () => deriveId(atMs, `${trace}:${made++}`),
          ticketNumber: () => null,
        })
      : decoded.error;
    if (refusal !== null) {
      throw new ImportError(
        'refused',
        `event ${event} of incident "${trace}" cannot be taken in: ${refusal.message}.`,
        {
          trace,
          event,
        },
      );
    }
    unit.keep();
  }
  return unit;
}
