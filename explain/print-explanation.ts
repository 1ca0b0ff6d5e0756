/** An explanation as text for a terminal: the figure first, then every cell under the file it stands in. */
import type {
  ExplainedCell,
  ExplainedDay,
  ExplainedEngland,
  ExplainedFigure,
  ExplainedRatio,
  Explanation,
  RealTerms,
} from './explanation.ts';
import { earlierInWords, englandInWords, shown, shownIn } from './said-in-words.ts';

/** Brought to other prices, no figure has a third decimal. */
const toThePenny = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

export function printExplanation(explanation: Explanation): string {
  const { org_code, org_name, fy, note, ratio, figures, as_of: day } = explanation;
  return [
    `${org_code}  ${org_name}  ${fy}`,
    ...(note === undefined ? [] : [note]),
    ...(day ? dayLines(day) : []),
    ...(ratio ? ['', ...ratioLines(ratio)] : []),
    ...figures.flatMap((figure) => ['', ...figureLines(figure)]),
  ].join('\n');
}

function dayLines({
  day,
  release_id,
  made_at,
  latest,
  places_only: places,
}: ExplainedDay): readonly string[] {
  const stands = latest ? 'which still stands' : 'which later releases have replaced';
  return [
    `As of ${day}: release ${release_id}, made ${made_at}, ${stands}. Totals and findings are not kept with a release.`,
    ...(places.length === 0
      ? []
      : [
          `What was read there is no longer kept; the files themselves are in the raw store: ${places.join(', ')}`,
        ]),
  ];
}

function ratioLines(ratio: ExplainedRatio): readonly string[] {
  return [
    `${ratio.column}: ${shownIn(ratio.value, ratio.unit)} (${ratio.status})`,
    `  what    ${ratio.meaning}`,
    `  rule    ${ratio.rule}`,
    ...(ratio.real ? realLines(ratio.real, ratio.unit) : []),
    ...(ratio.reason === null ? [] : [`  why     ${ratio.reason}`]),
    ...(ratio.accounts_months === null ? [] : [`  months  accounts of ${ratio.accounts_months} months`]),
    `  know    ${ratio.not_counted}`,
    `  note    ${ratio.says_nothing}`,
  ];
}

function figureLines(figure: ExplainedFigure): readonly string[] {
  const maturity = figure.maturity === null ? '' : `, ${figure.maturity}`;
  const files = [...new Set(figure.cells.map(({ sha256 }) => sha256))];
  return [
    `${figure.measure}: ${shownIn(figure.value, figure.unit)} (${figure.status}${maturity}; ${figure.periods_reported} of ${figure.periods_expected} periods)`,
    ...(figure.meaning ? [`  what    ${figure.meaning}`] : []),
    `  rule    ${figure.rule}`,
    ...(figure.real ? realLines(figure.real, figure.unit) : []),
    ...(figure.reason === null ? [] : [`  why     ${figure.reason}`]),
    ...figure.findings.map(({ kind, severity, message }) => `  ${severity.padEnd(7)} ${kind}: ${message}`),
    ...files.flatMap((sha256) => fileLines(figure.cells.filter((cell) => cell.sha256 === sha256))),
    ...figure.totals.map(
      ({ period, measure, published_total, sum_of_rows, residual }) =>
        `  total   ${period} ${measure}: the file prints ${shown(published_total)}, its rows add up to ${shown(sum_of_rows)} (residual ${shown(residual)})`,
    ),
    ...(figure.england ? englandLines(figure.england, figure.unit) : []),
    ...(figure.earlier ?? []).map((spell) => `  before  ${earlierInWords(spell, figure.unit)}`),
  ];
}

function englandLines(england: ExplainedEngland, unit: string): readonly string[] {
  return [`  england ${englandInWords(england, unit)}`];
}

function realLines({ value, price_base, edition, indices }: RealTerms, unit: string): readonly string[] {
  return [
    `  real    ${toThePenny.format(value)} ${unit} in ${price_base} prices (GDP deflator, HM Treasury, edition ${edition}): the price of the whole economy, not of hospital care`,
    ...indices.map(
      ({ fy, index, base, cell, url }) =>
        `          index of ${fy}: ${shown(index)} (${base} = 100), ${cell}, ${url}`,
    ),
  ];
}

function fileLines(cells: readonly ExplainedCell[]): readonly string[] {
  const [first] = cells;
  if (!first) return [];
  return [
    `  file    ${first.file_name ?? ''}`,
    `          ${first.url}`,
    `          sha256 ${first.sha256}`,
    ...cells.map(
      (cell) =>
        `    ${place(cell)}: ${cell.period} ${cell.measure} = ${printed(cell)}, ${organisation(cell)}`,
    ),
  ];
}

function place({ sheet, row, column }: ExplainedCell): string {
  return sheet === '' ? `row ${row}, column ${column}` : `sheet "${sheet}", cell ${column}${row}`;
}

function printed({ printed: text, status }: ExplainedCell): string {
  return status === 'reported' ? `"${text ?? ''}"` : `"${text ?? ''}" (${status})`;
}

function organisation(cell: ExplainedCell): string {
  return `printed for ${cell.organisation_printed}, matched by ${cell.matched_by}${cell.match_reason ? ` (${cell.match_reason})` : ''}`;
}
