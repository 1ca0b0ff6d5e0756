import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { aeMonthly } from '../../datasets/ae-monthly/dataset.ts';
import { refusal } from '../tables/refusal.ts';
import { aeContext as contextOf, type Edit } from '../fixtures/ae-monthly.ts';
import { aeCsv } from './three-providers.ts';

const MONTH = '2021-07';

async function parse(edit?: Edit, month = MONTH, era: 'A' | 'B' | 'C' = 'C'): Promise<ParsedFile> {
  return await aeMonthly.parse(await aeCsv(month, era, edit), contextOf(month));
}

function figure(parsed: ParsedFile, org: string, measure: string): number | null | undefined {
  return parsed.observations.find((one) => one.orgCode === org && one.measure === measure)?.value;
}

function codes(parsed: ParsedFile, month = MONTH): readonly string[] {
  return aeMonthly.check(parsed, contextOf(month)).map((one) => one.code);
}

function kinds(parsed: ParsedFile): readonly string[] {
  return parsed.findings.map(({ kind, orgCode, measure }) => `${kind} ${orgCode ?? ''} ${measure ?? ''}`);
}

/** Replaces one cell and moves the total of its column by as much, so that only the cell is odd. */
function set(row: number, column: number, value: number): Edit {
  return (rows) => {
    const total = rows.at(-1) ?? [];
    total[column] = Number(total[column]) + value - Number(rows[row]?.[column]);
    (rows[row] ?? [])[column] = value;
  };
}

const ERAS = [
  ['2018-04', 'A', 12],
  ['2019-07', 'A', 12],
  ['2020-03', 'A', 12],
  ['2020-04', 'B', 12],
  ['2020-07', 'B', 12],
  ['2020-08', 'C', 18],
  ['2021-12', 'C', 18],
  ['2023-01', 'C', 18],
  ['2024-03', 'C', 18],
] as const;

describe('the flat CSV', () => {
  for (const [month, era, columns] of ERAS) {
    it(`of ${month} (layout ${era}) gives ${columns} figures a provider`, async () => {
      const source = await aeCsv(month, era);
      assert.deepEqual(aeMonthly.recognise(source), {
        fy: contextOf(month).fy,
        slot: month,
        period: month,
        by: 'content',
      });
      const parsed = await parse(undefined, month, era);
      assert.equal(parsed.layout, `csv-${era.toLowerCase()}`);
      assert.equal(parsed.observations.length, columns * 3);
      assert.equal(parsed.totals.length, columns);
      assert.equal(figure(parsed, 'R1H', 'attendances_type1'), 20000);
      assert.equal(figure(parsed, 'R1H', 'over4h_other'), 500);
      assert.equal(figure(parsed, 'RGT', 'other_emergency_admissions'), 700);
      assert.equal(figure(parsed, 'Y02428', 'attendances_booked_other'), era === 'C' ? 200 : undefined);
      assert.deepEqual(codes(parsed, month), []);
    });
  }

  it('knows its total row in every spelling', async () => {
    for (const word of ['TOTAL', 'Total', 'TOTAl', 'Total ', ' total']) {
      const parsed = await parse((rows) => rows.at(-1)?.splice(0, 4, word, word, word, word));
      assert.equal(parsed.observations.length, 54, word);
    }
    assert.equal((await parse((rows) => rows.at(-1)?.splice(0, 4, '', '', '', 'Total'))).totals.length, 18);
    assert.equal((await parse((rows) => rows.at(-1)?.splice(0, 4, 'TOTAL', '', '', ''))).totals.length, 18);
  });

  it('may have empty columns at its end, whatever their heading', async () => {
    const parsed = await parse((rows) =>
      rows.forEach((row, index) => row.push('', '', '', '', '', index === 0 ? 'a' : '')),
    );
    assert.deepEqual(codes(parsed), []);
    assert.equal(parsed.observations.length, 54);
  });

  it('may have its columns in another order, blank lines, and a title above', async () => {
    const parsed = await parse((rows) => {
      for (const row of rows) row.push(row.splice(4, 1)[0] ?? '');
      rows.splice(3, 0, ['', '', '']);
      rows.unshift(['A&E attendances']);
    });
    assert.equal(figure(parsed, 'RGT', 'attendances_type1'), 9000);
    assert.deepEqual(codes(parsed), []);
  });
});

