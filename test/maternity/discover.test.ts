import assert from 'node:assert/strict';
import type { PageReading } from '../../datasets/contract/discovery.ts';
import { maternity } from '../../datasets/maternity/dataset.ts';
import {
  digitalAddress,
  releasedFile,
  releasePage,
  seriesPage,
  type ReleasedFile,
} from '../links/digital-page.ts';

const SERIES = 'nhs-maternity-statistics';

function read(fy: string, files: readonly ReleasedFile[], slug = fy): PageReading {
  return maternity.discovery.readPage(releasePage(`${SERIES}/${slug}`, files), fy);
}

/** Candidates of a slot, best first. */
function ranked(reading: PageReading, slot: string): readonly string[] {
  return maternity.discovery
    .rank(reading.candidates.filter((candidate) => candidate.slot === slot))
    .map(({ url }) => url);
}

/** Sections 3 and 4 of the dossier; names of the years not seen follow the same rule. */
const PUBLISHED: readonly (readonly [slot: string, path: string])[] = [
  ['2017-18 HES', '11/ABCDEF/hosp-epis-stat-mat-hespla-2017-18.xlsx'],
  ['2018-19 HES', '11/ABCDEF/hosp-epis-stat-mat-hespla-2018-19.xlsx'],
  ['2019-20 HES', '11/ABCDEF/hosp-epis-stat-mat-hespla-2019-20.xlsx'],
  ['2020-21 HES', '32/C86925/hosp-epis-stat-mat-hespla-2020-21.xlsx'],
  ['2021-22 HES', '11/ABCDEF/hosp-epis-stat-mat-pla-2021-22.xlsx'],
  ['2022-23 HES', '11/ABCDEF/hosp-epis-stat-mat-pla-2022-23.xlsx'],
  ['2023-24 HES', '3F/228AD4/hosp-epis-stat-mat-pla-2023-24.xlsx'],
  ['2024-25 HES', '90/9B8B43/hosp-epis-stat-mat-pla-2425_v2.xlsx'],
  ['2018-19 MSDS', '11/ABCDEF/hosp-epis-stat-mat-msdscsv-2018-19.csv'],
  ['2019-20 MSDS', '11/ABCDEF/hosp-epis-stat-mat-msdscsv-2019-20.csv'],
  ['2022-23 MSDS', '11/ABCDEF/HOSP-EPIS-STAT-MAT-MSDSCSV-2022-23.CSV'],
  ['2024-25 MSDS', '11/ABCDEF/hosp-epis-stat-mat-msdscsv-2425.csv'],
];

const DECOYS: readonly (readonly [text: string, path: string, reason: RegExp])[] = [
  ['Summary Report', '23/25897C/hosp-epis-stat-mat-repo-2019-20.pdf', /\.pdf/],
  [
    'HES NHS Maternity Statistics Summary Tables',
    'BC/E7EE22/hosp-epis-stat-mat-summary-tables-2019-20.xlsx',
    /national/,
  ],
  ['Hospital Maternity Activity: tables', '2B/E43F7A/hosp-epis-stat-mat-tab-2019-20.xlsx', /national/],
  ['HES metadata', 'D9/795D2C/hosp-epis-stat-mat-hesmeta-2019-20.xlsx', /metadata/],
  ['MSDS metadata', 'D9/795D2C/hosp-epis-stat-mat-msdsmeta-2019-20.xlsx', /metadata/],
  ['Data quality', 'A1/158041/hosp-epis-stat-mat-dq-2019-20.xlsx', /data quality/],
  [
    'MSDS breastfeeding CSV',
    '01/ABCDEF/hosp-epis-stat-mat-msdscsv-breastfeeding-2019-20.csv',
    /breastfeeding/,
  ],
  ['MSDS experimental data', '01/ABCDEF/msds-mar2020-exp-data.csv', /Monthly/],
  ['Pre-release access list', '01/ABCDEF/access%202019-20.xlsx', /pre-release/],
  [
    'HES Provider Level Analysis',
    '01/ABCDEF/hosp-epis-stat-mat-hespla-2018-19.xlsx',
    /2018-19, another year/,
  ],
  ['HES Provider Level Analysis', '01/ABCDEF/hosp-epis-stat-mat-pla-2425_v2.xlsx', /2024-25, another year/],
  ['NHS Maternity Statistics 2019-20: infographic data', '01/ABCDEF/infographic.xlsx', /neither/],
];

