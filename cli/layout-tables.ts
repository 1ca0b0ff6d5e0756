/** Tables of layouts for the READMEs: which years were read in which layout, and how sure each is. */
import type { Dataset } from '../datasets/contract/dataset.ts';
import { Seen, type Layout } from '../datasets/contract/layout.ts';
import { financialYears } from '../nhs/financial-year.ts';

const BEGIN = '<!-- layouts: written by npm run dictionary -->';
const END = '<!-- end of layouts -->';

/** The page with the table between its two marks. @throws RangeError where the marks are missing. */
export function withTable(page: string, table: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new RangeError(`The page has no place for the table of layouts: ${BEGIN} and ${END}.`);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}

/** One publication: a row for each row of its layouts. */
export function layoutTable({ layouts = [] }: Dataset): string {
  return table(
    ['years', 'file', 'layout', 'seen', 'real files'],
    layouts.map(({ years, file, layout, seen, realFiles = [] }) => [
      spans(years) || 'current',
      file,
      `\`${layout}\``,
      seen,
      realFiles.map((name) => `\`${name}\``).join(', '),
    ]),
  );
}

/** All publications: the years that a real file, a description, or only the neighbour year vouches for. */
export function overviewTable(datasets: readonly Dataset[]): string {
  return table(
    ['source', 'years', 'genuine', 'described', 'believed'],
    datasets.map(({ title, years, layouts = [] }) => [
      title,
      spans(years) || 'current',
      ...[Seen.genuine, Seen.described, Seen.believed].map((seen) => yearsSeen(layouts, seen)),
    ]),
  );
}

/** Years, with the kinds of file where not all kinds of the year are as sure. */
function yearsSeen(layouts: readonly Layout[], seen: Seen): string {
  const rows = layouts.filter((layout) => layout.seen === seen);
  const files = [...new Set(rows.map(({ file }) => file))];
  if (new Set(layouts.map(({ file }) => file)).size === 1)
    return files.map((file) => ofFile(rows, file)).join('');
  return files.map((file) => `${file}: ${ofFile(rows, file)}`).join('; ');
}

function ofFile(rows: readonly Layout[], file: string): string {
  return spans(rows.filter((row) => row.file === file).flatMap(({ years }) => years)) || 'current';
}

/** `2017-18 to 2019-20, 2021-22`. */
function spans(years: readonly string[]): string {
  const sorted = [...new Set(years)].sort();
  const runs: { first: string; last: string }[] = [];
  for (const fy of sorted) {
    const run = runs.at(-1);
    if (run && financialYears(`${run.last}..${fy}`).length === 2) run.last = fy;
    else runs.push({ first: fy, last: fy });
  }
  return runs.map(({ first, last }) => (first === last ? first : `${first} to ${last}`)).join(', ');
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}
