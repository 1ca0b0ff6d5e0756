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
export function layoutTable({ layouts }: Dataset): string {
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

/** All publications: the surest layout of each year. The folders' READMEs have every kind of file. */
export function overviewTable(datasets: readonly Dataset[]): string {
  return table(
    ['source', 'genuine', 'described', 'believed'],
    datasets.map(({ title, layouts }) => [
      title,
      ...SUREST_FIRST.map((seen) => spans(yearsSurest(layouts, seen)) || currentOnly(layouts, seen)),
    ]),
  );
}

const SUREST_FIRST = [Seen.genuine, Seen.described, Seen.believed] as const;

/** Years whose surest layout is of this kind. */
function yearsSurest(layouts: readonly Layout[], seen: Seen): readonly string[] {
  const rank = SUREST_FIRST.indexOf(seen);
  const surer = layouts.filter((layout) => SUREST_FIRST.indexOf(layout.seen) < rank);
  const vouchedFor = new Set(surer.flatMap(({ years }) => years));
  return layouts
    .filter((layout) => layout.seen === seen)
    .flatMap(({ years }) => years)
    .filter((fy) => !vouchedFor.has(fy));
}

/** Of a dataset without years. */
function currentOnly(layouts: readonly Layout[], seen: Seen): string {
  return layouts.some((layout) => layout.years.length === 0 && layout.seen === seen) ? 'current' : '';
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
