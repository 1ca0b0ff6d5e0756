import assert from 'node:assert/strict';
import { assertRefused } from './refused.ts';
import { MAIN, relations, sheetXml, xlsxFile, xlsxWorkbook } from './xlsx-file.ts';

const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function book(sheets: string): string {
  return `<workbook xmlns="${MAIN}" xmlns:r="${R}"><sheets>${sheets}</sheets></workbook>`;
}

const VALUE = (value: number): string => sheetXml(`<row r="1"><c r="A1"><v>${value}</v></c></row>`);

describe('the sheets of an .xlsx', () => {
  it('come in the order of the workbook, with hidden ones marked and charts without rows', async () => {
    const file = xlsxFile({
      parts: {
        'xl/workbook.xml': book(
          '<sheet name="Second &amp; last" sheetId="9" r:id="rId7"/><sheet name="Secret" sheetId="2" state="hidden" r:id="rId8"/><sheet name="Very" sheetId="3" state="veryHidden" r:id="rId6"/><sheet name="Chart" sheetId="4" r:id="rId5"/>',
        ),
        'xl/_rels/workbook.xml.rels': relations([
          ['rId5', 'chartsheet', 'chartsheets/sheet1.xml'],
          ['rId6', 'worksheet', 'worksheets/c.xml'],
          ['rId7', 'worksheet', '/xl/worksheets/A.xml'],
          ['rId8', 'worksheet', '../xl/./worksheets/b.xml'],
        ]),
        'xl/worksheets/a.xml': VALUE(1),
        'xl/worksheets/b.xml': VALUE(2),
        'xl/worksheets/c.xml': VALUE(3),
      },
    });
    const { sheets } = xlsxWorkbook(file);
    assert.deepEqual(
      sheets.map(({ name, hidden, rows }) => [name, hidden, Array.from(rows(), ({ cells }) => cells[0])]),
      [
        ['Second & last', false, [1]],
        ['Secret', true, [2]],
        ['Very', true, [3]],
        ['Chart', false, []],
      ],
    );
    assert.equal((await sheets[3]?.columns())?.rows, 0);
  });

  it('need neither shared strings nor styles', () => {
    const parts = {
      'xl/_rels/workbook.xml.rels': relations([['rId1', 'worksheet', 'worksheets/sheet1.xml']]),
    };
    const [sheet] = xlsxWorkbook(xlsxFile({ rows: '<row><c><v>1</v></c></row>', parts })).sheets;
    assert.deepEqual(Array.from(sheet?.rows() ?? []), [{ number: 1, cells: [1] }]);
  });

  it('can be walked again and again', () => {
    const [sheet] = xlsxWorkbook(
      xlsxFile({ rows: '<row><c><v>1</v></c></row><row><c><v>2</v></c></row>' }),
    ).sheets;
    const rows = sheet?.rows();
    assert.ok(rows);
    assert.equal(Array.from(rows).length, 2);
    assert.deepEqual(Array.from(rows), Array.from(sheet?.rows() ?? []));
  });

  const refusals: readonly (readonly [
    what: string,
    parts: Record<string, string>,
    code: 'UNREADABLE_FILE' | 'WRONG_TYPE',
    words: RegExp,
  ])[] = [
    [
      'a listed sheet is missing',
      { 'xl/workbook.xml': book('<sheet name="Gone" r:id="rId9"/>') },
      'UNREADABLE_FILE',
      /lists the sheet "Gone"/,
    ],
    [
      'a sheet lies outside of the file',
      { 'xl/_rels/workbook.xml.rels': relations([['rId1', 'worksheet', '../../../etc/passwd']]) },
      'UNREADABLE_FILE',
      /does not hold it/,
    ],
    [
      'two sheets have one name',
      { 'xl/workbook.xml': book('<sheet name="A" r:id="rId1"/><sheet name="a" r:id="rId1"/>') },
      'UNREADABLE_FILE',
      /two sheets of the same name/,
    ],
    ['there is no sheet', { 'xl/workbook.xml': book('') }, 'UNREADABLE_FILE', /no sheet/],
    [
      'the state of a sheet is unknown',
      { 'xl/workbook.xml': book('<sheet name="A" state="odd" r:id="rId1"/>') },
      'UNREADABLE_FILE',
      /"odd"/,
    ],
    [
      'it is a text document',
      { 'xl/workbook.xml': '<document xmlns="urn:w"/>' },
      'WRONG_TYPE',
      /main part is a "document"/,
    ],
    [
      'it is a binary workbook',
      { '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.bin']]), 'xl/workbook.bin': 'x' },
      'WRONG_TYPE',
      /xlsb/,
    ],
    [
      'it does not say where the workbook is',
      { '_rels/.rels': relations([]) },
      'UNREADABLE_FILE',
      /where its sheets are/,
    ],
  ];
  for (const [what, parts, code, words] of refusals) {
    it(`are refused where ${what}`, () => {
      assertRefused(() => xlsxWorkbook(xlsxFile({ rows: '', parts })), code, words);
    });
  }
});
