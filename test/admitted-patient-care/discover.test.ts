import assert from 'node:assert/strict';
import { admittedPatientCare as apc } from '../../datasets/admitted-patient-care/dataset.ts';
import type { PageReading } from '../../datasets/contract/discovery.ts';
import {
  digitalAddress,
  releasedFile,
  releasePage,
  seriesPage,
  type ReleasedFile,
} from '../links/digital-page.ts';

const SERIES = 'hospital-admitted-patient-care-activity';

function read(fy: string, ...files: readonly ReleasedFile[]): PageReading {
  return apc.discovery.readPage(releasePage(`${SERIES}/${fy}`, files), fy);
}

function ranked(reading: PageReading): readonly string[] {
  return apc.discovery.rank(reading.candidates).map(({ url }) => url);
}

function text(fy: string, what: string): string {
  return `Hospital Admitted Patient Care Activity, ${fy}: ${what}`;
}

/** Section 1 of the dossier: file names of each year, in their folders where these are known. */
const PUBLISHED: readonly (readonly [fy: string, providers: string, providerLevel: string])[] = [
  ['2017-18', 'AA/000001 prov-2017-18-tab.xlsx', 'FD/697B3D prov-leve-2017-18-tab.xlsx'],
  ['2018-19', 'AA/000002 prov-2018-19-tab.xlsx', 'AE/2CF944 prov-leve-2018-19-tab.xlsx'],
  ['2019-20', 'AA/000003 prov-2019-20-tab.xlsx', '01/B9F273 prov-leve-2019-20-tab%20v2.xlsx'],
  ['2020-21', 'AA/000004 hosp-prov-2020-21-tab.xlsx', '72/1ED61C prov-leve-2020-21-tab.xlsx'],
  ['2021-22', 'AA/000005 hosp-prov-2021-22-tab.xlsx', '7F/8E93CF pla-2021-22.xlsx'],
  ['2022-23', 'AA/000006 hosp-prov-2022-23-tab_V2.xlsx', 'D6/4B3B73 pla-2022-23-data.csv'],
  ['2023-24', 'AA/000007 hosp-provider-2023-24-tab.csv', 'AA/000008 pla-2023-24.csv'],
  ['2024-25', 'DF/EE7338 hosp-prov-2024-25-tab.xlsx', '3C/145B13 pla-2024-25.csv'],
];

const DECOYS: readonly (readonly [path: string, what: string, reason: RegExp])[] = [
  ['37/8D9781/hosp-epis-stat-admi-diag-2019-20-tab%20supp.xlsx', 'Diagnosis', /diagnosis/],
  ['E2/2DF112/hosp-epis-stat-admi-proc-2019-20-tab.xlsx', 'Procedures and interventions', /procedure/],
  ['6C/2B7B0B/hosp-epis-stat-admi-ext-caus-2019-20-tab.xlsx', 'External causes', /external cause/],
  ['70/407B78/hosp-epis-stat-admi-main-spec-2019-20-tab.xlsx', 'Main specialty', /specialty/],
  ['B3/7F2634/hosp-epis-stat-admi-trea-spec-2019-20-tab.xlsx', 'Treatment specialty', /specialty/],
  ['B4/E9271A/hosp-epis-stat-admi-ccg-resp-2019-20-tab.xlsx', 'CCG of responsibility', /commissioner/],
  ['B0/CC3BB5/hosp-epis-stat-admi-icb-resp-2024-25-tab.xlsx', 'ICB of responsibility', /commissioner/],
  ['05/A594E3/hosp-epis-stat-admi-rep-tabs-2018-19-tab.xlsx', 'Summary report tables', /national/],
  ['EA/F24476/hosp-epis-stat-admi-summary-tabs-2024-25.xlsx', 'Summary tables', /national/],
  ['7D/28A87A/hosp-epis-stat-admi-time-seri-2019-20-tab.xlsx', 'Time series', /time series/],
  ['DB/69C0C6/hosp-epis-stat-admi-data-qual-2019-20.pdf', 'Data quality note', /\.pdf/],
  ['9F/9A6D89/hosp-epis-stat-admi-meta-2019-20.csv', 'Metadata', /explains/],
  [
    'ED/C3B373/hosp-epis-stat-admi-acc-2019-20-tab.xlsx',
    'Adult critical care, provider level',
    /critical care/,
  ],
  ['ED/C3B374/acc-2019-20.xlsx', 'Adult Critical Care data, Hospital providers', /critical care/],
  ['ED/C3B375/hosp-epis-stat-outp-pla-2019-20-tab.xlsx', 'Provider level analysis', /providers/],
];

