import type { Ticket } from '../../src/shared/domain/ticket.ts';
import type { Customer } from '../../src/shared/domain/workspace.ts';
import type { Written } from '../../src/shared/mutations/unit-of-work.ts';
import { written } from '../../src/shared/sync/storage.ts';

const NAMES = 'Ana Bruno Camila Daniel Eduarda Felipe Gabriela Heitor Isabela João Larissa Marcos Natália Otávio'.split(
  ' ',
);
const SURNAMES = 'Silva Souza Oliveira Ferreira Araújo Gonçalves Barros Teixeira Fonseca Conceição Magalhães'.split(
  ' ',
);
const TRADES = 'Padaria Mercado Farmácia Oficina Clínica Escola Transportadora Gráfica Academia Papelaria'.split(' ');
const SAID = (
  'bom dia a conexão caiu de novo depois da chuva e o modem fica com a luz vermelha acesa já reiniciei o roteador duas ' +
  'vezes mas a internet continua lenta no segundo andar preciso da segunda via do boleto porque a fatura veio com valor ' +
  'errado o técnico veio ontem trocou o cabo da antena e o sinal voltou por uma hora agora o telefone não completa ' +
  'ligação para celular obrigado fico no aguardo do retorno verificamos a porta da olt e normalizamos o serviço pedimos ' +
  'desculpas pelo transtorno poderia confirmar se a navegação está estável na sua residência'
).split(' ');

/** How many words each message has, and how many messages a ticket: about what the sample's have. */
const WORDS_EACH = 28;
const MESSAGES_EACH = 3;
export const CUSTOMERS = 5_000;

/** Customers, each another one. */
export function someCustomers(): readonly Customer[] {
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const name = `${at(NAMES, index)} ${at(SURNAMES, index * 7)} ${at(SURNAMES, index * 3 + 1)}`;
    return {
      id: customerId(index),
      name,
      email: `cliente${index}@exemplo.example`,
      phone: `+55 11 9${String(10_000_000 + index * 1_009).slice(0, 8)}`,
      company: index % 3 === 0 ? `${at(TRADES, index)} ${at(SURNAMES, index * 5)}` : null,
      city: null,
      plan: null,
    };
  });
}

export function customerId(index: number): string {
  return `00000000-0000-7000-9000-${String(index % CUSTOMERS).padStart(12, '0')}`;
}

/** What was said on a ticket: the same words in another order on each, and one of its own (a protocol number). */
export function talkOf({ id, number, createdAtMs }: Ticket, messages = MESSAGES_EACH): readonly Written[] {
  const seed = number ?? 0;
  return Array.from({ length: messages }, (_, turn) => {
    const words = Array.from({ length: WORDS_EACH }, (_word, index) =>
      at(SAID, seed * 31 + turn * 17 + index * (1 + (seed % 13))),
    );
    return written('message', {
      id: `${id.slice(0, 24)}${String(turn).padStart(4, '0')}${id.slice(28)}`,
      ticketId: id,
      kind: turn % 2 === 1 ? 'reply' : 'customer',
      authorId: null,
      authorName: null,
      body: `${words.join(' ')} protocolo ab${seed * 3 + turn}`,
      channel: 'phone',
      writtenAtMs: createdAtMs + turn,
      sentAtMs: createdAtMs + turn,
    });
  });
}

function at(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}
