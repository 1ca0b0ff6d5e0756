import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { criticalCare } from '../../datasets/critical-care/dataset.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { monthContext, msitrepExtract, msitrepWorkbook, uecWorkbook } from './beds-files.ts';

async function parse(source: SourceBytes, month: string): Promise<ParsedFile> {
  return await criticalCare.parse(source, monthContext(month));
}

function figures(parsed: ParsedFile): readonly unknown[] {
  return parsed.observations.map((one) => [one.orgCode.trim(), one.measure, one.value]);
}

const OPEN = 'adult_critical_care_beds_open_msitrep';
const OCCUPIED = 'adult_critical_care_beds_occupied_msitrep';
const MSITREP = [
  ['R1H', OPEN, 130],
  ['R1H', OCCUPIED, 101],
  ['RGT', OPEN, 56],
  ['RGT', OCCUPIED, 50],
  ['RCF', OPEN, 9],
  ['RCF', OCCUPIED, 4],
];
const UEC = MSITREP.map(([code, measure, value]) => [
  code,
  String(measure).replace('msitrep', 'uec_sitrep'),
  value,
]);

describe('critical care beds to February 2020', () => {
  for (const month of ['2017-04', '2018-01', '2018-12', '2020-02']) {
    it(`${month}: the extract's open and occupied adult beds are read, and add up to its totals`, async () => {
      const parsed = await parse(await msitrepExtract(month), month);
      assert.deepEqual(figures(parsed), MSITREP);
      assert.equal(parsed.layout, 'msitrep-extract');
      assert.deepEqual(criticalCare.check(parsed, monthContext(month)), []);
    });

    it(`${month}: in the workbook the group above says which column is open and which occupied`, async () => {
      for (const type of ['xls', 'xlsx'] as const) {
        const source = await msitrepWorkbook(month, type);
        const parsed = await parse(source, month);
        assert.deepEqual(figures(parsed), MSITREP);
        assert.deepEqual(
          parsed.totals.map((total) => [total.published, total.sumOfRows]),
          [
            [195, 195],
            [155, 155],
          ],
        );
        const found = criticalCare.recognise(source);
        assert.ok('slot' in found);
        assert.equal(found.slot, month);
      }
    });
  }

  it('a workbook without the groups is refused: nobody guesses which column is which', async () => {
    const source = await msitrepWorkbook('2018-01', 'xlsx', (rows) => rows.splice(4, 1));
    await assert.rejects(
      parse(source, '2018-01'),
      refusal('HEADING_MISSING', /Number of Adult critical care beds/),
    );
  });

  it('another month inside is refused, in the title block and in any row', async () => {
    await assert.rejects(
      parse(await msitrepWorkbook('2018-02', 'xlsx'), '2018-01'),
      refusal('WRONG_PERIOD', /February 2018/),
    );
    const copied = await msitrepExtract('2018-01', (rows) => {
      const [, , row] = rows;
      if (row) row[0] = 'MSitRep-DECEMBER-2017';
    });
    await assert.rejects(parse(copied, '2018-01'), refusal('WRONG_PERIOD', /row 3/, /DECEMBER-2017/));
  });

  it('an extract that says year and month in its first lines is read by them', async () => {
    const preamble = await msitrepExtract('2017-04', (rows) => {
      for (const row of rows) row.shift();
      rows.unshift(['Extract'], ['Year:2017-18', 'Period Name:APRIL'], []);
    });
    assert.deepEqual(figures(await parse(preamble, '2017-04')), MSITREP);
    await assert.rejects(parse(preamble, '2017-05'), refusal('WRONG_PERIOD', /April 2017/));
  });

  it('a lost row, a word among the figures, and a file without totals are refused', async () => {
    const lost = await parse(await msitrepExtract('2018-01', (rows) => rows.splice(3, 1)), '2018-01');
    assert.equal(criticalCare.check(lost, monthContext('2018-01'))[0]?.code, 'TOTAL_DISAGREES');
    const word = await msitrepExtract('2018-01', (rows) => {
      const [, row] = rows;
      if (row) row[6] = 'n/a';
    });
    await assert.rejects(parse(word, '2018-01'), refusal('IMPLAUSIBLE', /"n\/a"/));
    const cut = await msitrepExtract('2018-01', (rows) => rows.pop());
    await assert.rejects(parse(cut, '2018-01'), refusal('TOTAL_DISAGREES', /cut short/));
  });
});

