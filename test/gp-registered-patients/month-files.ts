/** The three files of a month, true to section 3 of the gp-registered-patients dossier, with made-up practices and figures. */
import { AGE_BANDS, SEXES, type FileKind } from '../../datasets/gp-registered-patients/layouts.ts';
import { kindOfSlot } from '../../datasets/gp-registered-patients/slots.ts';
import { gpRegisteredPatients } from '../../datasets/gp-registered-patients/dataset.ts';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { financialYearOfMonth } from '../../nhs/financial-year.ts';
import { sourceOf } from '../tables/source-of.ts';

export interface Practice {
  readonly code: string;
  readonly name: string;
  readonly icb: string;
  readonly region: string;
  /** By sex, then band; 0 is nobody, which prints no row. */
  readonly people: readonly (readonly number[])[];
}

const BANDS = AGE_BANDS.length;

/** `people` of every band, but nobody in the last of the men. */
export function practice(code: string, people: number, rest: Partial<Practice> = {}): Practice {
  const women = Array<number>(BANDS).fill(people);
  return {
    code,
    name: `PRACTICE ${code}`,
    icb: 'QOP',
    region: 'North West',
    people: [women, [...women.slice(0, -1), 0]],
    ...rest,
  };
}

/** As many as England has, with some 60 million people. */
export function england(practices: number, people = 60_000_000): readonly Practice[] {
  const each = Math.floor(people / practices / (2 * BANDS - 1));
  return Array.from({ length: practices }, (_, at) =>
    practice(`A${10000 + at}`, each, at % 2 === 0 ? {} : { icb: 'QMJ', region: 'London' }),
  );
}

export function listOf({ people }: Practice): number {
  return people.flat().reduce((all, one) => all + one, 0);
}

/** Lines without line ends; the first has the headings. */
export type Lines = string[];
export type Edit = (lines: Lines) => Lines;

export type Commissioner = 'CCG' | 'SUB_ICB_LOC' | 'SUB_ICB_LOCATION';

export function allLines(
  date: string,
  practices: readonly Practice[],
  commissioner: Commissioner = 'CCG',
): Lines {
  return [
    `PUBLICATION,EXTRACT_DATE,TYPE,${commissioner}_CODE,ONS_${commissioner}_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS`,
    ...practices.map(
      (one) => `GP_PRAC_PAT_LIST,${date},GP,00L,E38000130,${one.code},AB1 2CD,ALL,ALL,${listOf(one)}`,
    ),
  ];
}

export function quinAgeLines(
  date: string,
  practices: readonly Practice[],
  levels = ['Comm Region', 'STP'],
): Lines {
  const row = (type: string, code: string, sex: string, band: string, people: number): string =>
    `GP_PRAC_PAT_LIST,${date},${type},${code},${type === 'GP' ? ',AB1 2CD' : 'E40000001,'},${sex},${band},${people}`;
  const rows = (type: string, code: string, people: readonly (readonly number[])[]): readonly string[] => [
    row(
      type,
      code,
      'ALL',
      'ALL',
      people.flat().reduce((all, one) => all + one, 0),
    ),
    ...SEXES.flatMap((sex, at) => [
      ...AGE_BANDS.flatMap((band, of) => {
        const number = people[at]?.[of] ?? 0;
        return number === 0 ? [] : [row(type, code, sex, band, number)];
      }),
      row(
        type,
        code,
        sex,
        'ALL',
        (people[at] ?? []).reduce((all, one) => all + one, 0),
      ),
    ]),
  ];
  const everybody = SEXES.map((_, sex) =>
    AGE_BANDS.map((_band, band) => practices.reduce((all, one) => all + (one.people[sex]?.[band] ?? 0), 0)),
  );
  return [
    'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
    ...levels.flatMap((type) => rows(type, 'X01', everybody)),
    ...practices.flatMap((one) => rows('GP', one.code, one.people)),
  ];
}

export type MapEra = 'before networks' | 'stp' | 'icb' | 'supplier';

/** Names are quoted and hold a comma, as some do. */
export function mapLines(date: string, practices: readonly Practice[], era: MapEra): Lines {
  const networks = era === 'before networks' ? [] : ['PCN_CODE', 'PCN_NAME'];
  const [place, board] = era === 'icb' || era === 'supplier' ? ['SUB_ICB_LOCATION', 'ICB'] : ['CCG', 'STP'];
  const pair = (stem: string): readonly string[] => [`ONS_${stem}_CODE`, `${stem}_CODE`, `${stem}_NAME`];
  const headings = [
    ...['PUBLICATION', 'EXTRACT_DATE', 'PRACTICE_CODE', 'PRACTICE_NAME', 'PRACTICE_POSTCODE', ...networks],
    ...[...pair(place ?? ''), ...pair(board ?? ''), ...pair('COMM_REGION')],
    ...(era === 'supplier' ? ['SUPPLIER_NAME'] : []),
  ];
  const row = (one: Practice): string =>
    [
      ...['GP_PRAC_PAT_LIST', date, one.code, `"${one.name}, THE"`, 'AB1 2CD'],
      ...networks.map(() => 'U'),
      ...['E38000130', '00L', 'NHS Somewhere', 'E54000048', one.icb, `Board ${one.icb}`],
      ...['E40000010', 'Y62', one.region],
      ...(era === 'supplier' ? ['TPP'] : []),
    ].join(',');
  return [headings.join(','), ...practices.map(row)];
}

export async function csv(lines: Lines, fileName = 'gp-reg-pat-prac.csv'): Promise<SourceBytes> {
  return await sourceOf(Buffer.from(`${lines.join('\r\n')}\r\n`), fileName);
}

export function contextOf(slot: string): ParseContext {
  const [period = ''] = slot.split(' ');
  const fy = financialYearOfMonth(Number(period.slice(0, 4)), Number(period.slice(5)));
  return { fy, slot, period, url: `https://files.digital.nhs.uk/${slot}`, acceptIllustrative: false };
}

export async function parse(lines: Lines, slot: string): Promise<ParsedFile> {
  return await gpRegisteredPatients.parse(await csv(lines), contextOf(slot));
}

/** A file of the kind its slot says. */
export function monthFile(slot: string, date: string, practices: readonly Practice[]): Lines {
  const lines: Readonly<Record<FileKind, () => Lines>> = {
    all: () => allLines(date, practices),
    'quin-age': () => quinAgeLines(date, practices),
    map: () => mapLines(date, practices, slot < '2022-07' ? 'stp' : 'supplier'),
  };
  return lines[kindOfSlot(slot)]();
}

/** A table's rows as objects, for tests that name cells. */
export function tableRows(
  parsed: ParsedFile,
  name: string,
): readonly Readonly<Record<string, string | number | null>>[] {
  const table = parsed.tables.find((one) => one.name === name);
  return Array.from({ length: table?.rows ?? 0 }, (_, row) =>
    Object.fromEntries(
      (table?.columns ?? []).map((column) => [
        column.name,
        column.type === 'dictionary'
          ? (column.values[column.indices[row] ?? -1] ?? null)
          : (column.numbers[row] ?? null),
      ]),
    ),
  );
}
