/** What keeps an accounts workbook out altogether (dossier tac, sections 3, 4 and 9). */
import { normaliseName } from '../../organisations/normalise-name.ts';
import type { DatasetTable, ParsedFile, Refusal, TableColumn } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { sectorLabel, sectorOfNames, sectorOfSlot } from './names.ts';

/** £000. The largest trust turns over about 3 billion pounds, the median one about 0.4 billion. */
const LARGEST_TURNOVER = 20_000_000;
const MEDIAN_TURNOVER = { least: 1_000, most: 5_000_000 };
/** £000; pivot totals are printed from the same cells, so that only rounding may lie between. */
const TOTAL_TOLERANCE = 1;
/** Five of 211 were listed without data in 2023-24; a third would be a cut-off file. */
const MOST_WITHOUT_DATA = 1 / 3;

export function check(parsed: ParsedFile, context: ParseContext): readonly Refusal[] {
  const lines = tableNamed(parsed, 'tac_line');
  const names = textOf(lines, 'organisation').values;
  return [
    ...madeUp(parsed, context),
    ...wrongSector(names, context),
    ...unevenRows(lines),
    ...implausibleTurnover(parsed),
    ...withoutData(tableNamed(parsed, 'tac_provider'), names),
    ...disagreeingTotals(parsed),
  ];
}

function madeUp(parsed: ParsedFile, context: ParseContext): readonly Refusal[] {
  if (parsed.maturity !== 'illustrative' || context.acceptIllustrative) return [];
  const message = 'The workbook says that its figures are illustrative: made up, not published by the NHS.';
  return [{ code: SourceErrorCode.wrongTable, message }];
}

function wrongSector(names: readonly string[], context: ParseContext): readonly Refusal[] {
  const wanted = sectorOfSlot(context.slot);
  const found = sectorOfNames(names);
  if (found === wanted) return [];
  const what = found === 'mixed' ? 'a mixture of trusts and foundation trusts' : `the ${sectorLabel[found]}`;
  const message = `The organisations in it (${some(names)}) show that this is ${what}, not the ${sectorLabel[wanted]}.`;
  return [{ code: SourceErrorCode.wrongTable, message }];
}

/** Every organisation has every row of the form, blanks included: a shorter one has lost rows. */
function unevenRows(lines: DatasetTable): readonly Refusal[] {
  const { values, indices } = textOf(lines, 'organisation');
  const counts = new Int32Array(values.length);
  for (const index of indices) counts[index] = (counts[index] ?? 0) + 1;
  const usual = mostFrequent(counts);
  const uneven = values.flatMap((name, index) =>
    counts[index] === usual ? [] : [`${name.trim()} has ${counts[index] ?? 0}`],
  );
  if (uneven.length === 0) return [];
  const message =
    `Every organisation has the same number of rows in All data (here ${usual}), but ${some(uneven)}. ` +
    'Rows are missing or repeated: download the file again, or ask the publisher.';
  return [{ code: SourceErrorCode.implausible, message }];
}

function implausibleTurnover(parsed: ParsedFile): readonly Refusal[] {
  const turnover = new Map<string, number>();
  for (const { orgName, measure, value } of parsed.observations) {
    if (measure !== 'SCI0100A' && measure !== 'SCI0110A') continue;
    if (value !== null) turnover.set(orgName, (turnover.get(orgName) ?? 0) + value);
  }
  const sorted = [...turnover].sort(([, a], [, b]) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)]?.[1];
  if (median === undefined) {
    return [{ code: SourceErrorCode.implausible, message: 'No organisation has operating income.' }];
  }
  const largest = sorted.at(-1);
  const tooLarge = largest !== undefined && largest[1] > LARGEST_TURNOVER;
  if (!tooLarge && median >= MEDIAN_TURNOVER.least && median <= MEDIAN_TURNOVER.most) return [];
  const what = tooLarge
    ? `${largest[0].trim()} would turn over ${largest[1].toLocaleString('en-GB')} thousand pounds`
    : `The median organisation would turn over ${median.toLocaleString('en-GB')} thousand pounds`;
  const message = `${what} (SCI0100A + SCI0110A). The figures are not in thousands, as the published ones are.`;
  return [{ code: SourceErrorCode.implausible, message }];
}

function withoutData(providers: DatasetTable, names: readonly string[]): readonly Refusal[] {
  const listed = textOf(providers, 'name').values;
  const present = new Set(names.map(normaliseName));
  const without = listed.filter((name) => !present.has(normaliseName(name)));
  if (without.length <= listed.length * MOST_WITHOUT_DATA) return [];
  const message =
    `${without.length} of the ${listed.length} organisations in the List of Providers have no lines in All data: ${some(without)}. ` +
    'The file seems to be cut off; download it again.';
  return [{ code: SourceErrorCode.implausible, message }];
}

function disagreeingTotals(parsed: ParsedFile): readonly Refusal[] {
  return parsed.totals.flatMap(({ measure, published, sumOfRows, sheet, row, column }) => {
    if (Math.abs(published - sumOfRows) <= TOTAL_TOLERANCE) return [];
    const message =
      `Sheet "${sheet}", cell ${column}${row}: the Grand Total of ${measure} is ${published}, but the organisations in All data ` +
      `add up to ${sumOfRows} (£000).`;
    return [{ code: SourceErrorCode.totalDisagrees, message }];
  });
}

type TextTableColumn = Extract<TableColumn, { type: 'dictionary' }>;

function tableNamed(parsed: ParsedFile, name: string): DatasetTable {
  const table = parsed.tables.find((known) => known.name === name);
  if (!table) throw new RangeError(`The parsed accounts have no table ${name}.`);
  return table;
}

function textOf(table: DatasetTable, name: string): TextTableColumn {
  const column = table.columns.find((known) => known.name === name);
  if (column?.type !== 'dictionary') throw new RangeError(`${table.name} has no text column ${name}.`);
  return column;
}

function mostFrequent(counts: Int32Array): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0]?.[0] ?? 0;
}

function some(texts: readonly string[]): string {
  const first = texts.slice(0, 3).map((text) => text.trim());
  return `${first.join(', ')}${texts.length > 3 ? ` and ${texts.length - 3} more` : ''}`;
}
