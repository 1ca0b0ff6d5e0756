/** Files of deflators that are not what they should be: each is refused with the place and the remedy. */
import assert from 'node:assert/strict';
import { gdpDeflators } from '../../datasets/gdp-deflators/dataset.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { CONTEXT, deflatorCsv, deflatorGrid, deflatorWorkbook } from '../fixtures/gdp-deflators.ts';
import type { Grid } from '../fixtures/grid.ts';
import { sourceOf } from '../tables/source-of.ts';

/** Code and sentence of the first refusal; undefined where the file is taken. */
async function refusalOf(
  source: SourceBytes,
): Promise<{ readonly code: string; readonly message: string } | undefined> {
  try {
    return gdpDeflators.check(await gdpDeflators.parse(source, CONTEXT), CONTEXT)[0];
  } catch (error) {
    assert.ok(error instanceof SourceError, String(error));
    return error;
  }
}

const set =
  (address: string, value: string | number | null) =>
  (grid: Grid): void => {
    grid.getCell(address).value = value;
  };

/** What is wrong, how it is made from a good file, the code, and words of the sentence. */
const WRONG: readonly (readonly [string, (grid: Grid) => void, string, RegExp])[] = [
  [
    'an unknown heading in the block of financial years',
    set('D7', 'GDP at basic prices'),
    SourceErrorCode.unknownLayout,
    /"GDP at basic prices" is not known.*Headings found: "Financial year", "2023-24 = 100"/,
  ],
  [
    'no heading of the years',
    set('A7', 'Year'),
    SourceErrorCode.headingMissing,
    /"Financial year".*Headings found/,
  ],
  [
    'no base year over the index',
    set('B7', 'Index'),
    SourceErrorCode.headingMissing,
    /"= 100".*Headings found: "Financial year", "Index"/,
  ],
  ['no heading of the changes', set('C7', 'growth'), SourceErrorCode.unknownLayout, /"growth" is not known/],
  [
    'an index of another price above the base year',
    set('B6', 'GDP deflator at basic prices'),
    SourceErrorCode.headingMissing,
    /another price/,
  ],
  [
    'two indices of financial years',
    set('D7', '2022-23 = 100'),
    SourceErrorCode.headingMissing,
    /more than one column/,
  ],
  [
    'the headings twice',
    (grid) => {
      grid.spliceRows(8, 0, grid.getRow(7).values);
    },
    SourceErrorCode.headingMissing,
    /row 8 has the headings/,
  ],
  [
    'a base year that does not read 100',
    set('B7', '2022-23 = 100'),
    SourceErrorCode.implausible,
    /for 2022-23, and its heading says 2022-23 = 100/,
  ],
  [
    'a base year that is not in the table',
    (grid) => {
      grid.spliceRows(76, 6);
    },
    SourceErrorCode.implausible,
    /has no row of 2023-24/,
  ],
  ['a year twice', set('A72', '2018-19'), SourceErrorCode.duplicateRows, /row 72.*printed twice/],
  [
    'a year left out',
    (grid) => {
      grid.spliceRows(60, 1);
    },
    SourceErrorCode.implausible,
    /2008-09 and follows 2006-07/,
  ],
  ['a year that is none', set('A72', '2019-21'), SourceErrorCode.wrongPeriod, /row 72, column A.*"2019-21"/],
  ['a year turned into a date', set('A54', '2001-02-01'), SourceErrorCode.wrongPeriod, /row 54/],
  ['a figure without a year', set('A72', null), SourceErrorCode.wrongPeriod, /row 72.*is empty/],
  [
    'a word among the years',
    set('A72', 'x2019-20'),
    SourceErrorCode.unknownLayout,
    /row 72 prints "x2019-20".*row 73/,
  ],
  [
    'an index that is no number',
    set('B72', '85,1'),
    SourceErrorCode.implausible,
    /row 72, column B \("2023-24 = 100"\) prints "85,1"/,
  ],
  ['an index that is an error', set('B72', '#REF!'), SourceErrorCode.implausible, /#REF!/],
  ['an index that is withheld', set('B72', '[c]'), SourceErrorCode.implausible, /\[c\]/],
  ['a change that is no number', set('C72', '4%'), SourceErrorCode.implausible, /column C.*"4%"/],
  [
    'an index lost between two others',
    set('B72', '-'),
    SourceErrorCode.implausible,
    /2019-20 prints no index, and row 73 has an outturn/,
  ],
  ['an index below nought', set('B8', -1), SourceErrorCode.implausible, /above nought/],
  [
    'a decimal point that has moved',
    (grid) => {
      const { value } = grid.getCell('B72');
      set('B72', Number(value) / 10)(grid);
    },
    SourceErrorCode.implausible,
    /which no year has had/,
  ],
  [
    'a change that its indices contradict',
    set('C72', 1.5),
    SourceErrorCode.totalDisagrees,
    /row 72.*1\.5 per cent for 2019-20/,
  ],
  [
    'two indices changed for each other',
    (grid) => {
      const [a, b] = [grid.getCell('B70').value, grid.getCell('B71').value];
      grid.getCell('B70').value = b;
      grid.getCell('B71').value = a;
    },
    SourceErrorCode.totalDisagrees,
    /Columns are shifted or a figure is damaged/,
  ],
  [
    'rows lost at the top',
    (grid) => {
      grid.spliceRows(8, 50);
    },
    SourceErrorCode.implausible,
    /Rows are lost/,
  ],
  [
    'no year under the headings',
    (grid) => {
      grid.spliceRows(8, 74);
    },
    SourceErrorCode.empty,
    /no year under them/,
  ],
];

describe('refusing files of GDP deflators', () => {
  for (const [what, spoil, code, words] of WRONG) {
    it(`${what} refuses the file, CSV and workbook alike`, async () => {
      const grid = deflatorGrid();
      spoil(grid);
      for (const source of [await deflatorCsv(grid), await deflatorWorkbook(grid)]) {
        const refused = await refusalOf(source);
        assert.ok(refused, `${source.kind} is taken`);
        assert.equal(refused.code, code, refused.message);
        assert.match(refused.message, words);
        assert.match(refused.message, /compare|take|download|look at|add (?:it|its|what)|load another/i);
        assert.doesNotMatch(refused.message, /undefined|NaN|\[object/);
      }
    });
  }

  it('two sheets with an index refuse the workbook', async () => {
    const other = deflatorGrid({ base: 2022 });
    other.name = 'Old base';
    const refused = await refusalOf(await deflatorWorkbook([deflatorGrid(), other]));
    assert.equal(refused?.code, SourceErrorCode.unknownLayout);
    assert.match(refused.message, /"GDP Deflators" and "Old base"/);
  });

  it('an edition whose month is before the end of its last outturn is refused, and so is one long after', async () => {
    const name = (month: string): string => `GDP_Deflators_${month}_update.csv`;
    const early = deflatorGrid({ outturnDay: '22 December 2023', forecastDay: '22 November 2023' });
    assert.match(
      (await refusalOf(await deflatorCsv(early, name('December_2023'))))?.message ?? '',
      /was not over/,
    );
    const late = await refusalOf(await deflatorCsv(deflatorGrid(), name('June_2026')));
    assert.equal(late?.code, SourceErrorCode.wrongPeriod);
    assert.equal(await refusalOf(await deflatorCsv(deflatorGrid(), name('March_2026'))), undefined);
  });

  it('a file that says nothing of its edition is refused', async () => {
    const grid = deflatorGrid();
    grid.getCell('A3').value = grid.getCell('A4').value = null;
    const refused = await refusalOf(await deflatorCsv(grid, 'prices.csv'));
    assert.equal(refused?.code, SourceErrorCode.unknownLayout);
    assert.match(refused.message, /of which edition/);
  });

  it('a page in place of a file, and a table of something else, are not this publication', async () => {
    const other = await sourceOf(Buffer.from('Financial year,Beds\n2019-20,100\n'), 'beds.csv');
    const recognised = gdpDeflators.recognise(other);
    assert.ok('notThis' in recognised && recognised.nearly === undefined);
    assert.equal((await refusalOf(other))?.code, SourceErrorCode.headingMissing);
  });

  it('words that nobody should believe stay words', async () => {
    const grid = deflatorGrid();
    grid.getCell('A1').value = '=cmd|calc!A1</script><script>alert(1)</script>';
    grid.getCell('A83').value = '=HYPERLINK("https://evil.example")';
    assert.equal(await refusalOf(await deflatorCsv(grid)), undefined);
  });
});
