/** Table 1 of the imaging data set with the figures of a year (dossier diagnostic-imaging, section 3). */
import { type ImagingRow, MODALITIES, monthTables, yearTable } from '../../fixtures/diagnostic-imaging.ts';
import { monthsIn, type Year } from './calendar.ts';
import { kindsOf, monthsOf, shown, tests } from './imaging.ts';
import { providerRows } from './provider-rows.ts';
import { workbookOf } from '../../fixtures/workbook.ts';

/** Which issue of a year’s table. */
export interface ImagingFile {
  readonly fy: Year;
  /** Published before the year was over: months to that one only, and everything a little other. */
  readonly until?: string;
}

/** Table 1 of a year. */
export function imagingWorkbook(file: ImagingFile): Buffer {
  return workbookOf(file.fy === '2017-18' ? monthlySheets(file.fy) : oneSheet(file));
}

/** Region, code and name. Independent providers stand once in each region, so that code and kind of test repeat. */
function tableRows(fy: Year): readonly (readonly [region: string, code: string, name: string])[] {
  const trusts = providerRows('diagnostic-imaging', fy).map(({ code, name }) => ['Y56', code, name] as const);
  const regions = fy === '2017-18' ? ['IHCP'] : fy === '2018-19' ? ['Y54', 'Y56'] : ['Y56', 'Y60', 'Y62'];
  const others = regions.flatMap((region) => [
    [region, 'NT9', 'ALLIANCE MEDICAL'] as const,
    [region, 'NVC', 'RAMSAY HEALTHCARE UK OPERATIONS LIMITED'] as const,
  ]);
  return [...trusts, ...others];
}

/** The name as it stands: one trust has two in a file, and one has a blank behind it. */
function nameIn(code: string, name: string, kind: number, fy: Year): string {
  if (fy === '2022-23' && code === 'RJZ' && kind > 5)
    return "KING'S COLLEGE TEACHING HOSPITAL NHS FOUNDATION TRUST";
  return code === 'NT9' ? `${name} ` : name;
}

const sum = (counts: readonly (number | undefined)[]): number =>
  counts.reduce((all: number, count) => all + (count ?? 0), 0);

function oneSheet({ fy, until }: ImagingFile): ReturnType<typeof yearTable> {
  const months = monthsIn(fy);
  // A month without data: a full stop to 2021-22, nothing after.
  const none = fy >= '2022-23' ? null : '.';
  const times = until === undefined ? 1 : 0.5;
  const rows = tableRows(fy).flatMap(([region, code, name]) =>
    kindsOf(code).map((kind) => {
      const present = monthsOf(code, fy).filter((month) => until === undefined || month <= until);
      const counts = months.map((month) =>
        present.includes(month) ? Math.round(tests(code, kind, month) * times) : undefined,
      );
      return { region, code, name: nameIn(code, name, kind, fy), kind, counts };
    }),
  );
  const england = MODALITIES.map((_, kind) => {
    const counts = months.map((_month, at) =>
      sum(rows.filter((row) => row.kind === kind).map((row) => row.counts[at])),
    );
    return [...counts, sum(counts)].map(shown);
  });
  return yearTable({
    fy,
    provisional: until !== undefined || fy === '2022-23',
    gap: true,
    titlePage: [
      ['Diagnostic Imaging Dataset'],
      ['Provider issues'],
      ['RGN', 'about 5,000 tests are missing'],
    ],
    england,
    rows: rows.map(({ region, code, name, kind, counts }): ImagingRow => {
      const printed = counts.map((count) => (count === undefined ? none : shown(count)));
      return [region, code, name, MODALITIES[kind] ?? '', ...printed, shown(sum(counts))];
    }),
  });
}

function monthlySheets(fy: Year): ReturnType<typeof monthTables> {
  const kinds = [...MODALITIES.keys()];
  const months = monthsIn(fy).map((month, index) => {
    const rows = tableRows(fy)
      .filter(([, code]) => monthsOf(code, fy).includes(month))
      .map(([region, code, name]) => {
        const has = kindsOf(code);
        const counts = kinds.map((kind) => (has.includes(kind) ? tests(code, kind, month) : 0));
        return { region, code, name: index % 2 === 0 ? nameIn(code, name, 0, fy) : name, counts };
      });
    return {
      england: kinds.map((kind) => shown(sum(rows.map(({ counts }) => counts[kind])))),
      rows: rows.map(({ region, code, name, counts }): ImagingRow => [
        region,
        code,
        name,
        ...counts.map(shown),
      ]),
    };
  });
  return monthTables({
    fy,
    titlePage: [['Diagnostic Imaging Dataset 2017-18'], ['Not comparable with DM01']],
    months,
  });
}
