import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { workforce } from '../../datasets/workforce/dataset.ts';
import { absenceCsv, absenceRows, contextOf } from '../fixtures/workforce.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { fileSource, sourceOf } from '../tables/source-of.ts';

/** Of each genuine file: rows, and full-time equivalents of all organisations where the dossier has them (section 3). */
const GENUINE: readonly (readonly [name: string, month: string, days: number, rows: number, fte?: number])[] =
  [
    ['April', '2024-04', 30, 285, 1_446_863],
    ['May', '2024-05', 31, 285],
    ['June', '2024-06', 30, 285],
    ['July', '2024-07', 31, 285, 1_450_247],
    ['August', '2024-08', 31, 285],
    ['September', '2024-09', 30, 285],
    ['October', '2024-10', 31, 283, 1_469_143],
    ['November', '2024-11', 30, 281, 1_474_955],
  ];

async function csv(rows: readonly string[], columns?: string): Promise<SourceBytes> {
  return await sourceOf(absenceCsv(rows, columns), 'absence.csv');
}

async function genuine(month: string): Promise<SourceBytes> {
  const path = nhsFile('workforce', `NHS Sickness Absence rates CSV, ${month} 2024.csv`);
  return await fileSource(path ?? '');
}

async function parse(source: SourceBytes, period: string): Promise<ParsedFile> {
  return await workforce.parse(source, contextOf(`${period} absence`));
}

describe('NHS sickness absence', () => {
  for (const [name, period, days, rows, fte] of GENUINE) {
    itWithNhsFiles(
      `${name} 2024: every organisation of the genuine file is read, and its rate fits its days`,
      async () => {
        const parsed = await parse(await genuine(name), period);
        assert.equal(parsed.observations.length, rows * 3);
        assert.deepEqual(workforce.check(parsed, contextOf(`${period} absence`)), []);
        const available = parsed.observations.filter(({ measure }) => measure === 'fte_days_available');
        const all = available.reduce((sum, { value }) => sum + (value ?? 0), 0);
        if (fte !== undefined) assert.equal(Math.round(all / days), fte);
      },
    );
  }

  itWithNhsFiles(
    'days available over the days of the month are the dossier’s full-time equivalents of a trust',
    async () => {
      const { observations } = await parse(await genuine('April'), '2024-04');
      const fte = (code: string): number =>
        Math.round(
          (observations.find(({ orgCode, measure }) => orgCode === code && measure === 'fte_days_available')
            ?.value ?? 0) / 3,
        ) / 10;
      assert.deepEqual(
        ['RCF', 'RGT', 'RJ1', 'REM', 'R0A'].map(fte),
        [3434.9, 12117.1, 22345.2, 13792.3, 27121.3],
      );
    },
  );

  it('a month is recognised by the days of its rows', async () => {
    assert.deepEqual(workforce.recognise(await csv(absenceRows('31/07/2019'))), {
      fy: '2019-20',
      slot: '2019-07 absence',
      period: '2019-07',
      by: 'content',
    });
  });

  it('earlier words of the columns are known; others are refused with the headings found', async () => {
    const earlier =
      'Date,Region,Org Code,Org Name,Org Type,FTE Days Lost,FTE Days Available,Sickness Absence Rate (%)';
    const parsed = await parse(await csv(absenceRows('2018-04-30'), earlier), '2018-04');
    assert.equal(parsed.observations.length, 600);
    const renamed = earlier.replace('FTE Days Lost', 'Days off');
    await assert.rejects(
      parse(await csv(absenceRows('2018-04-30'), renamed), '2018-04'),
      refusal('HEADING_MISSING', /"Days off"/),
    );
  });

  it('of a quarter’s file the month asked for is taken; a file without that month is refused', async () => {
    const quarter = await csv([...absenceRows('30/04/2018'), ...absenceRows('31/05/2018')]);
    const parsed = await parse(quarter, '2018-05');
    assert.equal(parsed.observations.length, 600);
    assert.equal(parsed.observations[0]?.row, 202);
    await assert.rejects(parse(quarter, '2018-07'), refusal('WRONG_PERIOD', /April 2018, May 2018/));
  });

  it('a file cut short, a rate that does not fit its days, and a word among figures are refused', async () => {
    const check = (parsed: ParsedFile): readonly string[] =>
      workforce.check(parsed, contextOf('2019-07 absence')).map(({ code }) => code);
    assert.deepEqual(check(await parse(await csv(absenceRows('31/07/2019', 40)), '2019-07')), [
      'IMPLAUSIBLE',
    ]);
    const swapped = absenceRows('31/07/2019').map((line) =>
      line.replace(/,(\d+),(\d+),4\.00/, ',$10,$2,4.00'),
    );
    assert.deepEqual(check(await parse(await csv(swapped), '2019-07')), ['IMPLAUSIBLE']);
    const word = [...absenceRows('31/07/2019'), '31/07/2019,Y56,RZ9,A TRUST,Acute,none,1000,4.00'];
    await assert.rejects(parse(await csv(word), '2019-07'), refusal('IMPLAUSIBLE', /"none"/));
    const twice = [...absenceRows('31/07/2019'), '31/07/2019,Y56,R00,TRUST 0,Acute,50,1000,5.00'];
    assert.deepEqual(check(await parse(await csv(twice), '2019-07')), ['DUPLICATE_ROWS']);
  });
});
