/** `measure/<figure>.csv`: a measure or ratio of every trust and year, with status, reason, periods, its address and the cells it came from. */
import type { Row } from '../../duckdb/statements.ts';
import { csvLine } from '../../warehouse/publish/harmless-text.ts';
import { cellAnchor } from '../parts/figure-cell.tsx';
import { WARNING } from '../parts/page.tsx';
import type { Figure, Model } from '../read/model.ts';
import { text, texts } from '../read/row-values.ts';
import type { SiteFile, Source } from '../site-file.ts';

const COMMON = [
  ...['org_name', 'org_code', 'fy', 'value', 'status', 'reason', 'comparable', 'left_out'],
  'maturity',
];
/** Of measures; `cells` are observation ids by file and sheet: `file:sheet!G30 H30`, joined by `;`. */
const OF_MEASURES = [...COMMON, 'periods_reported', 'periods_expected', 'shortfall_max', 'cell', 'cells'];
/** Of ratios; the cells of both figures stand in the CSVs of the two measures. */
const OF_RATIOS = [...COMMON, 'dividend', 'dividend_value', 'divisor', 'divisor_value', 'cell'];

export async function* measureTables({ model, ask }: Source): AsyncGenerator<SiteFile> {
  for (const figure of model.figures) {
    const lineage = new Map<string, string>();
    if (figure.kind === 'measure') {
      const rows = await ask(
        `SELECT org_code, fy, lineage FROM trust_activity WHERE measure = $1 AND len(lineage) > 0 ORDER BY org_code, fy`,
        [figure.name],
      );
      for (const row of rows) lineage.set(`${text(row['org_code'])} ${text(row['fy'])}`, cellsOf(row));
    }
    yield { path: `measure/${figure.name}.csv`, content: tableOf(model, figure, lineage) };
  }
}

function tableOf(model: Model, figure: Figure, lineage: ReadonlyMap<string, string>): string {
  const { illustrative, years } = model.facts;
  const { name: figureName, ratio } = figure;
  const lines = [csvLine(ratio ? OF_RATIOS : OF_MEASURES)];
  const address = (code: string, name: string, fy: string): string => `trust/${code}.html#${cellAnchor(name, fy)}`;
  for (const { code, years: held } of model.trusts.values())
    for (const fy of years) {
      const cell = model.cell(code, figureName, fy);
      if (!cell) continue;
      const name = held.find((one) => one.fy === fy)?.name ?? code;
      const common = [
        ...[illustrative ? `${name} (${WARNING})` : name, code, fy, cell.value, cell.status, cell.reason],
        ...[cell.comparable, cell.leftOut, cell.maturity],
      ];
      const own = address(code, figureName, fy);
      if (!ratio) {
        const { periodsReported, periodsExpected, shortfallMax } = cell;
        lines.push(
          csvLine([
            ...[...common, periodsReported, periodsExpected, shortfallMax, own],
            lineage.get(`${code} ${fy}`) ?? null,
          ]),
        );
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

/** A file and sheet is said once: months of A&E would otherwise be a third of the site. */
function cellsOf(row: Row): string {
  const bySheet = new Map<string, string[]>();
  for (const id of texts(row['lineage'])) {
    const cut = id.lastIndexOf('!');
    const known = bySheet.get(id.slice(0, cut));
    if (known) known.push(id.slice(cut + 1));
    else bySheet.set(id.slice(0, cut), [id.slice(cut + 1)]);
  }
  return [...bySheet].map(([sheet, cells]) => `${sheet}!${cells.join(' ')}`).join(';');
}
