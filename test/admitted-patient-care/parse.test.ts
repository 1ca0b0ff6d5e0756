import assert from 'node:assert/strict';
import { admittedPatientCare as apc } from '../../datasets/admitted-patient-care/dataset.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  hospitalProviders,
  type HospitalProvidersPlaces,
  providerLevelCsv,
  providerLevelWorkbook,
} from '../fixtures/admitted-patient-care.ts';
import { contextOf } from '../fixtures/provider-level.ts';

async function parse(source: SourceBytes, fy: string): Promise<ParsedFile> {
  return await apc.parse(source, contextOf(fy));
}

function figure(parsed: ParsedFile, org: string, measure: string): readonly unknown[] {
  return parsed.observations
    .filter((one) => one.orgCode === org && one.measure === measure)
    .map(({ value, status }) => value ?? status);
}

const HOSPITAL_PROVIDERS: readonly (HospitalProvidersPlaces & { readonly fy: string })[] = [
  { fy: '2017-18' },
  { fy: '2018-19' },
  { fy: '2019-20' },
  { fy: '2020-21' },
  { fy: '2020-21', totalAmong: 'codes' },
  { fy: '2021-22' },
  { fy: '2022-23', totalAmong: 'codes' },
  { fy: '2023-24' },
  { fy: '2024-25' },
];

function sharedFigures(parsed: ParsedFile): void {
  assert.deepEqual(figure(parsed, 'RCF', 'fce'), [70855]);
  assert.deepEqual(figure(parsed, 'RCF', 'admissions'), [61800]);
  assert.deepEqual(figure(parsed, 'RCF', 'emergency_admissions'), [22800]);
  assert.deepEqual(figure(parsed, 'RCF', 'waiting_list_admissions'), [30200]);
  assert.deepEqual(figure(parsed, 'RCF', 'planned_admissions'), [2100]);
  assert.deepEqual(figure(parsed, 'RCF', 'day_cases'), [29300]);
  assert.deepEqual(figure(parsed, 'RCF', 'fce_bed_days'), [124600]);
  assert.deepEqual(figure(parsed, 'TAD', 'admissions'), [730]);
  assert.deepEqual(figure(parsed, 'NXP30', 'admissions'), ['suppressed']);
}

describe('the Hospital providers file', () => {
  for (const options of HOSPITAL_PROVIDERS) {
    const { fy } = options;
    const late = fy >= '2023-24';
    const { totalAmong = late ? 'codes' : 'names' } = options;
    it(`of ${fy} is read with headings in row ${late ? 15 : 10}${fy === '2020-21' ? ', one column to the right' : ''}, Total among the ${totalAmong}`, async () => {
      const source = await hospitalProviders(options);
      assert.deepEqual(apc.recognise(source), { fy, slot: fy, period: fy, by: 'content' });
      const parsed = await parse(source, fy);
      assert.equal(parsed.layout, 'hospital-providers');
      assert.equal(parsed.observations.length, 7 * 10);
      sharedFigures(parsed);
      assert.deepEqual(figure(parsed, 'RCF', 'other_admissions'), [6700]);
      assert.deepEqual(parsed.totals.length, 8);
      assert.deepEqual(parsed.findings, []);
      assert.deepEqual(apc.check(parsed, contextOf(fy)), []);
    });
  }

  it('has emergency admissions under the first of its two headings "Emergency", each figure in its cell', async () => {
    const parsed = await parse(await hospitalProviders({ fy: '2017-18' }), '2017-18');
    const one = parsed.observations.find(
      (o) => o.orgCode === 'RJ1-X' && o.measure === 'emergency_admissions',
    );
    assert.deepEqual(one, {
      orgCode: 'RJ1-X',
      orgName: "Guy's and St Thomas' NHS Foundation Trust",
      period: '2017-18',
      measure: 'emergency_admissions',
      value: 50300,
      status: 'reported',
      printed: '50300',
      sheet: 'Hospital Providers',
      row: 18,
      column: 'M',
    });
  });

  it('keeps a mean that is withheld, one that does not apply, and a zero apart', async () => {
    const parsed = await parse(await hospitalProviders({ fy: '2018-19' }), '2018-19');
    assert.deepEqual(figure(parsed, 'NXP30', 'mean_time_waited'), ['suppressed']);
    assert.deepEqual(figure(parsed, 'TAD', 'mean_time_waited'), ['missing']);
    assert.deepEqual(figure(parsed, 'TAD', 'mean_length_of_stay'), [81.25]);
    assert.deepEqual(figure(parsed, 'NXP30', 'emergency_admissions'), [0]);
  });

  it('keeps a code and the same code with -X as two rows, for the join to add', async () => {
    const parsed = await parse(await hospitalProviders({ fy: '2021-22' }), '2021-22');
    assert.deepEqual(figure(parsed, 'RYR', 'admissions'), [45]);
    assert.deepEqual(figure(parsed, 'RYR-X', 'admissions'), [258400]);
  });

  it('leaves out regions, notes and years that notes name', async () => {
    const parsed = await parse(
      await hospitalProviders({ fy: '2019-20', edit: (rows) => void rows.push(['Notes of 2016-17']) }),
      '2019-20',
    );
    const codes = new Set(parsed.observations.map((one) => one.orgCode));
    assert.deepEqual([...codes], ['RCF', 'RJ1-X', 'RYR', 'RYR-X', 'TAD', 'NXP30', 'Y8L9S']);
    assert.deepEqual(parsed.quarantine, []);
  });

  it('prints the exact total of England beside rounded rows', async () => {
    const { totals } = await parse(await hospitalProviders({ fy: '2019-20' }), '2019-20');
    const total = totals.find((one) => one.measure === 'admissions');
    assert.equal(total && total.published - total.sumOfRows, 4);
    assert.equal(`${total?.column ?? ''}${total?.row ?? ''}`, 'I12');
  });

  it('says when it was published, where it does', async () => {
    const parsed = await parse(await hospitalProviders({ fy: '2024-25' }), '2024-25');
    assert.equal(parsed.published, '2024-09-19');
  });
});

