/** NHS providers' Trust Accounts Consolidation data: the audited accounts of every trust, the spine of trust_year. */
import type { Dataset } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import { check } from './checks.ts';
import { discovery } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { LAYOUTS } from './layouts.ts';
import { MEASURES } from './measures.ts';
import { sectorLabel, SECTORS, slotOf } from './names.ts';
import { parse, recognise } from './read.ts';

export const tac: Dataset = {
  name: 'tac',
  title: 'NHS providers: Trust Accounts Consolidation (TAC) data publications',
  publisher: 'NHS England',
  homepage:
    'https://www.england.nhs.uk/financial-accounting-and-reporting/nhs-providers-tac-data-publications/',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: true,
  parserVersion: 4,
  // The old NHS Improvement site answers with redirects only; the archive keeps its files.
  hosts: ['www.england.nhs.uk', 'webarchive.nationalarchives.gov.uk', 'improvement.nhs.uk'],
  maxBytes: 100 * 1024 * 1024,
  expectedFiles: (fy) =>
    SECTORS.map((sector) => ({ slot: slotOf(fy, sector), period: fy, label: sectorLabel[sector] })),
  due: [
    {
      monthsAfter: 10,
      graceDays: 212,
      known:
        'April 2021 (2019-20), July 2023 (2021-22), April 2024 (2022-23), January 2025 (2023-24), April 2026 (2024-25).',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise,
  parse,
  check,
  measures: MEASURES,
};
