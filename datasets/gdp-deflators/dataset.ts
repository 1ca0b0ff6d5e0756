import type { Dataset } from '../contract/dataset.ts';
import { checkDeflators } from './checks.ts';
import { COLLECTION, discovery, FILE_HOST, PAGE_HOST } from './discover.ts';
import { LAYOUTS } from './layouts.ts';
import { parseDeflators, recogniseDeflators, SLOT } from './read.ts';

/** What a pound was worth in each financial year: the price index of the whole economy. */
export const gdpDeflators: Dataset = {
  name: 'gdp-deflators',
  title: 'GDP deflators at market prices, and money GDP',
  publisher: 'HM Treasury',
  homepage: COLLECTION,
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: [],
  yearless: true,
  onRequest: true,
  spine: false,
  parserVersion: 1,
  hosts: [PAGE_HOST, FILE_HOST],
  maxBytes: 2_000_000,
  expectedFiles: () => [{ slot: SLOT, period: SLOT, label: 'GDP deflators, newest edition' }],
  due: [],
  discovery,
  recognise: recogniseDeflators,
  parse: parseDeflators,
  check: checkDeflators,
  // A price is of no trust: it makes no column, it brings money of the accounts to the prices of one year.
  measures: [],
  sql: {
    tables: new URL('./tables.sql', import.meta.url),
    gold: new URL('./gold.sql', import.meta.url),
    publishes: [
      {
        name: 'gdp_deflator',
        csv: true,
        about:
          'Price of the whole economy by financial year (HM Treasury), with edition, base year and cell. Empty unless gdp-deflators was asked for.',
      },
    ],
  },
};
