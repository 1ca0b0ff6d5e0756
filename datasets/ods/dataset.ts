import type { Dataset } from '../contract/dataset.ts';
import { checkOds } from './checks.ts';
import { discovery } from './discover.ts';
import { ODS_FILES } from './layouts.ts';
import { parseOds } from './parse.ts';
import { recogniseOds } from './recognise.ts';

/** Organisation Data Service: which trusts exist, under which code and name, and who followed whom. */
export const ods: Dataset = {
  name: 'ods',
  title: 'NHS trusts, care trusts and their successors',
  publisher: 'NHS England, Organisation Data Service',
  homepage: 'https://digital.nhs.uk/services/organisation-data-service',
  licence: 'OGL-3.0',
  years: [],
  yearless: true,
  spine: false,
  parserVersion: 2,
  hosts: ['files.digital.nhs.uk'],
  maxBytes: 50_000_000,
  expectedFiles: () => ODS_FILES.map(({ stem, label }) => ({ slot: stem, period: stem, label })),
  discovery,
  recognise: recogniseOds,
  parse: parseOds,
  check: checkOds,
  measures: [],
};
