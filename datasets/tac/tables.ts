/** The dataset's own tables: tac_line (every line of the accounts) and tac_provider (the List of Providers). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { DatasetTable, TableColumn } from '../contract/parsed-file.ts';
import { textColumns } from '../tables/text-columns.ts';
import { yearKind } from './lines.ts';
import type { Sector } from './names.ts';
import type { LineTable } from './read-lines.ts';
import type { ListedProvider } from './read-providers.ts';

const YEAR_KINDS = ['current', 'prior', 'other'] as const;

/** `value` is in thousands of pounds, or WTE on TAC09 table 3; `source_row` is the Excel row of All data. */
export function lineTable(lines: LineTable, fy: FinancialYear, sector: Sector): DatasetTable {
  const kinds = lines.mainCode.values.map((code) => YEAR_KINDS.indexOf(yearKind(code)));
  return {
    name: 'tac_line',
    rows: lines.rows,
    columns: [
      { name: 'organisation', type: 'dictionary', ...lines.organisation },
      constant('fy', fy, lines.rows),
      constant('sector', sector, lines.rows),
      { name: 'worksheet', type: 'dictionary', ...lines.worksheet },
      { name: 'table_id', type: 'integer', numbers: lines.table },
      { name: 'main_code', type: 'dictionary', ...lines.mainCode },
      { name: 'row_number', type: 'integer', numbers: lines.row },
      { name: 'sub_code', type: 'dictionary', ...lines.subCode },
      { name: 'value', type: 'double', numbers: lines.value },
      {
        name: 'year_kind',
        type: 'dictionary',
        values: YEAR_KINDS,
        indices: lines.mainCode.indices.map((code) => kinds[code] ?? 2),
      },
      { name: 'source_row', type: 'integer', numbers: lines.sourceRow },
    ],
  };
}

/** All text but `source_row`, the Excel row of the list. Empty where a year's workbook has no list. */
export function providerTable(
  providers: readonly ListedProvider[],
  fy: FinancialYear,
  sector: Sector,
): DatasetTable {
  return {
    name: 'tac_provider',
    rows: providers.length,
    columns: [
      ...textColumns(providers, {
        fy: () => fy,
        sector: () => sector,
        name: ({ name }) => name || null,
        code: ({ code }) => code || null,
        region: ({ region }) => region || null,
        trust_type: ({ trustType }) => trustType || null,
        authorised: ({ authorised }) => authorised || null,
        comments: ({ comments }) => comments || null,
      }),
      { name: 'source_row', type: 'integer', numbers: Int32Array.from(providers, ({ row }) => row) },
    ],
  };
}

function constant(name: string, value: string, rows: number): TableColumn {
  return { name, type: 'dictionary', values: [value], indices: new Int32Array(rows) };
}
