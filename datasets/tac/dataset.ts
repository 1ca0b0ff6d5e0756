/** NHS providers' Trust Accounts Consolidation data: the audited accounts of every trust, the spine of trust_year. */
import type { Dataset } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import type { MeasureRecipe } from '../contract/recipe.ts';
import { check } from './checks.ts';
import { discovery } from './discover.ts';
import { LAYOUTS } from './layouts.ts';
import { sectorLabel, SECTORS, slotOf } from './names.ts';
import { parse, recognise } from './read.ts';

const ONCE_A_YEAR = { across: 'only', periodsExpected: 1, followsSuccession: false } as const;
const POUNDS = { ...ONCE_A_YEAR, kind: 'flow', unit: 'pounds', scale: 1000 } as const;

/** Current-year columns of the year's own file; money is published in thousands. */
const measures: readonly MeasureRecipe[] = [
  {
    ...POUNDS,
    measure: 'turnover',
    caveat: 'A trust that closed or began during the year has the part of the year it filed.',
    meaning: 'Operating income from patient care and other operating income, continuing operations',
    parts: ['SCI0100A', 'SCI0110A'],
  },
  {
    ...POUNDS,
    measure: 'operating_expenditure',
    meaning: 'Total operating expenditure (EXP0390 of the accounts)',
    parts: ['EXP0390'],
  },
  {
    ...POUNDS,
    measure: 'staff_costs',
    meaning: 'Total staff costs (STA0360 of the accounts)',
    parts: ['STA0360'],
  },
  {
    ...ONCE_A_YEAR,
    kind: 'stock',
    measure: 'staff_wte',
    caveat: 'Higher than the FTE of the electronic staff record, since bank and agency staff are in it.',
    meaning: 'Average number of employees over the year, whole-time equivalents, with bank and agency staff',
    unit: 'WTE',
    parts: ['STA0490'],
    scale: 1,
  },
  {
    ...POUNDS,
    measure: 'consultancy_spend',
    caveat: 'As each trust filed it: what counts as consultancy differs between trusts.',
    meaning: 'Consultancy costs (EXP0190 of the accounts); credits can make them zero or negative',
    parts: ['EXP0190'],
  },
];

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
  parserVersion: 3,
  // The old NHS Improvement site answers with redirects only; the archive keeps its files.
  hosts: ['www.england.nhs.uk', 'webarchive.nationalarchives.gov.uk', 'improvement.nhs.uk'],
  maxBytes: 100 * 1024 * 1024,
  expectedFiles: (fy) =>
    SECTORS.map((sector) => ({ slot: slotOf(fy, sector), period: fy, label: sectorLabel[sector] })),
  discovery,
  recognise,
  parse,
  check,
  measures,
};
