import assert from 'node:assert/strict';
import { utils, write } from '@e965/xlsx';
import { csvWorkbook } from '../../spreadsheet/csv-workbook.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import { readRows } from '../spreadsheet/xlsx-file.ts';
import type { CellValue, Sheet } from '../../spreadsheet/workbook.ts';

const HIDDEN = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202c',
  '\u2066',
  '\u2069',
];
/** Code, name, heading, figure, mark. */
const line = (character: string): string[] => [
  `R${character}1H${character}`,
  `${character}Barts ${character}Health`,
  `Org${character} Code`,
  `1,2${character}34`,
  `[c]${character}`,
];

async function inColumns(sheet: Sheet): Promise<readonly (string | undefined)[]> {
  const { columns, strings } = await sheet.columns();
  return columns.map(({ indices }) => strings[indices[0] ?? -1]);
}

describe('a character that nobody sees', () => {
  const rows = HIDDEN.map(line);
  const wanted = (character: string): CellValue[] => [
    'R1H',
    'Barts Health',
    'Org Code',
    `1,2${character}34`,
    `[c]${character}`,
  ];

  for (const [kind, bookType] of [
    ['xlsx', 'xlsx'],
    ['xls', 'biff8'],
  ] as const) {
    it(`is taken out of codes, names and headings of an .${kind} workbook, and left in what is printed as a figure`, async () => {
      const sheet = utils.aoa_to_sheet(rows);
      const bytes = write(
        { SheetNames: ['A'], Sheets: { A: sheet } },
        { type: 'buffer', bookType },
      ) as Buffer;
      const [source] = await openSource(bytes, `a.${kind}`);
      const read = [...(source?.workbook().sheets[0]?.rows() ?? [])].map(({ cells }) => cells);
      assert.deepEqual(read, HIDDEN.map(wanted));
      const own = source?.workbook().sheets[0];
      assert.deepEqual(own && (await inColumns(own)), wanted(HIDDEN[0] ?? ''));
    });
  }

  it('is taken out of an inline text of a workbook too', () => {
    const cells =
      '<c r="A1" t="inlineStr"><is><t>R1\u200bH</t></is></c><c r="B1" t="str"><v>\u200bR1H</v></c>';
    assert.deepEqual(readRows({ rows: `<row r="1">${cells}</row>` }), [[1, 'R1H', 'R1H']]);
  });

  it('is taken out of a CSV, with quotes and without, read by rows and by columns', async () => {
    const csv = rows
      .map((cells) => cells.map((cell) => (/,/.test(cell) ? `"${cell}"` : cell)).join(','))
      .join('\n');
    const [sheet] = csvWorkbook(Buffer.from(csv)).sheets;
    assert.ok(sheet);
    assert.deepEqual(
      [...sheet.rows()].map(({ cells }) => cells),
      HIDDEN.map(wanted),
    );
    assert.deepEqual(await inColumns(sheet), wanted(HIDDEN[0] ?? ''));
  });

  it('by itself is an empty cell', () => {
    const [sheet] = csvWorkbook(Buffer.from('a,\u200b\u200b,c\n')).sheets;
    assert.deepEqual([...(sheet?.rows() ?? [])][0]?.cells, ['a', null, 'c']);
  });
});