describe('a CSV whose columns changed', () => {
  it('is refused by each heading that is missing', async () => {
    for (let column = 0; column < 22; column += 1) {
      if (column === 2) continue; // the parent organisation is not read
      await assert.rejects(
        parse((rows) => rows.forEach((row) => row.splice(column, 1))),
        refusal('HEADING_MISSING', /Headings found/),
        String(column),
      );
    }
  });

  it('is refused by a heading that was renamed, with those it found', async () => {
    await assert.rejects(
      parse((rows) => ((rows[0] ?? [])[4] = 'Major A&E attendances')),
      refusal('HEADING_MISSING', /"a and e attendances type 1"/, /"Major A&E attendances"/),
    );
  });

  it('is refused when a new column holds figures: they may be split off from another', async () => {
    const add =
      (heading: string): Edit =>
      (rows) =>
        rows.forEach((row, index) => row.push(index === 0 ? heading : 7));
    await assert.rejects(
      parse(add('A&E attendances Streamed Type 1')),
      refusal('UNKNOWN_LAYOUT', /Streamed Type 1/),
    );
    await assert.rejects(parse(add('')), refusal('UNKNOWN_LAYOUT', /without a heading/));
  });

  it('is refused when the booked appointments are gone after July 2020', async () => {
    await assert.rejects(
      parse(undefined, '2020-08', 'B'),
      refusal('HEADING_MISSING', /booked appointments are missing/),
    );
    await assert.rejects(
      parse(undefined, '2022-01', 'A'),
      refusal('HEADING_MISSING', /no layout of 2021-22 .* not found: .*booked appointments type 1/),
    );
  });

  it('is refused when a heading stands there twice', async () => {
    await assert.rejects(
      parse((rows) => rows.forEach((row, index) => row.push(index === 0 ? 'A&E attendances Type 1' : 1))),
      refusal('HEADING_MISSING', /twice/),
    );
  });

  it('is no flat CSV when it is half of a month with a title block (February and March 2018)', async () => {
    const split: Edit = (rows) =>
      rows.splice(
        0,
        rows.length,
        ['Title:', 'A&E Attendances'],
        ['Period Name:FEBRUARY'],
        ['', '', '', 'Type 1 Departments'],
        ['R1H', 'London', 'Barts', 5],
      );
    await assert.rejects(
      parse(split, '2018-02', 'A'),
      refusal('HEADING_MISSING', /not the flat monthly file/),
    );
    assert.match(
      JSON.stringify(aeMonthly.recognise(await aeCsv('2018-02', 'A', split))),
      /not the flat monthly file/,
    );
  });
});