describe('the pages of NHS Maternity Statistics', () => {
  it('lead from the series to the release of the year, whatever its address looks like', () => {
    const page = seriesPage(SERIES, {
      latest: ['2020-21', 'NHS Maternity Statistics, England 2020-21'],
      past: [
        ['2019-20', 'NHS Maternity Statistics, England 2019-20'],
        ['2018-19', 'NHS Maternity Statistics, England 2018-19 [PAS]'],
        ['nhs-maternity-statistics-2017-18', 'NHS Maternity Statistics, 2017-18'],
        ['hospital-maternity-activity-2016-17', 'Hospital Maternity Activity, 2016-17'],
      ],
      upcoming: [['2021-22', 'NHS Maternity Statistics, England 2021-22']],
    });
    const follow = (fy: string): readonly string[] => maternity.discovery.readPage(page, fy).follow;
    assert.deepEqual(follow('2019-20'), [digitalAddress(`${SERIES}/2019-20`)]);
    assert.deepEqual(follow('2017-18'), [digitalAddress(`${SERIES}/nhs-maternity-statistics-2017-18`)]);
    assert.deepEqual(follow('2021-22'), []);
  });

  it('give both collections of a year, each its own slot of the same period', () => {
    const { candidates } = read('2020-21', [
      ['32/C86925/hosp-epis-stat-mat-hespla-2020-21.xlsx', 'HES Provider Level Analysis'],
      ['CE/5390C4/hosp-epis-stat-mat-msdscsv-2020-21.csv', 'MSDS Data CSV'],
    ]);
    assert.deepEqual(
      // The period of a slot is that of its expected file.
      candidates.map(({ slot }) => [
        slot,
        maternity.expectedFiles('2020-21').find((file) => file.slot === slot)?.period,
      ]),
      [
        ['2020-21 HES', '2020-21'],
        ['2020-21 MSDS', '2020-21'],
      ],
    );
  });

  for (const [slot, path] of PUBLISHED) {
    it(`give ${slot}: ${path}`, () => {
      const { candidates } = read(slot.slice(0, 7), [[path, 'NHS Maternity Statistics']]);
      assert.deepEqual(
        candidates.map(({ slot: found, url }) => [found, url]),
        [[slot, releasedFile(path)]],
      );
    });
  }

  for (const [text, path, reason] of DECOYS) {
    it(`do not take ${path}, and say why`, () => {
      const { candidates, rejected } = read('2019-20', [[path, `${text}`]]);
      assert.deepEqual(candidates, []);
      assert.match(rejected[0]?.reason ?? '', reason);
    });
  }

  it('give a file with an odd name by the text of its card, and one without a year by its page', () => {
    const odd = '01/ABCDEF/NHS%20Maternity%20HES%20tables.xlsx';
    const reading = read('2018-19', [
      [odd, 'NHS Maternity Statistics, 2018-19: HES Provider Level Analysis'],
      ['02/ABCDEF/msdscsv.csv', 'Maternity Services Data Set'],
    ]);
    assert.deepEqual(ranked(reading, '2018-19 HES'), [releasedFile(odd)]);
    assert.deepEqual(ranked(reading, '2018-19 MSDS'), [releasedFile('02/ABCDEF/msdscsv.csv')]);
  });

  it('take a file whose name says what it is, whatever else its card mentions', () => {
    const own = '01/ABCDEF/hosp-epis-stat-mat-msdscsv-2022-23.csv';
    const { candidates } = read('2022-23', [[own, 'MSDS data (breastfeeding is in a file of its own)']]);
    assert.deepEqual(
      candidates.map(({ slot }) => slot),
      ['2022-23 MSDS'],
    );
  });

  it('give a second version before the first, and keep the first as fallback', () => {
    const files: readonly ReleasedFile[] = [
      ['02/ABCDEF/hosp-epis-stat-mat-pla-2022-23_v2.xlsx', 'Provider level analysis'],
      ['01/ABCDEF/hosp-epis-stat-mat-pla-2022-23.xlsx', 'Provider level analysis'],
      ['03/ABCDEF/hosp-epis-stat-mat-pla-2022-23%20v3.xlsx', 'Provider level analysis'],
    ];
    for (const order of [files, [...files].reverse()]) {
      assert.deepEqual(
        ranked(read('2022-23', order), '2022-23 HES'),
        ['03/ABCDEF/hosp-epis-stat-mat-pla-2022-23%20v3.xlsx', files[0]?.[0], files[1]?.[0]].map((path) =>
          releasedFile(path ?? ''),
        ),
      );
    }
    const twice = read('2022-23', [
      ['01/ABCDEF/hosp-epis-stat-mat-msdscsv-2022-23.csv', 'MSDS data'],
      ['02/ABCDEF/hosp-epis-stat-mat-msdscsv-2022-23.csv', 'MSDS data'],
    ]);
    assert.equal(
      ranked(twice, '2022-23 MSDS')[0],
      releasedFile('02/ABCDEF/hosp-epis-stat-mat-msdscsv-2022-23.csv'),
    );
  });

  it("give the comparison workbook of 2017-18 to both collections, after a collection's own file", () => {
    const comparison = '01/ABCDEF/hosp-epis-stat-mat-dqanlys-2017-18.xlsx';
    const own = '02/ABCDEF/hosp-epis-stat-mat-hespla-2017-18.xlsx';
    const text = 'NHS Maternity Statistics, 2017-18: Interactive HES and MSDS Comparison';
    const both = read('2017-18', [
      [comparison, text],
      [own, 'HES Provider Level Analysis'],
    ]);
    assert.deepEqual(ranked(both, '2017-18 HES'), [releasedFile(own), releasedFile(comparison)]);
    assert.deepEqual(ranked(both, '2017-18 MSDS'), [releasedFile(comparison)]);
    const alone = read('2017-18', [[comparison, text]]);
    assert.deepEqual(ranked(alone, '2017-18 HES'), [releasedFile(comparison)]);
  });
});
