import assert from 'node:assert/strict';
import type { PageReading } from '../../datasets/contract/discovery.ts';
import { aeAnnual } from '../../datasets/ae-annual/dataset.ts';
import { digits } from '../fixtures/provider-level.ts';
import {
  digitalAddress,
  releasedFile,
  releasePage,
  seriesPage,
  type ReleasedFile,
} from '../links/digital-page.ts';

const SERIES = 'hospital-accident--emergency-activity';
const { discovery } = aeAnnual;

/** Sister files, by name (dossier ae-annual, section 1); `YY` is `2324`. */
const DECOYS: readonly ReleasedFile[] = [
  ['DB/1CED9F/AEYY_ECDS_Summary_Report_Tables.xlsx', 'Summary Report Tables'],
  ['A6/B71C59/AEYY_ECDS_MSitAE_Tables.xlsx', 'MSitAE Tables: provider level, Table 6'],
  ['C4/82ACBB/AEYY_ECDS_National_Data_Tables.xlsx', 'National Data Tables'],
  ['77/2ED6D3/AE_YY_ECDS_open_data_csv.csv', 'Open Data CSV'],
  ['96/785BF6/AEYY_CQI_Open_Data_AR.csv', 'Clinical Quality Indicators'],
  ['07/CD51BD/AE_YY%20acci-emer-workforce-data.xlsx', 'Workforce data'],
  ['D2/087EB2/AE_YY_Metadata.xlsx', 'Provider level metadata'],
  ['84/59071A/AEYY_Data_Quality.pdf', 'Data Quality Statement'],
];

function read(fy: string, ...ours: readonly ReleasedFile[]): PageReading {
  const decoys = DECOYS.map(([path, text]): ReleasedFile => [path.replace('YY', digits(fy)), text]);
  const page = releasePage(`${SERIES}/${fy}`, [...decoys.slice(0, 4), ...ours, ...decoys.slice(4)]);
  return discovery.readPage(page, fy);
}

function best(reading: PageReading): readonly string[] {
  return discovery.rank(reading.candidates).map(({ url }) => url);
}

describe('finding the annual A&E files', () => {
  it('begins at the series with its double hyphen, and goes on to the release of the year', () => {
    assert.deepEqual(discovery.startPages('2019-20'), [digitalAddress(SERIES)]);
    const series = seriesPage(SERIES, {
      latest: ['2020-21', 'Hospital Accident & Emergency Activity, 2020-21'],
      past: [['2019-20', 'Hospital Accident & Emergency Activity 2019-20']],
      upcoming: [['2021-22', 'Hospital Accident & Emergency Activity, 2021-22']],
    });
    const encoded = { ...series, html: series.html.replaceAll('accident--', 'accident%2D%2D') };
    for (const page of [series, encoded]) {
      const addresses = discovery.readPage(page, '2019-20').follow.map((url) => decodeURIComponent(url));
      assert.deepEqual(addresses, [digitalAddress(`${SERIES}/2019-20`)]);
      assert.deepEqual(discovery.readPage(page, '2021-22').follow, []);
    }
  });

  const names: readonly (readonly [fy: string, path: string])[] = [
    ['2017-18', 'AA/000001/AE1718_Provider_Level_Analysis.xlsx'],
    ['2018-19', 'AA/000001/AE_1819_provider%20level.xlsx'],
    ['2019-20', 'E7/8D1DBC/AE1920_Provider_Level_Analysis.xlsx'],
    ['2020-21', '6D/02B693/AE2021_Provider_Level_Analysis.xlsx'],
    ['2021-22', 'AA/000001/acci-emer-atte-end-2021-2022-pla.xls'],
    ['2022-23', 'AA/000001/AE2223_ECDS_PLA.csv'],
    ['2023-24', 'A3/89C26F/AE_2324_ECDS_pla_output.csv'],
    ['2024-25', '45/16564D/AE_2425_ECDS_pla_output.csv'],
  ];
  for (const [fy, path] of names) {
    it(`takes ${path.slice(10)} alone among the nine files of ${fy}`, () => {
      const reading = read(fy, [path, 'Download']);
      assert.deepEqual(
        reading.candidates.map(({ slot, url }) => [slot, url]),
        [[fy, releasedFile(path)]],
      );
      assert.equal(reading.rejected.length, DECOYS.length);
    });
  }

  it('takes a file of an unknown name by its text, after one of the known name', () => {
    const odd: ReleasedFile = ['AA/000001/providers.xlsx', 'A&amp;E 2020-21: Provider Level Analysis'];
    assert.deepEqual(best(read('2020-21', odd)), [releasedFile(odd[0])]);
    const known: ReleasedFile = ['AA/000002/AE_2021_ECDS_pla_output.csv', 'Data'];
    assert.deepEqual(
      best(read('2020-21', odd, known)),
      [known, odd].map(([path]) => releasedFile(path)),
    );
  });

  it('puts a second version first', () => {
    const first: ReleasedFile = ['AA/000001/AE_2324_ECDS_pla_output.csv', 'Provider Level Analysis'];
    const second: ReleasedFile = ['AA/000002/AE_2324_ECDS_pla_output_v2.csv', 'Provider Level Analysis'];
    assert.deepEqual(
      best(read('2023-24', first, second)),
      [second, first].map(([path]) => releasedFile(path)),
    );
  });

  it('names a gap where only type 1 attendances are published by provider', () => {
    const reading = read('2022-23');
    assert.deepEqual(reading.candidates, []);
    const table6 = reading.rejected.find(({ url }) => url.includes('MSitAE'));
    assert.match(table6?.reason ?? '', /type 1 departments only, which is another measure/);
  });

  it('takes no file of another year', () => {
    const { candidates, rejected } = read('2023-24', [
      'AA/000001/AE_2223_ECDS_pla_output.csv',
      'Provider Level Analysis',
    ]);
    assert.deepEqual(candidates, []);
    assert.ok(rejected.some(({ reason }) => reason === '2022-23, another year'));
  });
});
