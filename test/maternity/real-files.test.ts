import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { maternity } from '../../datasets/maternity/dataset.ts';

import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { fileSource } from '../tables/source-of.ts';
import { type Collection, contextOf } from '../fixtures/maternity.ts';

const COMPARISON = 'hosp-epis-stat-mat-dqanlys-2017-18.xlsx';

async function parsed(name: string, collection: Collection): Promise<ParsedFile> {
  const fy = /20\d\d-\d\d/.exec(name)?.[0] ?? '';
  const source = await fileSource(nhsFile('maternity', name) ?? '');
  const context = contextOf(fy, collection);
  const file = await maternity.parse(source, context);
  assert.deepEqual(maternity.check(file, context), []);
  return file;
}

function cell(file: ParsedFile, code: string, measure: string): string {
  const found = file.observations.filter((figure) => figure.orgCode === code && figure.measure === measure);
  return found
    .map(({ value, status, printed, column, row }) => `${value ?? status} "${printed}" ${column}${row}`)
    .join('; ');
}

function total({ totals }: ParsedFile): readonly unknown[] {
  return totals.map(({ measure, published, sumOfRows, row }) => [measure, published, sumOfRows, row]);
}

describe('published maternity files', () => {
  itWithNhsFiles('2017-18: the comparison workbook serves both collections, each once', async () => {
    const source = await fileSource(nhsFile('maternity', COMPARISON) ?? '');
    const period = { fy: '2017-18', period: '2017-18' };
    assert.deepEqual(maternity.recognise(source), {
      ...period,
      slot: '2017-18 MSDS',
      by: 'content',
      also: [{ ...period, slot: '2017-18 HES' }],
      preference: 1,
    });
    const hes = await parsed(COMPARISON, 'HES');
    const msds = await parsed(COMPARISON, 'MSDS');
    assert.deepEqual([hes.layout, msds.layout], ['long-hes', 'long-all-submitters']);
    assert.deepEqual(new Set(hes.observations.map(({ measure }) => measure)), new Set(['deliveries']));
    assert.deepEqual(
      new Set(msds.observations.map(({ measure }) => measure)),
      new Set(['deliveries_msds', 'months_submitted_msds']),
    );
    assert.equal(hes.observations.length, 132);
    assert.deepEqual(total(hes), [['deliveries', 626203, 626200, 5376]]);
    assert.deepEqual(total(msds), [['deliveries_msds', 486866, 487120, 5203]]);
  });

  itWithNhsFiles('2017-18: -1 is suppressed, and fewer than twelve months are doubted', async () => {
    const hes = await parsed(COMPARISON, 'HES');
    const msds = await parsed(COMPARISON, 'MSDS');
    assert.match(cell(hes, 'R1H', 'deliveries'), /^15500 "15500" H\d+$/);
    assert.match(cell(msds, 'R1H', 'deliveries_msds'), /^5095 "5095" H\d+$/);
    assert.match(cell(hes, 'RVR', 'deliveries'), /^4670 "4670" H\d+$/);
    assert.match(cell(msds, 'RVR', 'deliveries_msds'), /^suppressed "-1" H\d+$/);
    const months = msds.findings.filter(({ kind }) => kind === 'months-submitted');
    assert.equal(months.length, 44);
    assert.ok(months.every(({ measure }) => measure === 'deliveries_msds'));
    assert.match(months.find(({ orgCode }) => orgCode === 'R1H')?.message ?? '', /6 of 12 months/);
    assert.equal(
      months.find(({ orgCode }) => orgCode === 'R0A'),
      undefined,
    );
  });

  itWithNhsFiles(
    '2019-20: both codes of North Cumbria are kept, and trusts may count a delivery twice',
    async () => {
      const file = await parsed('hosp-epis-stat-mat-msdscsv-2019-20.csv', 'MSDS');
      assert.equal(file.layout, 'long-upper-case');
      assert.equal(file.observations.length, 112);
      assert.deepEqual(total(file), [['deliveries_msds', 347635, 348955, 5633]]);
      assert.equal(cell(file, 'RNL', 'deliveries_msds'), '495 "495" H5699');
      assert.equal(cell(file, 'RNN', 'deliveries_msds'), '1065 "1065" H5700');
      assert.match(cell(file, 'RXP', 'deliveries_msds'), /^75 /);
      assert.equal(cell(file, 'R0A', 'deliveries_msds'), '');
      assert.deepEqual(
        file.findings.map(({ kind }) => kind),
        ['total-residual'],
      );
    },
  );

  itWithNhsFiles('2020-21: a byte order mark and 21 dimensions change nothing', async () => {
    const file = await parsed('hosp-epis-stat-mat-msdscsv-2020-21.csv', 'MSDS');
    assert.equal(file.layout, 'long-national');
    assert.equal(file.observations.filter(({ status }) => status !== 'missing').length, 124);
    assert.deepEqual(total(file), [['deliveries_msds', 482515, 482505, 16030]]);
    assert.match(cell(file, 'RJN', 'deliveries_msds'), /^15 /);
    assert.equal(cell(file, 'RY2', 'deliveries_msds'), 'missing "RY2" D1042');
    assert.deepEqual(
      file.findings.map(({ kind, orgCode }) => [kind, orgCode]),
      [['no-total', 'RY2']],
    );
  });

  itWithNhsFiles('2022-23: the csv and its copy as a workbook say the same', async () => {
    const csv = await parsed('hosp-epis-stat-mat-msdscsv-2022-23.csv', 'MSDS');
    const copy = await parsed('hosp-epis-stat-mat-msdscsv-2022-23.xlsx', 'MSDS');
    assert.equal(csv.observations.filter(({ status }) => status !== 'missing').length, 122);
    assert.deepEqual(total(csv), [['deliveries_msds', 531000, 530960, 15657]]);
    assert.equal(cell(csv, 'RA4', 'deliveries_msds'), '1240 "1240" H15672');
    const plain = (file: ParsedFile): unknown =>
      file.observations.map((figure) => ({ ...figure, sheet: '' }));
    assert.deepEqual(plain(copy), plain(csv));
  });
});
