import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../../tests/e2e/support/project-root.ts';
import { FIGURES, type Summaries } from './figures.ts';

const DOCS = path.join(PROJECT_ROOT, 'docs/benchmarks.md');
const BEGIN = '<!-- bench:sync -->';
const END = '<!-- /bench:sync -->';

const NAMES: Readonly<Record<string, string>> = {
  raw: 'raw IndexedDB',
  dexie: 'Dexie, live queries',
  rxdb: 'RxDB',
  tinybase: 'TinyBase',
  patamar: '**Patamar**',
};

/** The figures as a table in Markdown, a row a figure and a column a peer; in brackets the ratio to raw IndexedDB. */
export function tableOf(summaries: Summaries): string[] {
  const peers = Object.keys(NAMES).filter((peer) => summaries[peer] !== undefined);
  const measured = FIGURES.filter(({ key }) => peers.some((peer) => summaries[peer]?.[key] !== undefined));
  return [
    `| ms | ${peers.map((peer) => NAMES[peer] ?? peer).join(' | ')} |`,
    `| --- | ${peers.map(() => '---').join(' | ')} |`,
    ...measured.map(({ key, title }) => {
      const cells = peers.map((peer) => cellOf(summaries[peer]?.[key], peer === 'raw'));
      return `| ${title} | ${cells.join(' | ')} |`;
    }),
  ];
}

/** Puts the table, under a line on how it came about, into docs/benchmarks.md. */
export function writeTable(lead: string, table: readonly string[]): void {
  const docs = readFileSync(DOCS, 'utf8');
  const [from, to] = [docs.indexOf(BEGIN), docs.indexOf(END)];
  if (from === -1 || to < from) throw new Error(`docs/benchmarks.md has no place for the table: ${BEGIN} … ${END}`);
  const written = [docs.slice(0, from + BEGIN.length), lead, table.join('\n'), docs.slice(to)].join('\n\n');
  writeFileSync(DOCS, written);
  const { status, stderr } = spawnSync('oxfmt', [DOCS], { cwd: PROJECT_ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`oxfmt failed: ${stderr}`);
}

function cellOf(summary: Summaries[string][string] | undefined, isRaw: boolean): string {
  if (summary === undefined) return '';
  const { median, ratio } = summary;
  return isRaw || ratio === null ? rounded(median) : `${rounded(median)} (${ratio.toFixed(2)})`;
}

function rounded(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
}
