/** `measure/<figure>.csv`: a measure or ratio of every trust and year, with status, reason, periods and its address. */
import { csvLine } from '../../warehouse/publish/harmless-text.ts';
import { cellAnchor } from '../parts/figure-cell.tsx';
import { WARNING } from '../words/warning.ts';
import type { Figure, Model } from '../read/model.ts';
import type { SiteFile, Source } from '../site-file.ts';

const COMMON = [
  ...['org_name', 'org_code', 'fy', 'value', 'status', 'reason', 'comparable', 'left_out'],
  'maturity',
];
/** Of measures. The cells of the files stand under `cell`, in the page of the trust, and in `trust/<CODE>/figures.json`. */
const OF_MEASURES = [...COMMON, 'periods_reported', 'periods_expected', 'shortfall_max', 'cell'];
/** Of ratios; the cells of both figures stand in the CSVs of the two measures. */
const OF_RATIOS = [...COMMON, 'dividend', 'dividend_value', 'divisor', 'divisor_value', 'cell'];

/** Trusts that are not in the publication have no row: they would be most of many files. */
export function* measureTables({ model }: Source): Generator<SiteFile> {
  for (const figure of model.figures)
    yield { path: `measure/${figure.name}.csv`, content: tableOf(model, figure) };
}

function tableOf(model: Model, figure: Figure): string {
  const { illustrative, years } = model.facts;
  const { name: figureName, ratio } = figure;
  const lines = [csvLine(ratio ? OF_RATIOS : OF_MEASURES)];
  const address = (code: string, name: string, fy: string): string => `trust/${code}.html#${cellAnchor(name, fy)}`;
  for (const { code, years: held } of model.trusts.values())
    for (const fy of years) {
      const cell = model.cell(code, figureName, fy);
      if (!cell || cell.status === 'not_applicable') continue;
      const name = held.find((one) => one.fy === fy)?.name ?? code;
      const common = [
        ...[illustrative ? `${name} (${WARNING})` : name, code, fy, cell.value, cell.status, cell.reason],
        ...[cell.comparable, cell.leftOut, cell.maturity],
      ];
      const own = address(code, figureName, fy);
      if (!ratio) {
        const { periodsReported, periodsExpected, shortfallMax } = cell;
        lines.push(csvLine([...common, periodsReported, periodsExpected, shortfallMax, own]));
        continue;
      }
      const { dividend, divisor } = ratio;
      lines.push(
        csvLine([
          ...common,
          ...[dividend, model.cell(code, dividend, fy)?.value ?? null],
          ...[divisor, model.cell(code, divisor, fy)?.value ?? null],
          own,
        ]),
      );
    }
  return lines.join('');
}