describe('a CSV that is not what it should be', () => {
  it('is refused when it is of another month', async () => {
    const source = await aeCsv('2021-06', 'C');
    assert.throws(
      () => aeMonthly.parse(source, contextOf(MONTH)),
      refusal('WRONG_PERIOD', /MSitAE-JUNE-2021/, /July 2021/),
    );
    assert.throws(() => aeMonthly.parse(source, contextOf('2020-06')), refusal('WRONG_PERIOD'));
  });

  it('is refused when one single row is of another month, or of none', async () => {
    await assert.rejects(
      parse((rows) => ((rows[2] ?? [])[0] = 'MSitAE-JULY-2020')),
      refusal('WRONG_PERIOD', /row 3/),
    );
    await assert.rejects(
      parse((rows) => ((rows[3] ?? [])[0] = '')),
      refusal('WRONG_PERIOD', /row 4 says no period/),
    );
  });

  it('is refused when the total is not the sum, for every column, to the last patient', async () => {
    for (let column = 4; column < 22; column += 1) {
      const parsed = await parse((rows) => {
        const total = rows.at(-1) ?? [];
        total[column] = Number(total[column]) + 1;
      });
      const refusals = aeMonthly.check(parsed, contextOf(MONTH));
      assert.deepEqual(
        refusals.map((one) => one.code),
        ['TOTAL_DISAGREES'],
        String(column),
      );
      assert.match(
        refusals[0]?.message ?? '',
        /row 5, column [A-Z] prints \d+ .* add up to \d+ \(-1 apart\)/,
      );
    }
  });

  it('is refused when rows are lost, with the total or without it', async () => {
    assert.ok(codes(await parse((rows) => rows.splice(2, 1))).includes('TOTAL_DISAGREES'));
    await assert.rejects(
      parse((rows) => rows.pop()),
      refusal('TOTAL_DISAGREES', /no total row/),
    );
    await assert.rejects(
      parse((rows) => rows.splice(1, 3)),
      refusal('UNKNOWN_LAYOUT', /no organisation/),
    );
  });

  it('is refused when figures stand in a row without a code', async () => {
    const parsed = await parse((rows) => ((rows[2] ?? [])[1] = ''));
    assert.deepEqual(
      parsed.quarantine.map(({ rule, row }) => [rule, row]),
      [['no-organisation-code', 3]],
    );
    assert.ok(codes(parsed).includes('TOTAL_DISAGREES'));
  });

  it('is refused by a cell that is no count, which it names', async () => {
    for (const word of ['n/a', 'N/A*', '12 345', '1.2E+04', 'NHS']) {
      await assert.rejects(
        parse((rows) => ((rows[2] ?? [])[5] = word)),
        refusal('IMPLAUSIBLE', /row 3, column F \("A&E attendances Type 2"\)/),
        word,
      );
    }
  });

  it('is refused with fractions, with fewer than nobody, with more than any department can see', async () => {
    for (const value of [10.5, -1, 200_001])
      assert.ok(codes(await parse(set(1, 5, value))).includes('IMPLAUSIBLE'), String(value));
  });

  it('is refused when an organisation stands there twice with different figures, and keeps one of two that agree', async () => {
    const parsed = await parse((rows) => rows.splice(2, 0, [...(rows[1] ?? [])].with(4, 5)));
    assert.ok(codes(parsed).includes('DUPLICATE_ROWS'));
    const same = await parse((rows) => rows.splice(2, 0, [...(rows[1] ?? [])]));
    assert.deepEqual(codes(same), []);
    assert.deepEqual(kinds(same), ['duplicate-row R1H ']);
    assert.equal(same.observations.length, 54);
  });
});

describe('a CSV cell that prints nothing', () => {
  it('is not reported, never zero', async () => {
    for (const blank of ['', '-', ' ']) {
      const parsed = await parse((rows) => {
        set(2, 5, 0)(rows); // it was zero, so the total stands
        (rows[2] ?? [])[5] = blank;
      });
      const cell = parsed.observations.find(
        (one) => one.orgCode === 'RGT' && one.measure === 'attendances_type2',
      );
      assert.deepEqual([cell?.value, cell?.status, cell?.printed], [null, 'missing', blank]);
      assert.deepEqual(codes(parsed), []);
    }
  });
});

describe('no attendance over four hours at a busy department', () => {
  const none: Edit = set(1, 10, 0);

  it('is the field test from May 2019 to May 2023: the zero stays, with a finding', async () => {
    for (const [month, era, column] of [
      ['2019-05', 'A', 7],
      ['2020-03', 'A', 7],
      ['2023-05', 'C', 10],
    ] as const) {
      const parsed = await parse(set(1, column, 0), month, era);
      assert.deepEqual(kinds(parsed), ['four-hour-field-test R1H ae_over_4_hours'], month);
      assert.equal(figure(parsed, 'R1H', 'over4h_type1'), 0);
      assert.deepEqual(codes(parsed, month), []);
    }
  });

  it('is a missing return at other times', async () => {
    assert.deepEqual(kinds(await parse(none, '2023-06')), ['zero-return R1H ae_over_4_hours']);
    assert.deepEqual(kinds(await parse(set(1, 7, 0), '2019-04', 'A')), ['zero-return R1H ae_over_4_hours']);
  });

  it('is nothing odd where there are few attendances', async () => {
    const parsed = await parse((rows) => {
      none(rows);
      set(1, 4, 1000)(rows);
    });
    assert.deepEqual(kinds(parsed), []);
  });

  it('is not the same as more attendances over four hours than there are', async () => {
    const parsed = await parse(set(2, 11, 5));
    assert.deepEqual(kinds(parsed), ['over-4-hours-exceeds-attendances RGT ae_over_4_hours']);
  });
});
