import assert from 'node:assert/strict';
import { beds } from '../../datasets/beds/dataset.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { fileSource } from '../tables/source-of.ts';
import { bedsContext as contextOf } from '../fixtures/beds.ts';

const OVERNIGHT = '2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx';
const SERIES = 'Beds-Timeseries-2010-11-onwards-Q1-2020-21-ADJ-for-missings-QWEDC.xls';
const OLD_SERIES = 'Beds-Time-Series-–-1987-88-to-2009-10-XLS-34K.xls';

describe('the published KH03 files', () => {
  itWithNhsFiles('of 2020-21 Quarter 1 give 195 organisations, each figure in its cell', async () => {
    const source = await fileSource(nhsFile('beds', OVERNIGHT) ?? '');
    assert.deepEqual(beds.recognise(source), {
      fy: '2020-21',
      slot: '2020-21Q1',
      period: '2020-21Q1',
      by: 'content',
      edition: '2020-11-19',
    });
    const parsed = await beds.parse(source, contextOf('2020-21Q1'));
    assert.equal(parsed.observations.length, 195 * 10);
    assert.deepEqual(
      [parsed.layout, parsed.published, parsed.revised],
      ['kh03-region', '2020-08-20', '2020-11-19'],
    );
    const barts = parsed.observations.filter((one) => one.orgCode === 'R1H');
    const byMeasure = new Map(barts.map((one) => [one.measure, one]));
    assert.deepEqual(byMeasure.get('available_total'), {
      orgCode: 'R1H',
      orgName: 'BARTS HEALTH NHS TRUST',
      period: '2020-21Q1',
      measure: 'available_total',
      value: 1846.8351648351647,
      status: 'reported',
      printed: '1846.8351648351647',
      sheet: 'NHS Trust by Sector',
      row: 18,
      column: 'G',
    });
    assert.equal(byMeasure.get('available_ga')?.value, 1639.5824175824175);
    assert.equal(byMeasure.get('occupied_maternity')?.value, 103.34065934065934);
    assert.equal(byMeasure.get('occupied_maternity')?.column, 'P');
  });

  itWithNhsFiles(
    'of 2020-21 Quarter 1 add up to their England row: 118,510.40 beds, 76,193.16 occupied',
    async () => {
      const parsed = await beds.parse(
        await fileSource(nhsFile('beds', OVERNIGHT) ?? ''),
        contextOf('2020-21Q1'),
      );
      const total = (measure: string): string | undefined =>
        parsed.totals.find((one) => one.measure === measure)?.published.toFixed(2);
      assert.deepEqual(['available_total', 'available_ga', 'occupied_total', 'occupied_ga'].map(total), [
        '118510.40',
        '92559.48',
        '76193.16',
        '58004.52',
      ]);
      for (const one of parsed.totals) assert.ok(Math.abs(one.published - one.sumOfRows) < 1e-6, one.measure);
      assert.deepEqual(beds.check(parsed, contextOf('2020-21Q1')), []);
      assert.deepEqual(
        parsed.findings.map(({ kind, orgCode, measure }) => [kind, orgCode, measure]),
        [
          ['zero-return', 'RYX', 'beds'],
          ['zero-return', 'RYX', 'beds_occupied'],
        ],
      );
    },
  );

  itWithNhsFiles('of 2010-11 are refused as another quarter, in words', async () => {
    const source = await fileSource(nhsFile('beds', 'tempfile.xls') ?? '');
    assert.match(JSON.stringify(beds.recognise(source)), /2010-11 Quarter 1 .* does not read/);
    assert.throws(
      () => beds.parse(source, contextOf('2019-20Q1')),
      refusal('WRONG_PERIOD', /"2010-11", "June"/, /2019-20 Quarter 1/),
    );
  });

  itWithNhsFiles('of England only are told from those of trusts', async () => {
    for (const name of [SERIES, OLD_SERIES]) {
      const source = await fileSource(nhsFile('beds', name) ?? '');
      assert.match(JSON.stringify(beds.recognise(source)), /No sheet is named like/);
      assert.throws(() => beds.parse(source, contextOf('2020-21Q1')), refusal('WRONG_TABLE'));
    }
  });

  itWithNhsFiles('saved as CSV panels by others are not taken for KH03', async () => {
    for (const name of ['beds.csv', 'master-quarterly-trust.csv']) {
      assert.match(JSON.stringify(beds.recognise(await fileSource(nhsFile('beds', name) ?? ''))), /notThis/);
    }
  });
});
