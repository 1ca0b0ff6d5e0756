/**
 * A warehouse as full as seven years of every publication make it, or several times as full: organisations, files and
 * figures are invented, their number is that of the publishers' files. Written by SQL, for a few million rows.
 */
import { createHash } from 'node:crypto';
import { datasets } from '../../datasets/registry.ts';
import { isWelshBody } from '../../organisations/codes.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Statements } from '../../duckdb/statements.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** A publication's file at its real size. */
interface Shape {
  /** Organisations of a file. */
  readonly organisations: number;
  /** Figures of an organisation in a period: the parts of the recipes first, then figures that no recipe asks for. */
  readonly measures: number;
}

/** Counted in the real files (`shared/sources`) and in runs over files of real size. Months of imaging come on top. */
const SHAPES: Readonly<Record<string, Shape>> = {
  tac: { organisations: 210, measures: 8 },
  beds: { organisations: 200, measures: 10 },
  'ae-monthly': { organisations: 230, measures: 15 },
  'ae-annual': { organisations: 600, measures: 4 },
  outpatients: { organisations: 500, measures: 30 },
  'diagnostic-imaging': { organisations: 150, measures: 9 },
  maternity: { organisations: 130, measures: 6 },
  'admitted-patient-care': { organisations: 490, measures: 8 },
  'staff-survey': { organisations: 250, measures: 14 },
  'critical-care': { organisations: 150, measures: 4 },
};

const MOST_TRUSTS = 210;

export interface LargeWorld {
  readonly observations: number;
}

/** Fills an empty warehouse; `times` the real number of organisations, in every file. */
export async function fillLargeWorld(
  warehouse: Warehouse,
  { times, years }: { readonly times: number; readonly years: readonly string[] },
): Promise<LargeWorld> {
  await warehouse.transaction(async (statements) => {
    await insertOrganisations(statements, MOST_TRUSTS * times);
    for (const fy of years) await insertAccounts(statements, fy, MOST_TRUSTS * times);
    for (const dataset of datasets) {
      const shape = SHAPES[dataset.name];
      if (!shape) continue;
      for (const fy of years) {
        if (!dataset.years.includes(fy)) continue;
        const recipes = dataset.measures.filter((recipe) => recipe.years?.includes(fy) ?? true);
        const parts = [
          ...new Set(
            recipes.flatMap((one) => [
              ...one.parts,
              ...(one.less ?? []),
              ...(one.optionalParts ?? []),
              ...(one.weightedBy === undefined ? [] : [one.weightedBy]),
            ]),
          ),
        ];
        const further = Math.max(0, shape.measures - parts.length);
        const measures = [...parts, ...Array.from({ length: further }, (_, index) => `further ${index + 1}`)];
        const beside = recipes.some((one) => one.monthsBeside) ? monthsOf(fy) : [];
        for (const { slot, period, optional } of dataset.expectedFiles(fy)) {
          if (optional) continue;
          const files = dataset.expectedFiles(fy).filter((file) => !file.optional).length;
          const rows = dataset.spine ? (shape.organisations * times) / files : shape.organisations * times;
          await insertFigures(statements, {
            ...{ dataset: dataset.name, fy, slot, period, measures },
            periods: [period, ...beside],
            organisations: Math.round(rows),
            byName: dataset.spine,
            sector: slot.endsWith('FT') ? 'FT' : 'Trust',
          });
        }
      }
    }
  });
  const [counted] = await warehouse.rows('SELECT count(*)::INTEGER AS n FROM observation');
  return { observations: Number(counted?.['n']) };
}

interface Figures {
  readonly dataset: string;
  readonly fy: string;
  readonly slot: string;
  readonly period: string;
  readonly periods: readonly string[];
  readonly measures: readonly string[];
  readonly organisations: number;
  /** Accounts print no code. */
  readonly byName: boolean;
  readonly sector: string;
}