describe('the provider level workbook', () => {
  for (const fy of ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22']) {
    it(`of ${fy} is read from the sheet of its own year, whichever of the two stands first`, async () => {
      const source = await providerLevelWorkbook(fy);
      assert.deepEqual(apc.recognise(source), { fy, slot: fy, period: fy, by: 'content', preference: 1 });
      const parsed = await parse(source, fy);
      assert.equal(parsed.layout, 'provider-level-workbook');
      assert.equal(parsed.observations.filter(({ orgCode }) => orgCode !== 'W00').length, 7 * 7);
      sharedFigures(parsed);
      assert.equal(parsed.published, '2020-09-17');
      // The methods of W00 are made up, and do not make up its admissions.
      assert.deepEqual(
        parsed.findings.filter(({ orgCode }) => orgCode !== 'W00'),
        [],
      );
      assert.deepEqual(apc.check(parsed, contextOf(fy)), []);
    });
  }

  it('gives no mean time waited, since it prints 0 where there is none', async () => {
    const parsed = await parse(await providerLevelWorkbook('2017-18'), '2017-18');
    assert.ok(parsed.observations.every((figure) => !figure.measure.startsWith('mean')));
  });
});

describe('the provider level CSV', () => {
  for (const fy of ['2022-23', '2023-24', '2024-25']) {
    it(`of ${fy} gives the counts it prints`, async () => {
      const source = await providerLevelCsv(fy);
      assert.deepEqual(apc.recognise(source), { fy, slot: fy, period: fy, by: 'content', preference: 1 });
      const parsed = await parse(source, fy);
      assert.equal(parsed.layout, 'provider-level-csv');
      sharedFigures(parsed);
      assert.deepEqual(figure(parsed, 'RCF', 'mean_time_waited'), [52.5]);
      assert.equal(parsed.totals.length, 8);
      assert.deepEqual(parsed.findings, []);
      assert.deepEqual(apc.check(parsed, contextOf(fy)), []);
    });
  }

  it('gives no figure where it has no row: none is printed, and zero would be a guess', async () => {
    const parsed = await parse(await providerLevelCsv('2022-23'), '2022-23');
    assert.deepEqual(figure(parsed, 'RYR', 'admissions'), [45]);
    assert.deepEqual(figure(parsed, 'RYR', 'emergency_admissions'), []);
  });

  it('is read whatever the letter case of its measures', async () => {
    const source = await providerLevelCsv('2023-24', (rows) => {
      for (const row of rows.slice(1)) row[6] = String(row[6]).toLowerCase();
    });
    sharedFigures(await parse(source, '2023-24'));
  });

  it('counts a figure that is printed twice once', async () => {
    const source = await providerLevelCsv(
      '2023-24',
      (rows) => void rows.push([...(rows.find((row) => row[3] === 'RCF') ?? [])]),
    );
    const parsed = await parse(source, '2023-24');
    assert.deepEqual(figure(parsed, 'RCF', 'fce'), [70855]);
    assert.deepEqual(
      parsed.quarantine.map(({ rule }) => rule),
      ['duplicate-row'],
    );
  });
});
