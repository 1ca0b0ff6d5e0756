import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { aeMonthly } from '../../datasets/ae-monthly/dataset.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { refusal } from '../tables/refusal.ts';
import { aeContext as contextOf, type Edit } from '../fixtures/ae-monthly.ts';
import { aeXls, type WorkbookEra } from './three-providers.ts';

async function parse(
  era: WorkbookEra = '2017',
  month = '2017-07',
  edit?: Edit,
  sheet?: string,
): Promise<ParsedFile> {
  return await aeMonthly.parse(await aeXls(month, era, edit, sheet), contextOf(month));
}

function figure(parsed: ParsedFile, org: string, measure: string): number | null | undefined {
  return parsed.observations.find((one) => one.orgCode === org && one.measure === measure)?.value;
}

function codes(parsed: ParsedFile): readonly string[] {
  return aeMonthly.check(parsed, contextOf('2017-07')).map((one) => one.code);
}

/** Changes the cell of one row of the provider sheet. */
function cell(row: number, column: number, value: string | number | null): Edit {
  return (rows) => ((rows[row] ?? [])[column] = value);
}

describe('the monthly workbook', () => {
  it('of each month of 2017-18 is read from its first sheet', async () => {
    for (const month of monthsOf('2017-18')) {
      const source = await aeXls(month, '2017');
      assert.deepEqual(aeMonthly.recognise(source), {
        fy: '2017-18',
        slot: month,
        period: month,
        by: 'content',
        edition: '2018-06-14',
      });
      const parsed = await aeMonthly.parse(source, contextOf(month));
      assert.equal(parsed.layout, 'xls-first-sheet');
      assert.equal(figure(parsed, 'R1H', 'attendances_type1'), 20000);
      assert.equal(figure(parsed, 'R1H', 'attendances_other'), 15000);
      assert.equal(figure(parsed, 'R1H', 'over4h_type1'), 6000);
      assert.equal(figure(parsed, 'RGT', 'emergency_admissions_other'), 30);
      assert.equal(figure(parsed, 'R1H', 'dta_4h_plus'), 840);
      assert.deepEqual([parsed.published, parsed.revised], ['2017-05-11', '2018-06-14']);
      assert.deepEqual(parsed.findings, []);
      assert.deepEqual(codes(parsed), []);
    }
  });

  it('with columns under four hours is not confused by them', async () => {
    const parsed = await parse('2019', '2019-10');
    assert.equal(parsed.layout, 'xls-provider-level');
    assert.equal(figure(parsed, 'R1H', 'over4h_type1'), 6000);
    assert.equal(figure(parsed, 'R1H', 'under4h_type1'), 14000);
    assert.deepEqual(codes(parsed), []);
  });

  it('since August 2020 counts booked appointments in, and is read from the provider sheet by name', async () => {
    const parsed = await parse('2024', '2022-10');
    assert.equal(figure(parsed, 'R1H', 'attendances_type1'), 20100);
    assert.equal(figure(parsed, 'Y02428', 'over4h_other'), 13);
    assert.equal(figure(parsed, 'R1H', 'attendances_booked_type1'), undefined);
    assert.deepEqual(codes(parsed), []);
  });

  it('since August 2020 is refused without a sheet of that name: the first is of systems', async () => {
    await assert.rejects(
      parse('2024', '2022-10', undefined, 'Providers'),
      refusal('WRONG_TABLE', /"System Level Data", "Providers"/),
    );
    await assert.rejects(parse('2017', '2022-10'), refusal('WRONG_TABLE', /Provider Level Data/));
  });

  it('prints England as the total of every column', async () => {
    const { totals } = await parse();
    assert.equal(totals.length, 4 + 4 + 8);
    assert.deepEqual(totals[0], {
      period: '2017-07',
      measure: 'attendances_type1',
      published: 29000,
      sumOfRows: 29000,
      sheet: 'A&E Data',
      row: 17,
      column: 'E',
    });
  });

  it('is read when its table has moved, with headings that say "Number of", and with notes below', async () => {
    const parsed = await parse('2017', '2017-07', (rows) => {
      for (const column of [4, 5, 6, 8, 9, 10])
        rows[15]?.splice(column, 1, `Number of A&E attendances Type ${((column - 4) % 4) + 1}`);
      rows.push([], [null, 'Notes'], [null, 'Source', '', '']);
      rows.splice(3, 0, [], []);
    });
    assert.equal(figure(parsed, 'RGT', 'over4h_type1'), 2500);
    assert.equal(parsed.observations[0]?.row, 21);
    assert.deepEqual(codes(parsed), []);
  });

  it('keeps a dash as not reported', async () => {
    const parsed = await parse('2017', '2017-07', cell(20, 5, '-'));
    const dash = parsed.observations.find(
      (one) => one.orgCode === 'Y02428' && one.measure === 'attendances_type2',
    );
    assert.deepEqual([dash?.value, dash?.status, dash?.printed], [null, 'missing', '-']);
  });
});

