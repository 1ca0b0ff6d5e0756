import type { Dataset } from '../contract/dataset.ts';
import { LAYOUTS, ODS_FILES } from './layouts.ts';
import { check, parse, recognise } from './read.ts';

/**
 * Fixed addresses: they serve the current edition for ever, so no page is read (dossier `ods`, section 1). Earlier
 * editions are on no server; what matching needs of them is in known-organisations.csv. Of several editions in a
 * folder the one that reaches furthest comes first.
 */
const discovery: Dataset['discovery'] = {
  startPages: () => [],
  fixed: () =>
    ODS_FILES.map(({ stem }) => ({
      slot: stem,
      period: stem,
      url: `https://files.digital.nhs.uk/assets/ods/current/${stem}.zip`,
      text: `${stem}.zip`,
      pageUrl: 'https://digital.nhs.uk/services/organisation-data-service/file-downloads/miscellaneous',
    })),
  readPage: () => ({ follow: [], candidates: [], rejected: [] }),
  rank: (candidates) =>
    candidates.toSorted((a, b) => {
      const [older = '', newer = ''] = [a.revised, b.revised];
      return older < newer ? 1 : older > newer ? -1 : a.url < b.url ? -1 : 1;
    }),
};

/** Organisation Data Service: which trusts exist, under which code and name, and who followed whom. */
export const ods: Dataset = {
  name: 'ods',
  title: 'NHS trusts, care trusts and their successors',
  publisher: 'NHS England, Organisation Data Service',
  homepage: 'https://digital.nhs.uk/services/organisation-data-service',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: [],
  yearless: true,
  spine: false,
  parserVersion: 2,
  hosts: ['files.digital.nhs.uk'],
  maxBytes: 50_000_000,
  expectedFiles: () => ODS_FILES.map(({ stem, label }) => ({ slot: stem, period: stem, label })),
  due: [],
  discovery,
  recognise,
  parse,
  check,
  measures: [],
};