describe('a release of admitted patient care', () => {
  for (const [fy, ...names] of PUBLISHED) {
    it(`of ${fy} gives the file of hospital providers, then the provider level analysis`, () => {
      const [providers = '', providerLevel = ''] = names.map((name) =>
        name.replace(' ', '/hosp-epis-stat-admi-'),
      );
      const files: readonly ReleasedFile[] = [
        [providerLevel, text(fy, 'Provider-level analysis')],
        [providers, text(fy, 'Hospital providers')],
      ];
      for (const order of [files, [...files].reverse()]) {
        assert.deepEqual(ranked(read(fy, ...order)), [providers, providerLevel].map(releasedFile));
      }
    });
  }

  it('gives nothing but these, and says what the others are', () => {
    for (const [path, what, reason] of DECOYS) {
      const { candidates, rejected } = read('2019-20', [path, text('2019-20', what)]);
      assert.deepEqual(candidates, [], path);
      assert.match(rejected[0]?.reason ?? '', reason);
    }
  });

  it('does not give a file whose name and text say another year', () => {
    const { candidates, rejected } = read('2019-20', [
      'AE/2CF944/hosp-epis-stat-admi-prov-leve-2018-19-tab.xlsx',
      text('2018-19', 'Provider-level analysis'),
    ]);
    assert.deepEqual(candidates, []);
    assert.match(rejected[0]?.reason ?? '', /2018-19, another year/);
  });

  it('puts a file whose text and name disagree about the year behind those that agree', () => {
    const odd = 'AA/000009/hosp-epis-stat-admi-prov-2018-19-tab.xlsx';
    const sound = '01/B9F273/hosp-epis-stat-admi-prov-leve-2019-20-tab.xlsx';
    const reading = read(
      '2019-20',
      [odd, text('2019-20', 'Hospital providers')],
      [sound, text('2019-20', 'Provider-level analysis')],
    );
    assert.deepEqual(ranked(reading), [sound, odd].map(releasedFile));
  });

  it('goes by the text where the name is new, also in a release of admitted and critical care, after a known name', () => {
    const title = 'Hospital Admitted Patient Care and Adult Critical Care Activity, 2018–19';
    const odd: ReleasedFile = ['AA/000009/providers-1819.xlsx', `${title}: Hospital providers`];
    const level: ReleasedFile = ['AA/000010/level-1819.xlsx', `${title}: Provider–level analysis`];
    const known: ReleasedFile = ['AA/000011/hosp-epis-stat-admi-prov-2018-19-tab.xlsx', 'Download'];
    for (const order of [
      [odd, known, level],
      [level, known, odd],
    ]) {
      assert.deepEqual(
        ranked(read('2018-19', ...order)),
        [known, odd, level].map(([path]) => releasedFile(path)),
      );
    }
  });

  it('puts a second version first, by name or by text, wherever it stands', () => {
    const first = '77/50FB56/hosp-epis-stat-admi-prov-leve-2019-20-tab.xlsx';
    const marks = ['-tab%20v2', '-tab_V2', '-tab-v2', '-tab%20supp'].map(
      (mark) => `01/B9F273/hosp-epis-stat-admi-prov-leve-2019-20${mark}.xlsx`,
    );
    for (const second of marks) {
      const files: readonly ReleasedFile[] = [
        [second, text('2019-20', 'Provider-level analysis')],
        [first, text('2019-20', 'Provider-level analysis')],
      ];
      for (const order of [files, [...files].reverse()]) {
        assert.deepEqual(ranked(read('2019-20', ...order)), [second, first].map(releasedFile));
      }
    }
    const same = first.replace('77/50FB56', '01/B9F274');
    const byText = read(
      '2019-20',
      [same, text('2019-20', 'Provider-level analysis (revised)')],
      [first, text('2019-20', 'Provider-level analysis')],
    );
    assert.deepEqual(ranked(byText), [same, first].map(releasedFile));
  });

  it('puts the later of two uploads of one name first: the one further down the page', () => {
    const uploads = ['AA/000001', 'BB/000002'].map(
      (folder) => `${folder}/hosp-epis-stat-admi-prov-2017-18-tab.xlsx`,
    );
    const reading = read(
      '2017-18',
      ...uploads.map((path): ReleasedFile => [path, text('2017-18', 'Hospital providers')]),
    );
    assert.deepEqual(ranked(reading), uploads.toReversed().map(releasedFile));
  });

  it('gives a file under a new name by the text of its card', () => {
    const reading = read(
      '2023-24',
      ['AA/000010/apc-2023-24-providers.xlsx', text('2023-24', 'Hospital&nbsp;providers')],
      ['AA/000011/apc-level.csv', text('2023-24', 'Provider level analysis data')],
    );
    assert.deepEqual(
      ranked(reading),
      ['AA/000010/apc-2023-24-providers.xlsx', 'AA/000011/apc-level.csv'].map(releasedFile),
    );
  });
});

describe('the series of admitted patient care', () => {
  it('leads to the release of the year, past or latest, never to an announced one', () => {
    const page = seriesPage(SERIES, {
      latest: ['2024-25', text('2024-25', '')],
      past: [['2019-20', 'Hospital Admitted Patient Care Activity 2019-20']],
      upcoming: [['2025-26', text('2025-26', '')]],
    });
    const follow = (fy: string): readonly string[] => apc.discovery.readPage(page, fy).follow;
    assert.deepEqual(apc.discovery.startPages('2019-20'), [digitalAddress(SERIES)]);
    assert.deepEqual(follow('2019-20'), [digitalAddress(`${SERIES}/2019-20`)]);
    assert.deepEqual(follow('2024-25'), [digitalAddress(`${SERIES}/2024-25`)]);
    assert.deepEqual(follow('2025-26'), []);
  });
});
