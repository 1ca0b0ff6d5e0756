/** The files of a month: totals, ages, names and commissioners (dossier gp-registered-patients, section 3). */
import { zipOf } from '../small-web.ts';
import type { GpMonth } from './gp-months.ts';
import { type Practice, BANDS, listSize, practicesIn, SEXES } from './gp-practices.ts';

function fileOf(name: string, lines: readonly string[], end = '\r\n'): Buffer {
  const text = lines.map((line) => line + end).join('');
  return name.endsWith('.zip') ? zipOf(name.replace(/\.zip$/, '.csv'), text) : Buffer.from(text);
}

function postcode(index: number): string {
  return `AB${index % 90} ${index % 9}CD`;
}

/** One row a practice. */
export function gpTotals(gp: GpMonth): Buffer {
  const area = gp.area === 'CCG' ? 'CCG_CODE,ONS_CCG_CODE' : `${gp.area}_CODE,ONS_${gp.area}_CODE`;
  const rows = practicesIn(gp.month).map(
    (one, index) =>
      `GP_PRAC_PAT_LIST,${gp.dates.all},GP,${one.area},E380000${10 + (index % 80)},${one.code},${postcode(index)},ALL,ALL,${listSize(one)}`,
  );
  const head = `PUBLICATION,EXTRACT_DATE,TYPE,${area},CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS`;
  return fileOf(gp.files.all, [head, ...(gp.month > '2023' ? rows.reverse() : rows)]);
}

/** Practices and everything above them in one long file, totals among the parts. */
export function gpAges(gp: GpMonth): Buffer {
  const practices = practicesIn(gp.month);
  const rows = (
    type: string,
    code: string,
    ons: string,
    post: string,
    people: readonly (readonly number[])[],
  ): string[] => {
    const line = (sex: string, band: string, count: number): string =>
      `GP_PRAC_PAT_LIST,${gp.dates.quin},${type},${code},${ons},${post},${sex},${band},${count}`;
    const sums = people.map((sex) => sex.reduce((sum, one) => sum + one, 0));
    return [
      line(
        'ALL',
        'ALL',
        sums.reduce((a, b) => a + b, 0),
      ),
      ...SEXES.flatMap((sex, at) => [
        ...BANDS.flatMap((band, index) => {
          const count = people[at]?.[index] ?? 0;
          return count === 0 ? [] : [line(sex, band, count)];
        }),
        ...(sums[at] === 0 ? [] : [line(sex, 'ALL', sums[at] ?? 0)]),
      ]),
    ];
  };
  const parents = (type: string, of: (one: Practice) => string): string[] => {
    const byParent = new Map<string, number[][]>();
    for (const one of practices) {
      const before = byParent.get(of(one)) ?? [
        [0, 0],
        [0, 0],
      ];
      byParent.set(
        of(one),
        before.map((sex, at) => sex.map((count, index) => count + (one.people[at]?.[index] ?? 0))),
      );
    }
    return [...byParent].flatMap(([code, people]) => rows(type, code, 'E54000001', '', people));
  };
  const icb = gp.area === 'CCG' ? 'STP' : 'ICB';
  const area = gp.area === 'CCG' ? 'CCG' : 'SUB_ICB_LOCATION_CODE';
  return fileOf(gp.files.quin, [
    'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
    ...parents('Comm Region', (one) => one.region[0]),
    ...parents(icb, (one) => one.icb),
    ...parents(area, (one) => one.area),
    ...(gp.networks ? parents(gp.month === '2020-03' ? '' : 'PCN', networkOf) : []),
    ...practices.flatMap((one, index) => rows('GP', one.code, '', postcode(index), one.people)),
  ]);
}

function networkOf(practice: Practice): string {
  const number = Number(practice.code.slice(1)) % 1000;
  return number < 12 ? 'U' : `U${String(number).padStart(5, '0')}`;
}

/** Names, commissioners, regions. `replaced`: the issue before the correction, with other names. */
export function gpMapping(gp: GpMonth, replaced = false): Buffer {
  const ccg = gp.area === 'CCG';
  const [local, system] = ccg ? ['CCG', 'STP'] : ['SUB_ICB_LOCATION', 'ICB'];
  const swap = gp.month === '2021-01' && !replaced;
  const columns = [
    ...['PUBLICATION', 'EXTRACT_DATE', 'PRACTICE_CODE', 'PRACTICE_NAME', 'PRACTICE_POSTCODE'],
    ...(gp.networks ? ['PCN_CODE', 'PCN_NAME'] : []),
    ...(swap ? [`${local}_CODE`, `ONS_${local}_CODE`] : [`ONS_${local}_CODE`, `${local}_CODE`]),
    `${local}_NAME`,
    ...[`ONS_${system}_CODE`, `${system}_CODE`, `${system}_NAME`],
    ...['ONS_COMM_REGION_CODE', 'COMM_REGION_CODE', 'COMM_REGION_NAME'],
    ...(gp.supplier ? ['SUPPLIER_NAME'] : []),
  ];
  const rows = practicesIn(gp.month).map((one, index) => {
    const network = networkOf(one);
    const name = replaced ? `OLD ${one.name}` : one.name;
    const values: Readonly<Record<string, string>> = {
      PUBLICATION: 'GP_PRAC_PAT_LIST',
      EXTRACT_DATE: gp.dates.map,
      PRACTICE_CODE: one.code,
      PRACTICE_NAME: name.includes(',') ? `"${name}"` : name,
      PRACTICE_POSTCODE: postcode(index),
      PCN_CODE: network,
      PCN_NAME: network === 'U' ? 'Unallocated' : `NETWORK ${network}`,
      [`ONS_${local}_CODE`]: `E380000${10 + (index % 80)}`,
      [`${local}_CODE`]: one.area,
      [`${local}_NAME`]: `NHS AREA ${one.area}`,
      [`ONS_${system}_CODE`]: 'E54000001',
      [`${system}_CODE`]: one.icb,
      [`${system}_NAME`]: `SYSTEM ${one.icb}`,
      ONS_COMM_REGION_CODE: 'E40000003',
      COMM_REGION_CODE: one.region[0],
      COMM_REGION_NAME: one.region[1],
      SUPPLIER_NAME: index % 3 === 0 ? 'TPP' : 'EMIS',
    };
    return columns.map((column) => values[column]).join(',');
  });
  return fileOf(gp.files.map, [columns.join(','), ...rows], gp.month === '2020-03' ? '\n' : '\r\n');
}
