import type { Tier } from '../../shared/domain/tier.ts';
import type { Queue, Role, User } from '../../shared/domain/workspace.ts';
import { sampleId } from './sample-id.ts';

/** Everybody in the sample signs in with this; the sign-in screen of a sample workspace says so. */
export const SAMPLE_PASSWORD = 'patamar-sample';

export type QueueKey = 'atendimento' | 'cobranca' | 'redes' | 'sistemas' | 'engenharia';

function queue(key: QueueKey, name: string, tier: Tier, position: number): Queue {
  return { id: sampleId(`queue:${key}`), name, tier, position, isActive: true };
}

export const QUEUES: Readonly<Record<QueueKey, Queue>> = {
  atendimento: queue('atendimento', 'N1 Atendimento', 1, 1),
  cobranca: queue('cobranca', 'N1 Cobrança', 1, 2),
  redes: queue('redes', 'N2 Redes', 2, 3),
  sistemas: queue('sistemas', 'N2 Sistemas', 2, 4),
  engenharia: queue('engenharia', 'N3 Engenharia', 3, 5),
};

function person(mail: string, name: string, role: Role, tiers: readonly Tier[], queues: readonly QueueKey[]): User {
  return {
    id: sampleId(`user:${mail}`),
    name,
    email: `${mail}@aurora.example`,
    role,
    tiers: [...tiers],
    queueIds: queues.map((key) => QUEUES[key].id),
    isActive: true,
  };
}

/** The people of Aurora Telecom. The first of each tier, the supervisor and the administrator have the plain addresses. */
export const PEOPLE: readonly User[] = [
  person('n1', 'Ana Beatriz Ferreira', 'agent', [1], ['atendimento', 'cobranca']),
  person('carlos.souza', 'Carlos Eduardo Souza', 'agent', [1], ['atendimento']),
  person('juliana.rocha', 'Juliana Rocha', 'agent', [1], ['atendimento']),
  person('rafael.lima', 'Rafael Lima', 'agent', [1], ['atendimento']),
  person('patricia.gomes', 'Patrícia Gomes', 'agent', [1], ['cobranca']),
  person('diego.martins', 'Diego Martins', 'agent', [1], ['cobranca', 'atendimento']),
  person('n2', 'Marcos Vinícius Almeida', 'agent', [2], ['redes', 'sistemas']),
  person('camila.barros', 'Camila Barros', 'agent', [2], ['redes']),
  person('thiago.ribeiro', 'Thiago Ribeiro', 'agent', [2], ['redes']),
  person('larissa.teixeira', 'Larissa Teixeira', 'agent', [2], ['sistemas']),
  person('n3', 'Eduardo Nakamura', 'agent', [3], ['engenharia']),
  person('fernanda.prado', 'Fernanda Prado', 'agent', [3], ['engenharia']),
  person(
    'supervisor',
    'Helena Duarte',
    'supervisor',
    [1, 2, 3],
    ['atendimento', 'cobranca', 'redes', 'sistemas', 'engenharia'],
  ),
  person('admin', 'Roberto Siqueira', 'admin', [], []),
];

/** What customers write comes in through this program. It cannot sign in. */
export const CHANNELS_USER: User = person('canais', 'Canais de atendimento', 'system', [], []);

/** The agents who work a queue, its usual one first. */
export function agentsOf(key: QueueKey): readonly User[] {
  return PEOPLE.filter(({ role, queueIds }) => role === 'agent' && queueIds.includes(QUEUES[key].id));
}
