/** `measure/<figure>.csv`: a measure or ratio of every trust and year, with status, reason and periods, or both parts. */
import { csvLine } from '../../warehouse/publish/harmless-text.ts';
import type { Cell, Figure, Model } from '../read/model.ts';
import type { FailedFile, SiteFile, Source } from '../site-file.ts';
import { reasonOfRatio } from '../words/ratio-reason.ts';
import { MADE_UP, WARNING } from '../words/warning.ts';

const COMMON = [
  ...['org_code', 'fy', 'value', 'status', 'reason', 'comparable', 'left_out', 'maturity'],
];
const OF_MEASURES = ['periods_reported', 'periods_expected', 'shortfall_max'];

/**
 * Trusts that are not in the publication have no row: they would be most of many files. The cells of a figure stand on
 * `trust/<org_code>.html#<figure>-<fy>` and in `trust/<org_code>/figures.json`.
 */
export function* measureTables({ model }: Source): Generator<SiteFile | FailedFile> {
  for (const figure of model.figures) {
    const path = `measure/${figure.name}.csv`;
    try {
      yield { path, content: tableOf(model, figure) };
    } catch (error) {
      yield { path, error };
    }
  }
}

/** A ratio has a column for each of its two measures, under their names. */
function tableOf(model: Model, { name: figureName, ratio }: Figure): string {
  const { illustrative, years } = model.facts;
  const names = illustrative ? `org_name – ${WARNING}` : 'org_name';
  const own = ratio ? [ratio.dividend, ratio.divisor] : OF_MEASURES;
  const headings = ratio ? own.flatMap((part) => [part, `${part}_status`]) : own;
  const lines = [csvLine([names, ...COMMON, ...headings])];
  for (const { code, years: held } of model.trusts.values())
    for (const fy of years) {
      const cell = model.cell(code, figureName, fy);
      if (!cell || !hasRow(cell)) continue;
      const name = held.find((one) => one.fy === fy)?.name ?? code;
      const parts = ratio ? own.map((part) => model.cell(code, part, fy)) : [];
      lines.push(
        csvLine([
          ...[illustrative ? `${name} ${MADE_UP}` : name, code, fy, cell.value, cell.status],
          ...[reasonOfRatio(cell.reason, parts.filter(hasRow)), cell.comparable, cell.leftOut, cell.maturity],
          ...(ratio ? parts.flatMap((part) => [part?.value ?? null, part?.status ?? null]) : periodsOf(cell)),
        ]),
      );
    }
  return lines.join('');
}

/** Whether the CSV of the measure has a row for this figure, with the reason in full. */
function hasRow(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.status !== 'not_applicable';
}

function periodsOf({ periodsReported, periodsExpected, shortfallMax }: Cell): readonly (number | null)[] {
  return [periodsReported, periodsExpected, shortfallMax];
}