describe('a monthly workbook that is not what it should be', () => {
  it('is refused when its title block is of another month, a quarter, a week or silent', async () => {
    for (const period of [
      'June 2017',
      'April to July 2017',
      'Quarter 1 2017-18',
      'Week ending 2 July 2017',
      '',
    ]) {
      await assert.rejects(
        parse('2019', '2017-07', cell(5, 2, period)),
        refusal('WRONG_PERIOD', /title block/, /July 2017/),
        period,
      );
    }
  });

  it('is refused by a heading that is missing, and shows those it found', async () => {
    for (const column of [4, 5, 6, 7, 8, 9, 10, 14, 15, 16, 18]) {
      await assert.rejects(
        parse('2017', '2017-07', cell(15, column, null)),
        refusal('HEADING_MISSING', /no column for/, /"Region"/),
        String(column),
      );
    }
    await assert.rejects(
      parse('2019', '2017-07', cell(15, 1, 'Kode')),
      refusal('HEADING_MISSING', /"Code" and "Name"/, /"Kode"/),
    );
  });

  it('is refused by a heading it does not know', async () => {
    await assert.rejects(
      parse('2017', '2017-07', cell(15, 7, 'Streaming')),
      refusal('UNKNOWN_LAYOUT', /"Streaming"/),
    );
  });

  it('is refused when the groups above the headings are gone', async () => {
    await assert.rejects(
      parse('2019', '2017-07', (rows) => (rows[14] = [])),
      refusal('HEADING_MISSING', /greater than 4 hours/),
    );
  });

  it('is refused when the groups under and over four hours are mixed up', async () => {
    await assert.rejects(
      parse('2019', '2019-10', (rows) => {
        const groups = rows[14] ?? [];
        [groups[8], groups[12]] = [groups[12] ?? null, groups[8] ?? null];
      }),
      refusal('TOTAL_DISAGREES', /share within four hours/),
    );
  });

  it('is refused when England is not the sum, is missing, or is no number', async () => {
    const parsed = await parse('2017', '2017-07', cell(16, 4, 29001));
    assert.deepEqual(codes(parsed), ['TOTAL_DISAGREES']);
    await assert.rejects(
      parse('2017', '2017-07', (rows) => (rows[16] = [])),
      refusal('TOTAL_DISAGREES', /no total row/),
    );
    await assert.rejects(
      parse('2017', '2017-07', cell(16, 4, '-')),
      refusal('TOTAL_DISAGREES', /row 17, column E/),
    );
  });

  it('is refused by a word among its counts', async () => {
    await assert.rejects(
      parse('2017', '2017-07', cell(19, 4, 'N/A')),
      refusal('IMPLAUSIBLE', /row 20, column E/),
    );
  });

  it('has a finding where a printed total is not the sum of its types, and is refused where many are not', async () => {
    const off =
      (rows: readonly number[]): Edit =>
      (cells) => {
        for (const row of rows) cells[row]?.splice(7, 1, Number(cells[row]?.[7]) + 1);
        cells[16]?.splice(7, 1, Number(cells[16]?.[7]) + rows.length);
      };
    const one = await parse('2017', '2017-07', off([18]));
    assert.deepEqual(
      one.findings.map(({ kind, orgCode, measure }) => [kind, orgCode, measure]),
      [['identity', 'R1H', 'ae_attendances']],
    );
    assert.deepEqual(codes(one), []);
    assert.deepEqual(codes(await parse('2017', '2017-07', off([18, 19, 20]))), ['IMPLAUSIBLE']);
  });
});
