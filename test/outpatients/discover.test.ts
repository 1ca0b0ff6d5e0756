import assert from 'node:assert/strict';
import type { PageReading } from '../../datasets/contract/discovery.ts';
import { outpatients } from '../../datasets/outpatients/dataset.ts';
import {
  digitalAddress,
  releasedFile,
  releasePage,
  seriesPage,
  type ReleasedFile,
} from '../links/digital-page.ts';

const SERIES = 'hospital-outpatient-activity';
const { discovery } = outpatients;

/** Names of the provider files (dossier outpatients, section 1). */
const NAMES: Readonly<Record<string, string>> = {
  '2017-18': 'hosp-epis-stat-outp-pla-2017-18-tab.xlsx',
  '2018-19': 'hosp-epis-stat-outp-pla-2018-19-tab%20v2.xlsx',
  '2019-20': 'hosp-epis-stat-outp-pla-2019-20-tab.xlsx',
  '2020-21': 'hosp-epis-stat-outp-pla-2020-21-tab.xlsx',
  '2021-22': 'hosp-epis-stat-outp-pla-2021-22-tab.xlsx',
  '2022-23': 'hosp-epis-stat-outp-pla-2022-23-data.csv',
  '2023-24': 'hosp-epis-stat-outp-pla-2023-24-data.csv',
  '2024-25': 'hosp-epis-stat-outp-pla-2024-25-tab.csv',
};

/** The other files of a release, by name. */
const DECOYS: readonly (readonly [name: string, text: string])[] = [
  ['rep-tabs-FY-tab.xlsx', 'Summary report tables'],
  ['all-atte-FY-tab.xlsx', 'All attendances'],
  ['all-firs-atte-FY-data.csv', 'All first attendances'],
  ['diag-FY-tab.xlsx', 'Primary diagnosis'],
  ['proc-FY-tab.xlsx', 'Main procedures and interventions'],
  ['main-spec-FY-tab.xlsx', 'Main specialty'],
  ['trea-spec-FY-tab.xlsx', 'Treatment specialty'],
  ['ethn-cat-FY-tab.xlsx', 'Ethnic category'],
  ['eth-imd-dec-FY-tab.xlsx', 'Ethnicity and deprivation'],
  ['meta-FY.csv', 'Provider level metadata'],
  ['data-qual-FY.pdf', 'Data quality statement'],
];

function cards(fy: string, ...ours: readonly ReleasedFile[]): PageReading {
  const decoys = DECOYS.map(([name, text], at): ReleasedFile => [
    `AA/00000${at}/hosp-epis-stat-outp-${name.replace('FY', fy)}`,
    `Hospital Outpatient Activity, ${fy}: ${text}`,
  ]);
  const page = releasePage(`${SERIES}/${fy}`, [...decoys.slice(0, 5), ...ours, ...decoys.slice(5)]);
  return discovery.readPage(page, fy);
}

function first(reading: PageReading): string | undefined {
  return discovery.rank(reading.candidates)[0]?.url;
}

describe('finding the outpatient files', () => {
  it('begins at the series, and goes on to the release of the year', () => {
    assert.deepEqual(discovery.startPages('2019-20'), [digitalAddress(SERIES)]);
    const series = seriesPage(SERIES, {
      latest: ['2020-21', 'Hospital Outpatient Activity, 2020-21'],
      past: [
        ['2019-20', 'Hospital Outpatient Activity 2019-20'],
        ['hospital-outpatient-activity-2010-11', 'Hospital Outpatient Activity - 2010-11'],
      ],
      upcoming: [['2021-22', 'Hospital Outpatient Activity, 2021-22']],
    });
    const follow = (fy: string): readonly string[] => discovery.readPage(series, fy).follow;
    assert.deepEqual(follow('2019-20'), [digitalAddress(`${SERIES}/2019-20`)]);
    assert.deepEqual(follow('2020-21'), [digitalAddress(`${SERIES}/2020-21`)]);
    assert.deepEqual(follow('2021-22'), [], 'announced is not published');
  });

  for (const [fy, name] of Object.entries(NAMES)) {
    it(`takes ${name} alone among the twelve files of ${fy}`, () => {
      const reading = cards(fy, [
        `4C/B16A06/${name}`,
        `Hospital Outpatient Activity, ${fy}: Provider Level Analysis`,
      ]);
      assert.deepEqual(
        reading.candidates.map(({ slot, period, url }) => [slot, period, url]),
        [[fy, fy, releasedFile(`4C/B16A06/${name}`)]],
      );
      assert.deepEqual(reading.follow, []);
      const reasons = reading.rejected.map(({ reason }) => reason);
      assert.equal(reasons.length, DECOYS.length);
      assert.ok(reasons.every((reason) => reason.length > 10));
    });
  }

  it('puts a second version before the first, wherever it stands and however it is marked', () => {
    const v1: ReleasedFile = [
      'AB/111111/hosp-epis-stat-outp-pla-2018-19-tab.xlsx',
      'Provider Level Analysis',
    ];
    const marked: readonly ReleasedFile[] = [
      ['CD/222222/hosp-epis-stat-outp-pla-2018-19-tab v2.xlsx', 'Provider Level Analysis'],
      ['CD/222222/hosp-epis-stat-outp-pla-2018-19-tab_V2.xlsx', 'Provider Level Analysis'],
      ['CD/222222/hosp-epis-stat-outp-pla-2018-19-tab-revised.xlsx', 'Provider Level Analysis (revised)'],
      ['CD/222222/hosp-epis-stat-outp-pla-2018-19-tab.xlsx', 'Provider Level Analysis (version 2)'],
    ];
    for (const v2 of marked) {
      for (const order of [
        [v1, v2],
        [v2, v1],
      ]) {
        const reading = cards('2018-19', ...order);
        assert.equal(reading.candidates.length, 2, 'the first stays as fallback');
        assert.equal(first(reading), releasedFile(v2[0]).replaceAll(' ', '%20'));
      }
    }
  });

  it('takes a file of an unknown name by its text, after one of the known name', () => {
    const odd: ReleasedFile = ['EF/333333/OP2122%20providers.XLSX', 'Provider level analysis'];
    assert.equal(first(cards('2021-22', odd)), releasedFile(odd[0]));
    const known: ReleasedFile = ['EF/444444/HOSP-EPIS-STAT-OUTP-PLA-2021-22.CSV', 'Data'];
    assert.equal(first(cards('2021-22', odd, known)), releasedFile(known[0]));
  });

  it('takes no file of another year, of another host, or of another publication', () => {
    const reading = cards(
      '2019-20',
      ['4C/B16A06/hosp-epis-stat-outp-pla-2018-19-tab.xlsx', 'Provider Level Analysis'],
      ['https://evil.example/hosp-epis-stat-outp-pla-2019-20-tab.xlsx', 'Provider Level Analysis'],
      ['4C/B16A06/hosp-epis-stat-admi-pla-2019-20-tab.xlsx', 'Provider Level Analysis'],
      ['4C/B16A06/hosp-epis-stat-outp-pla-2019-20.pdf', 'Provider Level Analysis'],
    );
    assert.deepEqual(reading.candidates, []);
    const reasons = reading.rejected.map(({ reason }) => reason);
    assert.ok(reasons.includes('2018-19, another year'));
    assert.ok(reasons.includes('admitted patient care, another publication'));
  });
});