describe('critical care beds of the daily situation reports', () => {
  for (const month of ['2020-04', '2021-03', '2022-04', '2023-08', '2024-01']) {
    it(`${month}: trusts are read; England, regions and ICBs are not organisations`, async () => {
      const source = await uecWorkbook(month);
      const parsed = await parse(source, month);
      assert.deepEqual(figures(parsed), UEC);
      assert.deepEqual(parsed.quarantine, []);
      assert.deepEqual(criticalCare.check(parsed, monthContext(month)), []);
      const found = criticalCare.recognise(source);
      assert.ok('slot' in found && found.slot === month);
    });
  }

  it('the table is found on whichever sheet it is, and under headings that come twice', async () => {
    const parsed = await parse(
      await uecWorkbook('2024-01', { thirdSheet: true, twoBlocks: true }),
      '2024-01',
    );
    assert.deepEqual(figures(parsed), UEC);
    assert.equal(parsed.totals.length, 2);
  });

  it('codes are found where the heading is left out, and where the column moved and has blanks before them', async () => {
    const nameless = await uecWorkbook('2023-04', {
      edit: (rows) => {
        const [, , , , heading] = rows;
        if (heading) heading[2] = null;
      },
    });
    assert.deepEqual(figures(await parse(nameless, '2023-04')), UEC);
    const moved = await uecWorkbook('2023-04', {
      edit: (rows) => {
        for (const row of rows) if (row.length > 4) row.splice(1, 1);
        for (const row of rows.slice(5)) if (typeof row[1] === 'string') row[1] = `  ${row[1]}`;
      },
    });
    assert.deepEqual(figures(await parse(moved, '2023-04')), UEC);
  });

  it('trusts that are only named are refused', async () => {
    const names = await uecWorkbook('2022-04', {
      edit: (rows) => {
        for (const row of rows) if (row.length > 4) row.splice(2, 1);
      },
    });
    await assert.rejects(parse(names, '2022-04'), refusal('HEADING_MISSING', /codes of trusts/));
  });

  it('a provisional version says so, and a month without a name in the file is refused', async () => {
    const fileName = '202408-August-2024-beds-sitrep-data-provisionalversion.xlsx';
    assert.equal(
      (await parse(await uecWorkbook('2024-08', { fileName }), '2024-08')).maturity,
      'provisional',
    );
    const unnamed = await uecWorkbook('2022-04', { edit: (rows) => rows.splice(1, 1) });
    await assert.rejects(parse(unnamed, '2022-04'), refusal('WRONG_PERIOD', /no month/));
  });

  it('open and occupied mixed up, or a trust lost, are refused', async () => {
    const mixed = await uecWorkbook('2022-04', {
      edit: (rows) => {
        for (const row of rows.slice(5))
          if (typeof row[5] === 'number') [row[5], row[6]] = [Number(row[6]) / 2, row[5]];
      },
    });
    const parsed = await parse(mixed, '2022-04');
    assert.equal(criticalCare.check(parsed, monthContext('2022-04'))[0]?.code, 'IMPLAUSIBLE');
    const lost = await parse(await uecWorkbook('2022-04', { edit: (rows) => rows.pop() }), '2022-04');
    assert.equal(criticalCare.check(lost, monthContext('2022-04'))[0]?.code, 'TOTAL_DISAGREES');
  });

  it('the two collections have measures of their own, and recipes for their own years', () => {
    const recipes = criticalCare.measures.filter((one) => one.measure === 'cc_beds_open_avg');
    assert.equal(recipes.length, 2);
    for (const fy of criticalCare.years) {
      assert.equal(recipes.filter((one) => one.years?.includes(fy)).length, 1, fy);
    }
    assert.notDeepEqual(recipes[0]?.parts, recipes[1]?.parts);
    assert.ok(
      !criticalCare.measures.some((one) => one.unit === 'periods' && one.measure !== 'critical_care_periods'),
    );
  });

  itWithNhsFiles(
    'beds of all trusts in April 2022 and March 2024 are what the dossier has for England',
    async () => {
      const sums = new Map<string, number>();
      const lines = createInterface({
        input: createReadStream(nhsFile('critical-care', 'england_critical_general_acute_beds.csv') ?? ''),
      });
      for await (const line of lines) {
        const cells = line.split(',').map((cell) => cell.replaceAll('"', ''));
        for (const [index, what] of [
          [11, 'open'],
          [12, 'occupied'],
        ] as const) {
          const key = `${cells[1] ?? ''} ${what}`;
          sums.set(key, (sums.get(key) ?? 0) + (Number(cells[index]) || 0));
        }
      }
      assert.deepEqual(
        ['April 2022', 'March 2024'].map((month) => [
          sums.get(`${month} open`),
          sums.get(`${month} occupied`),
        ]),
        [
          [4049, 3073],
          [3988, 3163],
        ],
      );
    },
  );
});
