import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { criticalCare } from '../../datasets/critical-care/dataset.ts';
import {
  contextOf,
  msitrepExtract,
  msitrepWorkbook,
  sitrepWorkbook,
  TRUSTS,
  type Edit,
} from '../fixtures/critical-care.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { sourceOf } from '../tables/source-of.ts';

async function parse(bytes: Buffer, month: string, fileName = 'beds.xlsx'): Promise<ParsedFile> {
  return await criticalCare.parse(await sourceOf(bytes, fileName), contextOf(month));
}

async function refusalsOf(bytes: Buffer, month: string): Promise<readonly string[]> {
  return criticalCare.check(await parse(bytes, month), contextOf(month)).map(({ code }) => code);
}

/** The trusts' beds are read, add up to the file's own total, and the file is known by its month. */
async function assertRead(bytes: Buffer, month: string, layout: string): Promise<void> {
  const parsed = await parse(bytes, month);
  const collection = month < '2020-04' ? 'msitrep' : 'uec_sitrep';
  assert.deepEqual(
    parsed.observations.map(({ orgCode, measure, value }) => [orgCode.trim(), measure, value]),
    TRUSTS.flatMap(({ code, open, occupied }) => [
      [code, `adult_critical_care_beds_open_${collection}`, open],
      [code, `adult_critical_care_beds_occupied_${collection}`, occupied],
    ]),
  );
  assert.deepEqual(
    parsed.totals.map(({ published, sumOfRows }) => [published, sumOfRows]),
    [
      [195, 195],
      [155, 155],
    ],
  );
  assert.deepEqual([parsed.layout, parsed.quarantine], [layout, []]);
  assert.deepEqual(criticalCare.check(parsed, contextOf(month)), []);
  const found = criticalCare.recognise(await sourceOf(bytes, 'beds.xlsx'));
  assert.ok('slot' in found && found.slot === month);
}

/** The line of headings: the one that names organisations. */
const headingsOf = (lines: Parameters<Edit>[0]): number =>
  lines.findIndex((line) => line.includes('Name') || line.includes('Org Name'));

describe('critical care beds to February 2020', () => {
  for (const month of ['2017-04', '2018-01', '2018-12', '2020-02']) {
    it(`${month}: the extract's open and occupied adult beds are read, and add up to its totals`, async () => {
      await assertRead(msitrepExtract(month, TRUSTS), month, 'msitrep-extract');
      await assertRead(msitrepWorkbook(month, TRUSTS), month, 'msitrep-extract');
    });

    it(`${month}: in the workbook the group above says which column is open and which occupied`, async () => {
      for (const bookType of ['biff8', 'xlsx'] as const) {
        const bytes = msitrepWorkbook(month, TRUSTS, { grouped: true, bookType });
        await assertRead(bytes, month, 'msitrep-workbook');
      }
    });
  }

  it('a workbook without the groups is refused: nobody guesses which column is which', async () => {
    const edit: Edit = (lines) => void lines.splice(headingsOf(lines) - 1, 1);
    await assert.rejects(
      parse(msitrepWorkbook('2018-01', TRUSTS, { grouped: true, edit }), '2018-01'),
      refusal('HEADING_MISSING', /Number of Adult critical care beds/),
    );
  });

  it('another month inside is refused, in the title block and in any row', async () => {
    await assert.rejects(
      parse(msitrepWorkbook('2018-02', TRUSTS, { grouped: true }), '2018-01'),
      refusal('WRONG_PERIOD', /February 2018/),
    );
    const copied = msitrepExtract('2018-01', TRUSTS, ([, , row = []]) => {
      row[0] = 'MSitRep-DECEMBER-2017';
    });
    await assert.rejects(parse(copied, '2018-01'), refusal('WRONG_PERIOD', /row 3/, /DECEMBER-2017/));
  });

  it('an extract that says year and month in its first lines is read by them', async () => {
    const preamble = msitrepExtract('2017-04', TRUSTS, (lines) => {
      for (const line of lines) line.shift();
      lines.unshift(['Extract'], ['Year:2017-18', 'Period Name:APRIL'], []);
    });
    await assertRead(preamble, '2017-04', 'msitrep-extract');
    await assert.rejects(parse(preamble, '2017-05'), refusal('WRONG_PERIOD', /April 2017/));
  });

  it('a lost row, a word among the figures, and a file without totals are refused', async () => {
    const lost = msitrepExtract('2018-01', TRUSTS, (lines) => void lines.splice(3, 1));
    assert.equal((await refusalsOf(lost, '2018-01'))[0], 'TOTAL_DISAGREES');
    const word = msitrepExtract('2018-01', TRUSTS, ([, row = []]) => {
      row[6] = 'n/a';
    });
    await assert.rejects(parse(word, '2018-01'), refusal('IMPLAUSIBLE', /"n\/a"/));
    const cut = msitrepExtract('2018-01', TRUSTS, (lines) => void lines.pop());
    await assert.rejects(parse(cut, '2018-01'), refusal('TOTAL_DISAGREES', /cut short/));
  });
});

