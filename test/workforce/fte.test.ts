import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { workforce } from '../../datasets/workforce/dataset.ts';
import { refusal } from '../tables/refusal.ts';
import { sourceOf } from '../tables/source-of.ts';
import {
  fteContext,
  fteWorkbook,
  organisation,
  ORGANISATIONS,
  type Era,
  type FteWorkbook,
  type Table,
} from './fte-workbook.ts';

/** Layouts by the month they were seen in (dossier workforce, section 2). */
const MONTHS: readonly (readonly [month: string, era: Era])[] = [
  ['2017-04', 'spacers'],
  ['2018-07', 'spacers'],
  ['2020-03', 'spacers'],
  ['2021-03', 'spacers'],
  ['2022-03', 'no-spacers'],
  ['2023-03', 'ics'],
  ['2024-03', 'ics'],
];

async function parse(given: FteWorkbook, month = given.month): Promise<ParsedFile> {
  return await workforce.parse(await fteWorkbook(given), fteContext(month));
}

function codes(parsed: ParsedFile, month = '2023-03'): readonly string[] {
  return workforce.check(parsed, fteContext(month)).map((one) => one.code);
}

describe('NHS Workforce Statistics', () => {
  for (const [month, era] of MONTHS) {
    it(`${month}: the total in full-time equivalents is read for each organisation, not its groups (${era})`, async () => {
      const source = await fteWorkbook({ month, era });
      const parsed = await parse({ month, era });
      const totals = parsed.observations.filter((one) => one.measure === 'fte_total');
      assert.equal(totals.length, ORGANISATIONS);
      const [code, name, total] = organisation(0);
      assert.deepEqual([totals[0]?.orgCode, totals[0]?.orgName, totals[0]?.value], [code, name, total]);
      assert.deepEqual(
        parsed.totals.map((one) => Math.abs(one.published - one.sumOfRows) < 1e-6),
        [true, true],
      );
      assert.deepEqual(codes(parsed, month), []);
      const found = workforce.recognise(source);
      assert.ok('slot' in found && found.slot === month);
    });
  }

  it('the sheet of headcount is never taken, whatever it is named', async () => {
    const sheetName = '3. NHSE, Org & SG - HC2';
    await assert.rejects(
      parse({ month: '2023-03', era: 'ics', sheetName }),
      refusal('WRONG_TABLE', /Org & SG - HC/),
    );
    const edit = (rows: Table): void => {
      rows[3] = ['NHS England region, organisation and staff group, March 2023 - Headcount'];
    };
    await assert.rejects(parse({ month: '2023-03', era: 'ics', edit }), refusal('WRONG_TABLE', /headcount/i));
  });

  it('another month inside is refused', async () => {
    await assert.rejects(
      parse({ month: '2023-02', era: 'ics' }, '2023-03'),
      refusal('WRONG_PERIOD', /February 2023/),
    );
  });

  it('a missing heading is refused with the headings found', async () => {
    const renamed = (rows: Table): void => {
      rows[6] = (rows[6] ?? []).map((cell) => (cell === 'Total' ? 'Sum' : cell));
    };
    await assert.rejects(
      parse({ month: '2021-03', era: 'spacers', edit: renamed }),
      refusal('HEADING_MISSING', /"Sum"/, /layouts\.ts/),
    );
    const shifted = (rows: Table): void => {
      for (const row of rows.slice(6)) row.splice(4, 0, null);
    };
    await assert.rejects(
      parse({ month: '2021-03', era: 'spacers', edit: shifted }),
      refusal('HEADING_MISSING', /organisation codes/),
    );
  });

  it('rows that do not add up to England, and a file with too few organisations, are refused', async () => {
    const lost = (rows: Table): void => void rows.splice(20, 1);
    assert.deepEqual(codes(await parse({ month: '2023-03', era: 'ics', edit: lost })), [
      'TOTAL_DISAGREES',
      'TOTAL_DISAGREES',
    ]);
    const cut = (rows: Table): void => void rows.splice(40);
    assert.ok(codes(await parse({ month: '2023-03', era: 'ics', edit: cut })).includes('IMPLAUSIBLE'));
  });

  it('a file without a row for England is loaded with a finding', async () => {
    const edit = (rows: Table): void => void rows.splice(7, 1);
    const parsed = await parse({ month: '2023-03', era: 'ics', edit });
    assert.deepEqual(
      parsed.findings.map((one) => one.kind),
      ['no-total'],
    );
    assert.deepEqual(codes(parsed), []);
  });

  it('nurses above the total mean that the columns are mixed up', async () => {
    const edit = (rows: Table): void => {
      for (const row of rows.slice(7)) row[9] = Number(row[6]) * 2;
    };
    assert.ok(codes(await parse({ month: '2023-03', era: 'ics', edit })).includes('IMPLAUSIBLE'));
  });

  it('the CSV of all months since 2009 is known for what it is, and not read', async () => {
    const text =
      'Date,Org Code,Org Name,Staff Group,Data Type,Total\r\n31/03/2023,R1H,BARTS,Total,FTE,18000\r\n';
    const csv = await sourceOf(new TextEncoder().encode(text), 'Staff Group and Organisation.csv');
    const found = workforce.recognise(csv);
    assert.ok('notThis' in found && found.nearly === true);
    assert.match(found.notThis, /all months since 2009/);
  });

  it('full-time equivalents of this source and of the accounts have columns of their own', () => {
    assert.deepEqual(
      workforce.measures.map((one) => [one.measure, one.parts, one.across]),
      [['staff_fte', ['fte_total'], 'mean']],
    );
  });
});
