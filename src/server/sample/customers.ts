import type { Customer } from '../../shared/domain/workspace.ts';
import { seededRandom } from './random.ts';
import { sampleId } from './sample-id.ts';

const PEOPLE_NAMES = [
  'Adriana Campos',
  'Alexandre Moura',
  'Aline Cardoso',
  'Antônio Pereira',
  'Beatriz Nogueira',
  'Bruno Carvalho',
  'Célia Andrade',
  'Cláudio Menezes',
  'Daniela Freitas',
  'Débora Pinheiro',
  'Edson Vieira',
  'Elaine Cavalcanti',
  'Fábio Guimarães',
  'Fernando Tavares',
  'Gabriela Mendes',
  'Gilberto Ramos',
  'Heloísa Batista',
  'Igor Nascimento',
  'Ivone Macedo',
  'João Pedro Santana',
  'José Carlos Oliveira',
  'Karina Lopes',
  'Leandro Bittencourt',
  'Lúcia Helena Dias',
  'Luiz Fernando Correia',
  'Marcelo Queiroz',
  'Maria Aparecida Silva',
  'Mariana Azevedo',
  'Natália Fonseca',
  'Osvaldo Peixoto',
  'Paula Rezende',
  'Priscila Monteiro',
  'Renato Sampaio',
  'Rosângela Farias',
  'Sandra Medeiros',
  'Sérgio Amaral',
  'Simone Coelho',
  'Tânia Brandão',
  'Valdir Moreira',
  'Vanessa Siqueira',
  'Vinícius Paiva',
  'Wagner Toledo',
] as const;

const COMPANIES = [
  ['Padaria Pão da Serra', 'Neide Barbosa'],
  ['Clínica Vida Plena', 'Otávio Reis'],
  ['Auto Peças Horizonte', 'Jair Fontes'],
  ['Contábil Exata', 'Silvana Prates'],
  ['Escola Pequeno Aprendiz', 'Regina Valente'],
  ['Mercado Bom Preço', 'Ademir Costa'],
  ['Odonto Sorriso', 'Lívia Torres'],
  ['Transportadora Rota Sul', 'Evandro Klein'],
  ['Pousada Recanto Verde', 'Cecília Braga'],
  ['Farmácia Santa Clara', 'Rogério Pimentel'],
  ['Imobiliária Chave Certa', 'Márcia Lacerda'],
  ['Academia Corpo Ativo', 'Tiago Assis'],
  ['Restaurante Sabor da Terra', 'Ivete Caldeira'],
  ['Gráfica Boa Impressão', 'Nelson Arruda'],
  ['Metalúrgica Três Irmãos', 'Gustavo Bianchi'],
  ['Pet Shop Amigo Fiel', 'Carolina Matos'],
  ['Advocacia Prado e Leal', 'Henrique Leal'],
  ['Hotel Estrela do Vale', 'Sônia Vilela'],
] as const;

const CITIES = [
  'Campinas',
  'Valinhos',
  'Vinhedo',
  'Jundiaí',
  'Itatiba',
  'Indaiatuba',
  'Sumaré',
  'Hortolândia',
] as const;
const HOME_PLANS = [
  'Aurora Fibra 300',
  'Aurora Fibra 500',
  'Aurora Fibra 700',
  'Aurora Fibra 1 Giga',
  'Aurora Combo 500 + TV',
] as const;
const COMPANY_PLANS = [
  'Aurora Empresas 500',
  'Aurora Empresas 1 Giga',
  'Link Dedicado 100',
  'Link Dedicado 300',
] as const;

/** Sixty customers, people and small companies, none of which exists: mail is under example, telephone numbers begin with zeros. */
export const CUSTOMERS: readonly Customer[] = makeCustomers();

function makeCustomers(): Customer[] {
  const random = seededRandom(1906);
  const people = PEOPLE_NAMES.map((name) => ({ name, company: null, domain: 'correio.example', plans: HOME_PLANS }));
  const companies = COMPANIES.map(([company, name]) => ({
    name,
    company,
    domain: `${plain(company).replaceAll(' ', '-')}.example`,
    plans: COMPANY_PLANS,
  }));
  return [...people, ...companies].map(({ name, company, domain, plans }, index) => ({
    id: sampleId(`customer:${index}`),
    name,
    email: `${plain(name).replaceAll(' ', '.')}@${domain}`,
    // No subscriber number in Brazil begins with 0.
    phone: `+55 19 00000-${String(1000 + index * 37).padStart(4, '0')}`,
    company,
    city: random.pick(CITIES),
    plan: random.pick<string>(plans),
  }));
}

/** Lower case, without accents. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
