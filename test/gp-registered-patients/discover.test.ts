import assert from 'node:assert/strict';
import type { Page, PageReading } from '../../datasets/contract/discovery.ts';
import { gpRegisteredPatients } from '../../datasets/gp-registered-patients/dataset.ts';
import {
  type Release,
  type ReleasedFile,
  releasePage,
  seriesPage as pageOfSeries,
} from '../links/digital-page.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';

const { discovery, homepage } = gpRegisteredPatients;
const SERIES = 'patients-registered-at-a-gp-practice';

/** The series page: the latest release, upcoming ones, past ones, and pages that are no month's. */
function seriesPage([latest, ...past]: readonly Release[], upcoming: readonly Release[] = []): Page {
  const page = pageOfSeries(SERIES, { ...(latest && { latest }), past, upcoming });
  const path = new URL(page.url).pathname;
  const others = `<a href="${path}/metadata">Metadata</a> <a href="${path}/data-quality-statement">Data quality statement April 2019</a>
    <a href="${path}/april-2019/april-2019-spotlight-report">April 2019 spotlight report</a>`;
  return { ...page, html: page.html.replace('</article>', `${others}</article>`) };
}

/** A month's page, its files as [path below the file host, text]. */
function monthPage(slug: string, files: readonly ReleasedFile[], below: readonly Release[] = []): Page {
  return releasePage(`${SERIES}/${slug}`, files, below);
}

function follows(reading: PageReading): readonly string[] {
  return reading.follow.map((url) => url.slice(homepage.length + 1));
}

/** Slot and file name of what stands first for each slot. */
function taken(reading: PageReading): Readonly<Record<string, string>> {
  const slots = [...new Set(reading.candidates.map(({ slot }) => slot))];
  return Object.fromEntries(
    slots.map((slot) => {
      const [best] = discovery.rank(reading.candidates.filter((one) => one.slot === slot));
      return [slot, decodeURI(best?.url.split('/').at(-1) ?? '')];
    }),
  );
}

const PLAIN = ['all', 'quin-age', 'map'].map(
  (kind) => [`AA/000000/gp-reg-pat-prac-${kind}.csv`, kind] as const,
);
const DECOYS = [
  ['AB/000001/gp-reg-pat-prac-sing-age-female.csv', 'Single year of age (GP practice-females)'],
  ['AB/000002/gp-reg-pat-prac-sing-age-male.zip', 'Single year of age (GP practice-males)'],
  ['AB/000003/gp-reg-pat-prac-sing-age-regions.csv', 'Single year of age (Regions-ICBs-SICBLs-PCNs)'],
  ['AB/000004/gp-reg-pat-prac-lsoa-male-female-July-21.zip.zip', 'LSOA'],
  ['AB/000005/gp-reg-pat-prac-lsoa-all-females-males-oct-22..zip', 'LSOA'],
  ['AB/000006/gp-reg-pat-prac-pds.zip', 'Totals from PDS'],
  ['AB/000007/list_size_census_comparison.csv', 'List size and census'],
  ['AB/000008/gp-reg-pat-prac-all-ccg.csv', 'Totals of CCGs'],
  ['AB/000009/Pre-Release%20Access%20List.pdf', 'Pre-release access list'],
] as const;