describe('critical care beds of the daily situation reports', () => {
  for (const month of ['2020-04', '2021-03', '2022-04', '2023-08', '2024-01']) {
    it(`${month}: trusts are read; England, regions and ICBs are not organisations`, async () => {
      await assertRead(sitrepWorkbook(month, TRUSTS), month, 'uec-sitrep');
    });
  }

  it('the table is found on whichever sheet it is, and under headings that come twice', async () => {
    await assertRead(sitrepWorkbook('2023-01', TRUSTS, { twoBlocks: true }), '2023-01', 'uec-sitrep');
  });

  it('codes are found where the heading is left out, and where the column moved and has blanks before them', async () => {
    await assertRead(sitrepWorkbook('2023-04', TRUSTS), '2023-04', 'uec-sitrep');
    const edit: Edit = (lines) => {
      for (const line of lines.slice(headingsOf(lines))) line.splice(1, 1);
      for (const line of lines.slice(headingsOf(lines) + 1)) line[1] &&= `  ${String(line[1])}`;
    };
    await assertRead(sitrepWorkbook('2024-04', TRUSTS, { edit }), '2024-04', 'uec-sitrep');
  });

  it('trusts that are only named are refused', async () => {
    const edit: Edit = (lines) => {
      for (const line of lines.slice(headingsOf(lines))) line.splice(2, 1);
    };
    await assert.rejects(
      parse(sitrepWorkbook('2022-04', TRUSTS, { edit }), '2022-04'),
      refusal('HEADING_MISSING', /codes of trusts/),
    );
  });

  it('a provisional version says so, and a month without a name in the file is refused', async () => {
    const fileName = '202408-August-2024-beds-sitrep-data-provisionalversion.xlsx';
    const provisional = await parse(sitrepWorkbook('2024-08', TRUSTS), '2024-08', fileName);
    assert.equal(provisional.maturity, 'provisional');
    const edit: Edit = (lines) => void lines.splice(3, 1);
    await assert.rejects(
      parse(sitrepWorkbook('2022-04', TRUSTS, { edit }), '2022-04'),
      refusal('WRONG_PERIOD', /no month/),
    );
  });

  it('open and occupied mixed up, or a trust lost, are refused', async () => {
    const mixed: Edit = (lines) => {
      for (const line of lines.slice(headingsOf(lines) + 1))
        if (typeof line[7] === 'number') [line[7], line[8]] = [Number(line[8]) / 2, line[7]];
    };
    assert.equal(
      (await refusalsOf(sitrepWorkbook('2022-04', TRUSTS, { edit: mixed }), '2022-04'))[0],
      'IMPLAUSIBLE',
    );
    const lost: Edit = (lines) => void lines.pop();
    assert.equal(
      (await refusalsOf(sitrepWorkbook('2022-04', TRUSTS, { edit: lost }), '2022-04'))[0],
      'TOTAL_DISAGREES',
    );
  });

  it('the two collections have measures of their own, and recipes for their own years', () => {
    const recipes = criticalCare.measures.filter((recipe) => recipe.measure === 'cc_beds_open_avg');
    assert.equal(recipes.length, 2);
    for (const fy of criticalCare.years) {
      assert.equal(recipes.filter(({ years }) => years?.includes(fy)).length, 1, fy);
    }
    assert.notDeepEqual(recipes[0]?.parts, recipes[1]?.parts);
    const periods = criticalCare.measures.filter(({ unit }) => unit === 'periods');
    assert.deepEqual(
      periods.map(({ measure }) => measure),
      ['critical_care_periods'],
    );
  });

  itWithNhsFiles(
    'beds of all trusts in April 2022 and March 2024 are what the dossier has for England',
    async () => {
      const sums = new Map<string, number>();
      const add = (key: string, cell: string | undefined): unknown =>
        sums.set(key, (sums.get(key) ?? 0) + (Number(cell) || 0));
      const path = nhsFile('critical-care', 'england_critical_general_acute_beds.csv') ?? '';
      for await (const line of createInterface({ input: createReadStream(path) })) {
        const cells = line.replaceAll('"', '').split(',');
        add(`${cells[1] ?? ''} open`, cells[11]);
        add(`${cells[1] ?? ''} occupied`, cells[12]);
      }
      assert.deepEqual(
        ['April 2022 open', 'April 2022 occupied', 'March 2024 open', 'March 2024 occupied'].map((key) =>
          sums.get(key),
        ),
        [4049, 3073, 3988, 3163],
      );
    },
  );
});
