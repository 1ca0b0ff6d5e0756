/** Tells a file of the three collections, and its year or month, from what is in it. */
import { cellText } from '../../spreadsheet/workbook.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { plainHeadings, rowsOf } from '../tables/header-row.ts';
import { monthInWords, onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { hasBedsHeadings, readBedsTable } from './beds-table.ts';
import { monthOfTitle } from '../tables/title-month.ts';
import { BEDS_COLLECTIONS, YEARS, yearOfMonth, type BedsCollection } from './collections.ts';
import { PERIODS_HEADINGS } from './layouts.ts';
import { yearOf } from './parse-periods.ts';
import { speaksOfCriticalCare } from './provider-tables.ts';

export function recogniseCriticalCare(source: SourceBytes): Recognition {
  try {
    const sheets = source
      .workbook()
      .sheets.filter((sheet) => !sheet.hidden)
      .map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
    const collection = BEDS_COLLECTIONS.find((one) => sheets.some(({ rows }) => hasBedsHeadings(rows, one)));
    if (collection) return recogniseBeds(source, collection);
    const periods = sheets.some(({ rows }) =>
      rows.some((row) => plainHeadings(row).some((heading) => PERIODS_HEADINGS.includes(heading))),
    );
    if (periods && sheets.some(({ name, rows }) => speaksOfCriticalCare(name, rows)))
      return recognisePeriods(source);
    return { notThis: 'no heading "Critical care periods" or of adult critical care beds by trust' };
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message };
    throw error;
  }
}

function recognisePeriods(source: SourceBytes): Recognition {
  const fy = yearOf(source, source.workbook());
  if (fy === undefined) {
    return { notThis: 'adult critical care tables, but of no year that is named', nearly: true };
  }
  if (!YEARS.includes(fy)) {
    return {
      notThis: `adult critical care tables of ${fy}, a year this project does not read`,
      nearly: true,
    };
  }
  return { fy, slot: fy, period: fy, by: 'content' };
}

function recogniseBeds(source: SourceBytes, collection: BedsCollection): Recognition {
  const table = readBedsTable(source.workbook(), collection);
  const dated = table.blocks.find((block) => block.periodAt >= 0 && block.body[0]);
  const month = dated
    ? onlyMonthIn(cellText(dated.body[0]?.cells[dated.periodAt]))
    : monthOfTitle(table.titleBlock);
  if (month === undefined) {
    return { notThis: `${collection.title}, but it does not say which month`, nearly: true };
  }
  const fy = yearOfMonth(month);
  if (!collection.years.includes(fy)) {
    return {
      notThis: `${collection.title} of ${monthInWords(month)}, a month this project does not read from it`,
      nearly: true,
    };
  }
  return { fy, slot: month, period: month, by: 'content' };
}
