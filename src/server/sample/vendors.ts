import type { Vendor } from '../../shared/domain/vendor.ts';
import { sampleId } from './sample-id.ts';

const HOUR_MS = 3_600_000;

/** Whom Aurora Telecom asks when it cannot help itself. */
export const VENDORS: readonly Vendor[] = [
  {
    id: sampleId('vendor:fibra'),
    name: 'Fibra Sul',
    contractRef: 'FS-2026/118',
    contact: 'NOC 24 h: 0800 555 0118, noc@fibrasul.example',
    answerMs: 4 * HOUR_MS,
    calendarId: null,
    isActive: true,
  },
  {
    id: sampleId('vendor:tower'),
    name: 'Torres do Norte',
    contractRef: 'TN-0457',
    contact: 'portal.torresdonorte.example, chamado com foto do local',
    answerMs: 8 * HOUR_MS,
    calendarId: null,
    isActive: true,
  },
  {
    id: sampleId('vendor:billing'),
    name: 'Cobrança Fácil Sistemas',
    contractRef: 'CFS-22',
    contact: 'suporte@cobrancafacil.example',
    answerMs: null,
    calendarId: null,
    isActive: true,
  },
];
