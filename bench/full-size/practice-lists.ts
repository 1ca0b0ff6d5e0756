/** GP registrations of every month of the seven years, as large as they are published: 6,700 practices, 350,000 rows a month. */
import {
  type Practice,
  BANDS,
  mapLines,
  quinAgeLines,
  SEXES,
  styleOf,
  totalsLines,
} from '../../test/fixtures/gp-registered-patients.ts';
import { zipOf } from '../../test/end-to-end/small-web.ts';
import { MONTH_NAMES, monthsIn, YEARS } from '../../test/end-to-end/seven-years/calendar.ts';
import { chapterPage, fileUrl, releasePage, seriesPage } from '../../test/fixtures/digital-page.ts';
import type { Publication, WebFile } from '../../test/end-to-end/seven-years/publication.ts';

const SERIES = 'patients-registered-at-a-gp-practice';
const PRACTICES = 6700;
const NETWORKS = 1250;
const AREAS = 106;
const SYSTEMS = ['QHM', 'QOP', 'QE1', 'QMJ', 'QRV', 'QRL', 'QNX', 'QF7', 'QWO', 'QYG', 'QUE', 'QT6'];
const REGIONS = ['Y56', 'Y58', 'Y59', 'Y60', 'Y61', 'Y62', 'Y63'];

const MONTHS = YEARS.flatMap(monthsIn);

function practicesIn(month: string): readonly Practice[] {
  const at = MONTHS.indexOf(month);
  return Array.from({ length: PRACTICES }, (_, index): Practice => {
    const system = index % SYSTEMS.length;
    const region = REGIONS[system % REGIONS.length] ?? '';
    const people = (sex: number): readonly number[] =>
      BANDS.map((_, band) => 150 + ((index * 7 + (sex * BANDS.length + band) * 13 + at) % 150));
    return {
      code: `${'ABCDEFGHJKLMNPVWY'[index % 17] ?? ''}${String(80_001 + index)}`,
      name: `THE ${index} SURGERY`,
      people: SEXES.map((_, sex) => people(sex)),
      region: [region, `REGION ${region}`],
      icb: SYSTEMS[system] ?? '',
      area: `${String(index % AREAS).padStart(2, '0')}C`,
      network: `U${String(index % NETWORKS).padStart(5, '0')}`,
    };
  });
}

const FILES = [
  { stem: 'gp-reg-pat-prac-all', text: 'Totals (GP practice-all persons)', lines: totalsLines },
  { stem: 'gp-reg-pat-prac-quin-age', text: '5-year age groups', lines: quinAgeLines },
  { stem: 'gp-reg-pat-prac-map', text: 'Mapping', lines: mapLines },
] as const;

function filesOf(month: string): readonly (WebFile & { readonly text: string })[] {
  const zipped = month >= '2023-08';
  const content = (lines: (typeof FILES)[number]['lines']): string =>
    `${lines(styleOf(month), practicesIn(month)).join('\r\n')}\r\n`;
  return FILES.map(({ stem, text, lines }) => ({
    url: fileUrl(`${stem}.${zipped ? 'zip' : 'csv'}`, ` of ${month}`),
    make: () => (zipped ? zipOf(`${stem}.csv`, content(lines)) : Buffer.from(content(lines))),
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
