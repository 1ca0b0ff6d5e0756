import assert from 'node:assert/strict';
import { cellValues, createStringTable } from '../../spreadsheet/row-buffer.ts';
import { Scan, SheetScanner } from '../../spreadsheet/xlsx/sheet-scanner.ts';
import { CellKind } from '../../spreadsheet/workbook.ts';
import { columnarRows } from './columnar-rows.ts';
import { assertRefused, assertRefusedLater } from './refused.ts';
import { type Rows, rowsOf, sheetXml, xlsxFile, xlsxWorkbook } from './xlsx-file.ts';

const STRANGE =
  '<row r="1" spans="1:3" ht="15"><c r="A1" s="0"><v>-12.50</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>gr</t></r><r><t>ün &amp; rot</t></r></is></c></row>' +
  '<!-- a > b --><row r="3"><c r="B3" t="str"><f>"&lt;"</f><v>a<![CDATA[]]]>b</v></c><?pi ?><c r="C3" t="e"><v>#N/A</v></c></row><row r="4"/><row r="5"><c r="A5"/><c r="AB5"><v>1e2</v></c></row>';

function scanInChunks(xml: Buffer, size: number): Rows {
  const strings = createStringTable();
  const scanner = new SheetScanner('sheet1.xml', {
    sheet: 'Data',
    strings,
    shared: new Int32Array(0),
    emptyText: undefined,
    styles: [],
    from1904: false,
  });
  const rows: Rows[number][] = [];
  const take = (): Scan => {
    let found = scanner.next();
    for (; found === Scan.row; found = scanner.next()) {
      if (scanner.row.count > 0) rows.push([scanner.row.number, ...cellValues(scanner.row, strings)]);
    }
    return found;
  };
  for (let at = 0; at < xml.length; at += size) {
    scanner.feed(xml.subarray(at, at + size));
    assert.equal(take(), Scan.more);
  }
  scanner.finish();
  assert.equal(take(), Scan.end);
  return rows;
}

describe('a worksheet read in chunks', () => {
  it('says the same wherever the chunks are cut', () => {
    const plain = Array.from(
      { length: 30 },
      (_, index) =>
        `<row r="${index + 6}"><c r="A${index + 6}" s="0"><v>${index}</v></c><c r="B${index + 6}"><v>${index / 8}</v></c></row>`,
    );
    const xml = sheetXml(STRANGE + plain.join(''));
    const whole = rowsOf(xlsxFile({ sheetXml: xml }));
    assert.equal(whole.length, 33);
    assert.deepEqual(whole[0], [1, -12.5, true, 'grün & rot']);
    for (const size of [1, 2, 3, 5, 64, 127, 700, 1023])
      assert.deepEqual(scanInChunks(Buffer.from(xml), size), whole, `chunks of ${size}`);
  });

  it('is refused where it ends too early, wherever that is', () => {
    const xml = Buffer.from(sheetXml(STRANGE));
    for (let length = 1; length < xml.length; length += 7) {
      assertRefused(
        () => rowsOf(xlsxFile({ sheetXml: xml.subarray(0, length) })),
        'UNREADABLE_FILE',
        /ends in the middle|is empty|not UTF-8/,
      );
    }
  });

  it('gives in columns what it gives in rows, text kept once', async () => {
    const file = xlsxFile({
      rows: '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>same</t></is></c><c r="C3" s="1"><v>43831</v></c><c r="D3" t="e"><v>#REF!</v></c></row><row r="9"><c r="C9"><v>7</v></c><c r="D9" t="b"><v>0</v></c></row>',
      strings: '<si><t>same</t></si><si><r><t>sa</t></r><r><t>me</t></r></si><si><t>unused</t></si>',
      formats: [14],
    });
    const columns = await xlsxWorkbook(file).sheets[0]?.columns();
    assert.ok(columns);
    assert.deepEqual(columnarRows(columns), rowsOf(file));
    assert.deepEqual(columns.strings, ['same', 'unused', '2020-01-01', '#REF!']);
    assert.deepEqual([...columns.rowNumbers], [2, 3, 9]);
    assert.deepEqual(
      columns.columns.map(({ kinds }) => [...kinds]),
      [
        [CellKind.text, CellKind.text, CellKind.empty],
        [CellKind.empty, CellKind.empty, CellKind.empty],
        [CellKind.text, CellKind.text, CellKind.number],
        [CellKind.empty, CellKind.error, CellKind.boolean],
      ],
    );
    assert.deepEqual([...(columns.columns[2]?.indices ?? [])], [0, 2, -1]);
  });

  it('has its first rows long before all of it is unpacked, and all of them in columns', async function () {
    this.timeout(20_000);
    const rows = 120_000;
    const row = (number: number): string =>
      `<row r="${number}"><c r="A${number}" t="s"><v>0</v></c><c r="B${number}"><v>${(number * 7919) % 100_003}</v></c><c r="C${number}" t="str"><v>row ${number} of a sheet that is longer than others</v></c></row>`;
    const file = xlsxFile({
      rows: Array.from({ length: rows }, (_, index) => row(index + 1)).join(''),
      strings: '<si><t>x</t></si>',
    });
    const [sheet] = xlsxWorkbook(file).sheets;
    assert.ok(sheet);
    // The end of the sheet's bytes is destroyed: whoever goes there must fail.
    const cut = Buffer.from(file);
    cut.fill(0xff, Math.floor(file.length * 0.8), Math.floor(file.length * 0.9));
    const [broken] = xlsxWorkbook(cut).sheets;
    assert.ok(broken);
    const first: number[] = [];
    for (const { number } of broken.rows()) {
      first.push(number);
      if (first.length === 500) break;
    }
    assert.equal(first.at(-1), 500);
    assertRefused(() => Array.from(broken.rows()), 'UNREADABLE_FILE', /damaged/);
    await assertRefusedLater(() => broken.columns(), 'UNREADABLE_FILE', /sheet1\.xml|Sheet "Data"/);
    const columns = await sheet.columns();
    assert.equal(columns.rows, rows);
    assert.deepEqual(columnarRows(columns), rowsOf(file));
  });
});
