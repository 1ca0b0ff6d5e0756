/** GP registrations of every month of the seven years, as large as they are published: 6,700 practices, 350,000 rows a month. */
import { zipOf } from '../../test/end-to-end/small-web.ts';
import { MONTH_NAMES, monthsIn, YEARS } from '../../test/end-to-end/seven-years/calendar.ts';
import { chapterPage, fileUrl, releasePage, seriesPage } from '../../test/fixtures/digital-page.ts';
import type { Publication, WebFile } from '../../test/end-to-end/seven-years/publication.ts';

const SERIES = 'patients-registered-at-a-gp-practice';
const PRACTICES = 6700;
const NETWORKS = 1250;
const AREAS = 106;
const BANDS = [...Array.from({ length: 19 }, (_, index) => `${5 * index}_${5 * index + 4}`), '95+'];
const SEXES = ['FEMALE', 'MALE'] as const;
const SYSTEMS = ['QHM', 'QOP', 'QE1', 'QMJ', 'QRV', 'QRL', 'QNX', 'QF7', 'QWO', 'QYG', 'QUE', 'QT6'];
const REGIONS = ['Y56', 'Y58', 'Y59', 'Y60', 'Y61', 'Y62', 'Y63'];

const CELLS = SEXES.length * BANDS.length;
const MONTHS = YEARS.flatMap(monthsIn);

interface Practice {
  readonly code: string;
  /** Women by band, then men. */
  readonly people: readonly number[];
  readonly region: string;
  readonly system: string;
  readonly area: string;
  readonly network: string;
}

function practicesIn(month: string): readonly Practice[] {
  const at = MONTHS.indexOf(month);
  return Array.from({ length: PRACTICES }, (_, index): Practice => {
    const system = index % SYSTEMS.length;
    return {
      code: `${'ABCDEFGHJKLMNPVWY'[index % 17] ?? ''}${String(80_001 + index)}`,
      people: Array.from({ length: CELLS }, (_, cell) => 150 + ((index * 7 + cell * 13 + at) % 150)),
      region: REGIONS[system % REGIONS.length] ?? '',
      system: SYSTEMS[system] ?? '',
      area: `${String(index % AREAS).padStart(2, '0')}C`,
      network: `U${String(index % NETWORKS).padStart(5, '0')}`,
    };
  });
}

/** As it stands in the files of a month: 01APR2017. */
function dateOf(month: string): string {
  const name = MONTH_NAMES[Number(month.slice(5)) - 1] ?? '';
  return `01${name.slice(0, 3).toUpperCase()}${month.slice(0, 4)}`;
}

function totals(month: string): string {
  const area =
    month < '2022-07' ? 'CCG_CODE,ONS_CCG_CODE' : 'SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE';
  const rows = practicesIn(month).map(
    ({ code, people, area: place }) =>
      `GP_PRAC_PAT_LIST,${dateOf(month)},GP,${place},E38000001,${code},AB1 2CD,ALL,ALL,${sum(people)}`,
  );
  return lines([`PUBLICATION,EXTRACT_DATE,TYPE,${area},CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS`, ...rows]);
}

function ages(month: string): string {
  const practices = practicesIn(month);
  const start = `GP_PRAC_PAT_LIST,${dateOf(month)}`;
  const rows = (type: string, code: string, place: string, people: readonly number[]): string[] => {
    const line = (sex: string, band: string, count: number): string =>
      `${start},${type},${code},${place},${sex},${band},${count}`;
    return [
      line('ALL', 'ALL', sum(people)),
      ...SEXES.flatMap((sex, at) => {
        const own = people.slice(at * BANDS.length, (at + 1) * BANDS.length);
        return [line(sex, 'ALL', sum(own)), ...BANDS.map((band, index) => line(sex, band, own[index] ?? 0))];
      }),
    ];
  };
  const level = (type: string, of: (practice: Practice) => string): string[] => {
    const groups = new Map<string, number[]>();
    for (const practice of practices) {
      const before = groups.get(of(practice)) ?? new Array<number>(CELLS).fill(0);
      groups.set(
        of(practice),
        before.map((count, cell) => count + (practice.people[cell] ?? 0)),
      );
    }
    return [...groups].flatMap(([code, people]) => rows(type, code, 'E54000001,', people));
  };
  const [system, area] = month < '2022-07' ? ['STP', 'CCG'] : ['ICB', 'SUB_ICB_LOCATION_CODE'];
  return lines([
    'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
    ...level('Comm Region', (practice) => practice.region),
    ...level(system ?? '', (practice) => practice.system),
    ...level(area ?? '', (practice) => practice.area),
    ...(month < '2019-07' ? [] : level('PCN', (practice) => practice.network)),
    ...practices.flatMap((practice) => rows('GP', practice.code, ',AB1 2CD', practice.people)),
  ]);
}

function mapping(month: string): string {
  const [local, system] = month < '2022-07' ? ['CCG', 'STP'] : ['SUB_ICB_LOCATION', 'ICB'];
  const rows = practicesIn(month).map(
    (one, index) =>
      `GP_PRAC_PAT_LIST,${dateOf(month)},${one.code},THE ${index} SURGERY,AB1 2CD,${one.network},NETWORK ${one.network},E38000001,${one.area},NHS AREA ${one.area},E54000001,${one.system},SYSTEM ${one.system},E40000003,${one.region},REGION ${one.region}`,
  );
  return lines([
    `PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_${local}_CODE,${local}_CODE,${local}_NAME,ONS_${system}_CODE,${system}_CODE,${system}_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME`,
    ...rows,
  ]);
}

const FILES = [
  { stem: 'gp-reg-pat-prac-all', text: 'Totals (GP practice-all persons)', content: totals },
  { stem: 'gp-reg-pat-prac-quin-age', text: '5-year age groups', content: ages },
  { stem: 'gp-reg-pat-prac-map', text: 'Mapping', content: mapping },
] as const;

function filesOf(month: string): readonly (WebFile & { readonly text: string })[] {
  const zipped = month >= '2023-08';
  return FILES.map(({ stem, text, content }) => ({
    url: fileUrl(`${stem}.${zipped ? 'zip' : 'csv'}`, ` of ${month}`),
    make: () => (zipped ? zipOf(`${stem}.csv`, content(month)) : Buffer.from(content(month))),
    loadedAs: [`gp-registered-patients ${month}`],
    text,
  }));
}

function pages(): Publication['pages'] {
  const releases = MONTHS.toReversed().map((month) => {
    const name = MONTH_NAMES[Number(month.slice(5)) - 1] ?? '';
    const title = `Patients Registered at a GP Practice, ${name} ${month.slice(0, 4)}`;
    const slug = `${name.toLowerCase()}-${month.slice(0, 4)}`;
    return { slug, title, date: `13 ${name} ${month.slice(0, 4)}`, month };
  });
  return [
    seriesPage(SERIES, 'Patients Registered at a GP Practice', { releases, latest: true }),
    ...releases.flatMap((release) => {
      const chapter = `${release.slug}-spotlight-report`;
      const cards = filesOf(release.month).map(({ url, text }) => ({ url, text }));
      return [
        releasePage(SERIES, release, cards, { chapters: [chapter] }),
        chapterPage(SERIES, release.slug, chapter),
      ];
    }),
  ];
}

/** Take the place of the few months that the tests have. */
export const PRACTICE_LIST_PAGES: Publication['pages'] = pages();
export const PRACTICE_LISTS: readonly WebFile[] = MONTHS.flatMap(filesOf);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function lines(rows: readonly string[]): string {
  return rows.join('\r\n') + '\r\n';
}