/** Every 41st figure is withheld, every 59th cell is blank, as in the real files. */
async function insertFigures(statements: Statements, figures: Figures): Promise<void> {
  const { dataset, fy, slot, period, periods, measures, organisations, byName, sector } = figures;
  const sha256 = createHash('sha256').update(`${dataset} ${slot}`).digest('hex');
  await statements.run(
    `INSERT INTO observation BY NAME
     SELECT
       $1 AS dataset, $2 AS load_fy, $3 AS slot, $5 AS sha256,
       $5[:12] || ':Provider level data!' || (number + 15) || '.' || column_number AS observation_id,
       CASE WHEN ${byName} THEN '' ELSE code END AS org_code, name AS org_name,
       period, measure,
       CASE WHEN marker % 41 > 0 AND marker % 59 > 0 THEN marker % 9973 + (marker % 7) / 10 END AS value,
       CASE WHEN marker % 41 = 0 THEN 'suppressed' WHEN marker % 59 = 0 THEN 'missing' ELSE 'reported' END AS status,
       CASE WHEN marker % 41 = 0 THEN '*' ELSE marker::VARCHAR END AS printed,
       'Provider level data' AS sheet, number + 15 AS row_number, 'A' || column_number AS column_letter
     FROM (
       SELECT *, number * 7919 + column_number * 104729 + ascii(period[-1]) * 31 AS marker
       FROM (FROM large_organisation ${byName ? `WHERE number % 2 = ${sector === 'FT' ? 0 : 1}` : ''} ORDER BY number LIMIT $4)
       CROSS JOIN (SELECT unnest($periods) AS period)
       CROSS JOIN (SELECT unnest($measures) AS measure, generate_subscripts($measures, 1) AS column_number)
     )
     ORDER BY number, period, column_number`
      .replaceAll('$periods', listOf(periods))
      .replaceAll('$measures', listOf(measures)),
    [dataset, fy, slot, organisations, sha256],
  );
  await insertRows(statements, 'load_state', [
    {
      ...{ dataset, fy, slot, period, parser_version: 1, maturity: 'final', status: 'loaded' },
      sha256,
      url: `https://www.england.nhs.uk/${dataset}/${encodeURIComponent(slot)}.xlsx`,
    },
  ]);
}

function listOf(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]`;
}

/** Trusts first, then providers that no accounts are known of. */
async function insertOrganisations(statements: Statements, trusts: number): Promise<void> {
  const codes = trustCodes(trusts);
  const others = Array.from(
    { length: 600 * 10 },
    (_, index) => `N${(10_000 + index).toString(36).toUpperCase()}`,
  );
  await statements.run('CREATE TEMP TABLE large_organisation (number INTEGER, code VARCHAR, name VARCHAR)');
  await insertRows(
    statements,
    'large_organisation',
    [...codes, ...others].map((code, number) => ({
      number,
      code,
      name: `HOSPITAL NUMBER ${number} NHS TRUST`,
    })),
  );
}

function trustCodes(wanted: number): readonly string[] {
  const digits = [...'0123456789ABCDEFGHJKLMNPQRTUVWXYZ'];
  const all = ['R', 'T'].flatMap((first) =>
    digits.flatMap((second) => digits.map((third) => first + second + third)),
  );
  const codes = all.filter((code) => !isWelshBody(code)).slice(0, wanted);
  if (codes.length < wanted) throw new RangeError(`There are no ${wanted} codes of trusts.`);
  return codes;
}

/** One line an organisation: what makes it a row of the result. Its figures are observations like any other's. */
async function insertAccounts(statements: Statements, fy: string, trusts: number): Promise<void> {
  const sector = `CASE WHEN number % 2 = 0 THEN 'FT' ELSE 'Trust' END`;
  const slot = `$1 || CASE WHEN number % 2 = 0 THEN ' FT' ELSE ' Trusts' END`;
  await statements.run(
    `INSERT INTO tac_line BY NAME
     SELECT 'tac' AS dataset, $1 AS load_fy, ${slot} AS slot, '' AS sha256, name AS organisation, $1 AS fy, ${sector} AS sector,
       'TAC02 SoCI' AS worksheet, 'A02CY01' AS main_code, 'EXP0190' AS sub_code, 1.5 AS value, 'current' AS year_kind, number AS source_row
     FROM large_organisation WHERE number < $2 ORDER BY number`,
    [fy, trusts],
  );
  await statements.run(
    `INSERT INTO tac_provider BY NAME
     SELECT 'tac' AS dataset, $1 AS load_fy, ${slot} AS slot, '' AS sha256, $1 AS fy, ${sector} AS sector, name, code,
       'London' AS region, 'Acute' AS trust_type, number AS source_row
     FROM large_organisation WHERE number < $2 ORDER BY number`,
    [fy, trusts],
  );
}
