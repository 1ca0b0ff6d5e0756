/** A file of deflators, from its sheets to the table of the folder. It prints no organisation: there are no observations. */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { placeOf } from '../tables/header-row.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { changeFindings } from './checks.ts';
import { tableOf } from './deflator-years.ts';
import { editionOf } from './edition.ts';
import { findDeflators, speaksOfDeflators } from './find-deflators.ts';
import { type DeflatorLayout, LAYOUTS } from './layouts.ts';
import { readYears } from './read-years.ts';

/** The slot and period of the one file: each edition has all years, and takes the place of the one before. */
export const SLOT = 'deflators';

/**
 * Rows go to `gdp_deflator_printed`.
 * @throws SourceError when the table is not the publication's, or a row cannot be trusted
 */
export function parseDeflators(source: SourceBytes): ParsedFile {
  const layout = layoutFor(source);
  const found = findDeflators(source.workbook(), layout);
  const { years, findings } = readYears(found);
  if (years.length === 0)
    throw new SourceError(
      SourceErrorCode.empty,
      `${placeOf(found.sheet)} has the headings of the index and no year under them. Download the file again.`,
    );
  const table = { edition: editionOf(found.titleBlock, source.fileName), base: found.base, years };
  return {
    layout: layout.layout,
    maturity: 'final',
    observations: [],
    totals: [],
    quarantine: [],
    findings: [...findings, ...changeFindings(table)],
    tables: [tableOf(table)],
  };
}

/** By its headings; of several files in a folder the one of the latest edition is loaded. */
export function recogniseDeflators(source: SourceBytes): Recognition {
  const layout = layoutFor(source);
  return recogniseBy(source, {
    title: 'GDP deflators',
    years: [],
    isNearly: () => speaksOfDeflators(source.workbook(), layout),
    read: () => {
      const { titleBlock } = findDeflators(source.workbook(), layout);
      const edition = editionOf(titleBlock, source.fileName);
      return { fy: 'current', slot: SLOT, period: SLOT, edition };
    },
  });
}

function layoutFor({ kind }: SourceBytes): DeflatorLayout {
  const file = kind === 'csv' ? 'CSV' : 'workbook';
  const layout = LAYOUTS.find((row) => row.file === file);
  if (!layout) throw new RangeError(`No layout is of a ${file}.`);
  return layout;
}
