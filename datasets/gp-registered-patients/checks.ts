/** What keeps one of a month's files out (dossier gp-registered-patients, section 6). */
import type { DatasetTable, ParsedFile, Refusal } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { CHECKED_LEVEL } from './layouts.ts';
import { PRACTICE_DISAGREES } from './list-sizes.ts';

/** England had 7,500 practices in 2017 and 6,100 in 2026. */
const PRACTICES = { least: 5_500, most: 10_000 } as const;
/** The largest practice has 110,000 people. */
const PRACTICE_AT_MOST = 1_000_000;
/** `QOP`; no name, and no ONS code (`E54000048`), as the columns beside it have. */
const ICB_CODE = /^[A-Z0-9]{2,6}$/i;
/** 58.5 million were registered in 2017, 63.9 million in 2025. */
const PEOPLE = { least: 55_000_000, most: 70_000_000 } as const;
/**
 * Nothing is rounded or withheld, so bands and sums should agree to the person. A single error of the publisher's is
 * loaded with a finding; beyond these shares of all people, of regions and of practices, rows are lost or columns shifted.
 */
const SHARES = { bands: 0.0001, regions: 0.005, practices: 0.01 } as const;

export function checkGpPatients(parsed: ParsedFile, context: ParseContext): readonly Refusal[] {
  const counted = parsed.tables.find(({ name }) => name === 'gp_list_size');
  const [table] = parsed.tables;
  const practices = table ? countPractices(table) : 0;
  const people = table ? sumPatients(table) : undefined;
  return [
    ...outside(practices, 'practices', PRACTICES, context),
    ...(people === undefined ? [] : outside(people, 'people', PEOPLE, context)),
    ...parsed.tables.flatMap(checkLargest),
    ...checkMap(parsed.tables),
    ...checkTotals(parsed),
    ...(counted ? checkPractices(parsed, practices) : []),
  ];
}

function outside(
  count: number,
  what: string,
  { least, most }: { readonly least: number; readonly most: number },
  { slot }: ParseContext,
): readonly Refusal[] {
  if (count >= least && count <= most) return [];
  return [
    {
      code: SourceErrorCode.implausible,
      message: `${slot} has ${count} ${what}; England has between ${least} and ${most}. The file is cut short, a sample, or counts something twice; compare with the publisher's file.`,
    },
  ];
}

function checkLargest({ columns }: DatasetTable): readonly Refusal[] {
  const patients = columns.find(({ name }) => name === 'patients');
  const lines = columns.find(({ name }) => name === 'source_row');
  if (patients?.type !== 'integer' || lines?.type !== 'integer') return [];
  const at = patients.numbers.findIndex((people) => people > PRACTICE_AT_MOST);
  if (at < 0) return [];
  const message = `Row ${lines.numbers[at]} has ${patients.numbers[at]} people; no practice has more than ${PRACTICE_AT_MOST}. Look at the file; a corrected one may be on the page of the month.`;
  return [{ code: SourceErrorCode.implausible, message }];
}

/** Texts have no sums: columns that are shifted show in what is no code. */
function checkMap(tables: readonly DatasetTable[]): readonly Refusal[] {
  const columns = tables.find(({ name }) => name === 'gp_practice')?.columns ?? [];
  const boards = columns.find(({ name }) => name === 'icb_code');
  const lines = columns.find(({ name }) => name === 'source_row');
  if (boards?.type !== 'dictionary' || lines?.type !== 'integer') return [];
  const isCode = boards.values.map((code) => ICB_CODE.test(code));
  const rows = [...boards.indices.keys()].filter((row) => isCode[boards.indices[row] ?? -1] === false);
  const [first] = rows;
  if (first === undefined || rows.length <= SHARES.practices * boards.indices.length) return [];
  const message = `In ${rows.length} of ${boards.indices.length} rows the code of the ICB or STP is none: row ${lines.numbers[first]} prints "${boards.values[boards.indices[first] ?? -1] ?? ''}". The columns are shifted; compare with the publisher's file and load another edition.`;
  return [{ code: SourceErrorCode.implausible, message }];
}

function checkTotals({ totals }: ParsedFile): readonly Refusal[] {
  return totals.flatMap(({ measure, published, sumOfRows, row, column }) => {
    const share = measure.startsWith('printed_by_practice')
      ? SHARES.bands
      : measure === `printed_by_${CHECKED_LEVEL}`
        ? SHARES.regions
        : Infinity;
    if (Math.abs(published - sumOfRows) <= share * Math.max(published, sumOfRows)) return [];
    return [
      {
        code: SourceErrorCode.totalDisagrees,
        message: `The rows of ${measure} (the first is row ${row}, column ${column}) add up to ${published} people, the age bands of the practices to ${sumOfRows} (${sumOfRows - published} apart). Rows are lost or shifted; compare with the publisher's file and load another edition.`,
      },
    ];
  });
}

function checkPractices({ findings }: ParsedFile, practices: number): readonly Refusal[] {
  const apart = findings.filter(({ kind }) => kind === PRACTICE_DISAGREES);
  if (apart.length <= practices * SHARES.practices) return [];
  return [
    {
      code: SourceErrorCode.totalDisagrees,
      message: `For ${apart.length} of ${practices} practices the age bands do not add up to the practice's own total. ${apart[0]?.message ?? ''} Compare with the publisher's file and load another edition.`,
    },
  ];
}

function countPractices({ rows, columns }: DatasetTable): number {
  const codes = columns.find(({ name }) => name === 'practice_code');
  return rows > 0 && codes?.type === 'dictionary' ? codes.values.length : 0;
}

/** Undefined for the map, which counts nobody. */
function sumPatients({ columns }: DatasetTable): number | undefined {
  const patients = columns.find(({ name }) => name === 'patients');
  return patients?.type === 'integer' ? patients.numbers.reduce((all, people) => all + people, 0) : undefined;
}