describe('finding a year of practice lists', () => {
  it('one series page leads to the twelve months of the year, and to no other month, chapter or upcoming release', () => {
    const slugs = (fy: string): readonly string[] =>
      monthsOf(fy).map((month) => monthInWords(month).toLowerCase().replace(' ', '-'));
    const past = ['2018-19', '2019-20', '2020-21']
      .flatMap(slugs)
      .map((slug): Release => [slug, `Patients Registered at a GP Practice, ${slug.replace('-', ' ')}`]);
    const found = follows(discovery.readPage(seriesPage(past), '2019-20'));
    const wanted = slugs('2019-20');
    assert.deepEqual(found.toSorted(), wanted.toSorted());
    const upcoming = past.filter(([slug]) => wanted.includes(slug));
    const others = past.filter(([slug]) => !wanted.includes(slug));
    assert.deepEqual(follows(discovery.readPage(seriesPage(others, upcoming), '2019-20')), []);
  });

  it('a month is read anywhere in an odd address, the first one named; else in the title', () => {
    const special =
      'patients-registered-at-a-gp-practice-october-2017-special-topic-practice-list-size-comparison-october-2013-to-october-2017';
    const april =
      'patients-registered-at-a-gp-practice-april-2018-special-topic---registered-patients-compared-to-the-projected-resident-population-in-england';
    const releases: readonly Release[] = [
      [april, 'Patients Registered at a GP Practice - April 2018: Special Topic'],
      [
        special,
        'Patients Registered at a GP Practice, October 2017; Special Topic - October 2013 to October 2017',
      ],
      ['list-sizes-2', 'Patients Registered at a GP Practice, 1 May 2017'],
    ];
    const reading = discovery.readPage(seriesPage(releases), '2017-18');
    assert.deepEqual(follows(reading), [special, 'list-sizes-2']);
    assert.deepEqual(follows(discovery.readPage(seriesPage(releases), '2018-19')), [april]);
    assert.deepEqual(Object.keys(taken(discovery.readPage(monthPage(special, PLAIN), '2017-18'))), [
      '2017-10 all',
      '2017-10 quin-age',
      '2017-10 map',
    ]);
  });

  it('a month whose page lacks a file has it on a page below; one with all three needs no other page', () => {
    const below = [['map', 'Mapping']] as const;
    const reading = discovery.readPage(monthPage('april-2019', PLAIN.slice(0, 2), below), '2019-20');
    assert.deepEqual(follows(reading), ['april-2019/map']);
    const sub = discovery.readPage(monthPage('april-2019/map', PLAIN.slice(2)), '2019-20');
    assert.deepEqual(Object.keys(taken(sub)), ['2019-04 map']);
    assert.deepEqual(discovery.readPage(monthPage('april-2019', PLAIN, below), '2019-20').follow, []);
  });

  it('an address with an encoded hyphen, or one that cannot be decoded, is read as well as it can be', () => {
    for (const slug of ['april%2D2019', 'april-2019%E0%A4%A']) {
      const [first] = Object.keys(taken(discovery.readPage(monthPage(slug, PLAIN), '2019-20')));
      assert.equal(first, '2019-04 all', slug);
    }
  });

  it('where the series page says nothing, each month is tried at its usual address', () => {
    const pages = discovery.furtherPages?.('2017-18') ?? [];
    assert.equal(pages.length, 12);
    assert.equal(pages[0], `${homepage}/april-2017`);
    assert.match(pages[6] ?? '', /october-2017-special-topic/);
  });

  it('a month has three files; everything else on its page is left, with a reason', () => {
    const reading = discovery.readPage(monthPage('july-2021', [...PLAIN, ...DECOYS]), '2021-22');
    assert.deepEqual(taken(reading), {
      '2021-07 all': 'gp-reg-pat-prac-all.csv',
      '2021-07 quin-age': 'gp-reg-pat-prac-quin-age.csv',
      '2021-07 map': 'gp-reg-pat-prac-map.csv',
    });
    assert.ok(reading.candidates.every(({ slot }) => slot.startsWith('2021-07 ')));
    assert.deepEqual(
      reading.rejected.map(({ url }) => url.split('/').at(-1)),
      DECOYS.map(([path]) => path.split('/').at(-1)),
    );
    assert.ok(reading.rejected.every(({ reason }) => reason.length > 8));
  });

  it('a reissue takes the place of the first issue, whatever its name does to say so', () => {
    for (const reissue of ['-v2.csv', '_v2.csv', '_V2.zip', '%20v2.csv', '-v2.zip.zip', '-v2..zip']) {
      const files = PLAIN.flatMap(([path, text]) => [
        [path, text] as const,
        [path.replace('.csv', reissue), text] as const,
      ]);
      const found = Object.values(taken(discovery.readPage(monthPage('september-2021', files), '2021-22')));
      assert.deepEqual(
        found,
        ['all', 'quin-age', 'map'].map((kind) => decodeURI(`gp-reg-pat-prac-${kind}${reissue}`)),
      );
    }
  });

  it('csv or zip, capitals, doubled endings and a month in the name make no difference; another month does', () => {
    const names = [
      ['gp-reg-pat-prac-all.zip', 1],
      ['GP-Reg-Pat-Prac-All.CSV', 1],
      ['gp-reg-pat-prac-all.csv.zip', 1],
      ['gp-reg-pat-prac-all-july-21.csv', 1],
      ['gp-reg-pat-prac-all-Jul-2021.csv', 1],
      ['gp-reg-pat-prac-all-june-21.csv', 0],
      ['gp-reg-pat-prac-all-sicbl.csv', 0],
      ['gp-reg-patients-prac-all.csv', 0],
    ] as const;
    for (const [name, count] of names) {
      const reading = discovery.readPage(
        monthPage('july-2021', [[`AA/000000/${name}`, 'Totals']]),
        '2021-22',
      );
      assert.equal(reading.candidates.length, count, name);
    }
  });

  it("files of a page outside the year, or of no month, are nobody's", () => {
    for (const slug of ['july-2021', 'metadata'])
      assert.deepEqual(discovery.readPage(monthPage(slug, PLAIN), '2019-20').candidates, []);
  });

  it('a month has three slots of one period, and its files lie under the year and month of the snapshot', () => {
    const expected = gpRegisteredPatients.expectedFiles('2019-20');
    assert.equal(expected.length, 36);
    assert.deepEqual(
      expected.slice(0, 3).map(({ slot, period }) => [slot, period]),
      [
        ['2019-04 all', '2019-04'],
        ['2019-04 quin-age', '2019-04'],
        ['2019-04 map', '2019-04'],
      ],
    );
    assert.equal(expected.at(-1)?.slot, '2020-03 map');
    assert.equal(gpRegisteredPatients.rawFolder?.('2019-04'), 'snapshot_year=2019/snapshot_month=04');
  });
});
