import type { Customer } from '../../shared/domain/workspace.ts';
import type { Random } from './random.ts';

const DISTRICTS = [
  'Jardim das Flores',
  'Vila Nova',
  'Centro',
  'Parque dos Ipês',
  'Cambuí',
  'Jardim América',
  'Vila Industrial',
  'Santa Genebra',
  'Bosque',
  'Nova Europa',
  'Alto da Colina',
];
const DEVICES = [
  'notebook',
  'celular',
  'smart TV',
  'videogame',
  'tablet',
  'computador do escritório',
  'TV da sala',
  'impressora',
];
const ROUTERS = ['AX-3000', 'AX-1800', 'AC-1200', 'Mesh M4', 'AX-5400'];
const DAYS = ['segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado'];
const WHEN = ['ontem à noite', 'hoje cedo', 'ontem à tarde', 'no fim de semana', 'hoje de manhã'];
const ERRORS = ['403', '1042', 'E-17', '5020', 'AP-9', '550'];

/** Fills `{slots}` in texts; a slot has the same value throughout one ticket. */
export type Fill = (text: string) => string;

/** The values of one ticket's slots. Addresses are of the documentation's range (RFC 5737). */
export function slotsFor(customer: Customer, random: Random, nowMs: number): Fill {
  const two = (max: number, min = 0): string => String(random.int(min, max)).padStart(2, '0');
  const values: Readonly<Record<string, string>> = {
    nome: customer.name.split(' ')[0] ?? customer.name,
    plano: customer.plan ?? 'Aurora Fibra 500',
    bairro: random.pick(DISTRICTS),
    aparelho: random.pick(DEVICES),
    roteador: random.pick(ROUTERS),
    dia: random.pick(DAYS),
    mes: monthBefore(nowMs, random.int(1, 3)),
    quando: random.pick(WHEN),
    hora: `${two(21, 6)}h${random.pick(['00', '10', '15', '20', '30', '40', '45'])}`,
    n: String(random.int(3, 12)),
    medida: String(random.int(18, 190)),
    velocidade: String(random.int(280, 690)),
    sinal: `-${random.int(26, 33)},${random.int(0, 9)}`,
    valor: `${random.int(18, 240)},${two(99)}`,
    caixa: `CTO-${two(48, 1)}${random.pick(['A', 'B', 'C'])}`,
    olt: `OLT ${random.pick(['Norte', 'Sul', 'Centro', 'Leste'])}-${random.int(1, 4)}`,
    ip: `203.0.113.${random.int(2, 250)}`,
    codigo: random.pick(ERRORS),
    distancia: String(random.int(4, 38) * 100),
    protocolo: `${new Date(nowMs).getUTCFullYear()}${random.int(100_000, 999_999)}`,
    dominio: '@aurora.example',
  };
  return (text) =>
    text.replaceAll(/\{(\w+)\}/g, (_slot, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`No value for the slot {${name}}`);
      return value;
    });
}

const MONTH_NAME = new Intl.DateTimeFormat('pt-BR', { month: 'long', timeZone: 'UTC' });

function monthBefore(nowMs: number, months: number): string {
  const now = new Date(nowMs);
  return MONTH_NAME.format(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
}
