/** The monthly A&E files of the seven years: who prints what, and what the publisher has typed over the years. */
import { aeCsv as csvFile, aeWorkbook, type AeRow } from '../../fixtures/ae-monthly.ts';
import { csvOf } from '../../fixtures/grid.ts';
import { monthName } from './calendar.ts';
import { aeFigures, NOT_SUBMITTED } from './figures.ts';
import { inSpan, OTHER_PROVIDERS, printedIn, TRUSTS } from './trusts.ts';

/** `edition` makes other figures: the first issue, or a workbook that was revised after the CSV. */
function rowsOf(month: string, edition: string): readonly AeRow[] {
  const trusts = TRUSTS.filter((trust) => inSpan(trust.ae, month)).map(
    (trust) => [trust.code, printedIn(trust, month)] as const,
  );
  // The order of the rows is not stable.
  const order = Number(month.slice(5)) % 2 === 0 ? 1 : -1;
  return [...trusts, ...OTHER_PROVIDERS]
    .sort(([a], [b]) => (a < b ? -order : order))
    .map(([code, name]) => ({
      code,
      name,
      ...aeFigures(code, month, edition),
      notSent: code === NOT_SUBMITTED.code && month === NOT_SUBMITTED.month,
    }));
}

/** The word of the last row. */
function totalWords(month: string): readonly string[] {
  if (month >= '2020-01' && month <= '2020-03') return ['', '', '', 'TOTAL'];
  if (['2022-08', '2023-09'].includes(month)) return Array<string>(4).fill('TOTAL  ');
  if (month === '2023-04') return Array<string>(4).fill('TOTAl');
  return Array<string>(4).fill(month.endsWith('-06') ? 'Total' : 'TOTAL');
}

/** One flat CSV. December 2023 has the junk columns of September 2024. */
export function aeCsv(month: string, edition = ''): Buffer {
  const rows = rowsOf(month, edition).map((row) =>
    row.code === 'R1H' && month === '2021-11' ? { ...row, code: 'R1H ' } : row,
  );
  return csvFile({
    month,
    rows,
    totalWords: totalWords(month),
    byteOrderMark: ['2021-08', '2023-07', '2023-08', '2023-09'].includes(month),
    edit: (cells) => {
      if (month !== '2023-12') return;
      cells.forEach((row, index) => row.push('', '', '', '', '', index === 0 ? 'a' : ''));
    },
  });
}

/** A half of a month, as in February and March 2018: attendances or admissions, under a block of titles. */
export function halfCsv(month: string, half: 'att' | 'adm'): Buffer {
  const via = half === 'att' ? '' : 'Via ';
  return Buffer.from(
    csvOf([
      ['Title:', `A&E ${half}`],
      ['Period:', `${monthName(month)} ${month.slice(0, 4)}`],
      [],
      ['Code', 'Region', 'Name', ...[1, 2, 3].map((type) => `${via}Type ${type}`)],
      ...rowsOf(month, 'half').map((row) => [
        ...[row.code, 'NHS ENGLAND LONDON', row.name],
        ...(half === 'att' ? row.attendances : row.admissions),
      ]),
    ]),
  );
}

/** A provider workbook, in BIFF unless said otherwise. */
export function aeXls(month: string, edition = '', bookType: 'biff8' | 'xlsx' = 'biff8'): Buffer {
  const later = month >= '2020-08';
  return aeWorkbook({
    month,
    rows: rowsOf(month, edition),
    later,
    brief: !later && Number(month.slice(5)) % 3 === 0,
    inWords: true,
    bookType,
    revised: month.endsWith('-10') ? '14th June 2018' : null,
    notes: [[], [null, 'Note: percentages are of attendances at the departments named']],
  });
}
