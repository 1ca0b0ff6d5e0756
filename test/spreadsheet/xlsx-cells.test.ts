import assert from 'node:assert/strict';
import { MAIN, readRows, sheetXml } from './xlsx-file.ts';
import { assertRefused } from './refused.ts';

const STRINGS =
  '<si><t>Barts</t></si><si><t xml:space="preserve"> two  spaces </t></si>' +
  '<si><r><rPr><b/><sz val="9"/></rPr><t>Quarter</t></r><r><t xml:space="preserve"> 1</t></r></si>' +
  '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t/></si><si/>' +
  '<si><t>Guy&apos;s &amp; St Thomas&#8217; &#x1F3E5;</t></si><si><t>line_x000D_\nend _x005F_x0041_ _xZZZZ_</t></si>';

describe('the cells of an .xlsx', () => {
  it('may be missing, and so may rows: the references say where the others stand', () => {
    assert.deepEqual(
      readRows({
        rows: '<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row><row r="7"><c r="A7"><v>3</v></c></row>',
      }),
      [
        [3, null, 1, null, 2],
        [7, 3],
      ],
    );
  });

  it('without references follow each other', () => {
    assert.deepEqual(
      readRows({
        rows: '<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
      }),
      [
        [1, 1, null, 2],
        [5, null, null, 3, 4],
        [6, 5],
      ],
    );
  });

  it('may be empty in every way, and a row of empty cells is no row', () => {
    assert.deepEqual(
      readRows({
        rows: '<row r="1"/><row r="2"></row><row r="3"><c r="A3"/><c r="B3" s="0"></c><c r="C3"><v/></c><c r="D3"><v></v></c><c r="E3" t="str"><v></v></c><c r="F3" t="s"><v>4</v></c><c r="G3" t="s"><v>5</v></c></row><row r="4"><c r="A4"><v>0</v></c></row>',
        strings: STRINGS,
      }),
      [[4, 0]],
    );
  });

  it('hold shared text: plain, rich, with phonetic hints, entities and escapes', () => {
    const cells = [0, 1, 2, 3, 6, 7].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    assert.deepEqual(readRows({ rows: `<row>${cells}</row>`, strings: STRINGS }), [
      [
        1,
        'Barts',
        ' two  spaces ',
        'Quarter 1',
        '東京',
        "Guy's & St Thomas’ 🏥",
        'line\r\nend _x0041_ _xZZZZ_',
      ],
    ]);
  });

  it('hold text of their own: inline, rich inline, and the result of a formula', () => {
    assert.deepEqual(
      readRows({
        rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>a&lt;b</t></is></c><c r="B1" t="inlineStr"><is><r><t>x</t></r><r><rPr/><t>y</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c><c r="C1" t="str"><f>A1&amp;"_"</f><v>a_x0009_b</v></c><c r="D1" t="inlineStr"/></row>',
      }),
      [[1, 'a<b', 'xy', 'a\tb']],
    );
  });

  it('hold numbers as a spreadsheet would read them', () => {
    const written = [
      '0',
      '-0.5',
      '1234567.125',
      '1E3',
      '1.5e-7',
      '2.0045605300000002E6',
      '0.1',
      '123456789012345678',
      '+7',
      '.5',
      '5.',
      ' 42 ',
      '0.30000000000000004',
    ];
    assert.deepEqual(
      readRows({ rows: `<row r="1">${written.map((text) => `<c><v>${text}</v></c>`).join('')}</row>` }),
      [[1, ...written.map(Number)]],
    );
  });

  it('hold true, false and errors, and an error is never a number', () => {
    assert.deepEqual(
      readRows({
        rows: '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#DIV/0!</v></c><c r="D1" t="e"><f>1/0</f><v>#N/A</v></c></row>',
      }),
      [[1, true, false, { error: '#DIV/0!' }, { error: '#N/A' }]],
    );
  });

  it('hold the stored result of a formula; one without a result is an error, not a blank', () => {
    assert.deepEqual(
      readRows({
        rows: '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>0</v></c><c r="C1"><f>SUM(A1:B1)</f></c><c r="D1"><v>3</v><f>1+2</f></c></row>',
      }),
      [[1, 2, 0, { error: '#NOT-CALCULATED' }, 3]],
    );
  });

  it('mean the same under a namespace prefix, in strict OOXML, with comments, CDATA and processing instructions between', () => {
    const rows = (p: string): string =>
      `<!-- <${p}row> --><${p}row r="2" spans="1:2"><?go?><${p}c r="A2" t="str"><${p}v>a<![CDATA[<&]]>b<!-- no -->c</${p}v></${p}c><${p}c r="B2"><!--1--><${p}v>1<!--2-->2</${p}v></${p}c></${p}row>`;
    const expected = [[2, 'a<&bc', 12]];
    assert.deepEqual(readRows({ rows: rows('') }), expected);
    assert.deepEqual(
      readRows({
        sheetXml: `\ufeff<x:worksheet xmlns:x="${MAIN}"><x:sheetData>${rows('x:')}</x:sheetData></x:worksheet>`,
      }),
      expected,
    );
    assert.deepEqual(
      readRows({
        sheetXml: `<worksheet xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'><sheetData>${rows('')}</sheetData></worksheet>`,
      }),
      expected,
    );
  });

  it('may stand between extensions of other makers, which say nothing about values', () => {
    assert.deepEqual(
      readRows({
        sheetXml: sheetXml(
          '<row r="1"><c r="A1"><v>1</v><extLst><ext xmlns:z="urn:z"><z:c r="B1"><z:v>9</z:v></z:c></ext></extLst></c><extLst><ext/></extLst></row>',
        ).replace(
          '<pageMargins',
          '<extLst><ext xmlns:y="urn:y"><y:sheetData><row/></y:sheetData></ext></extLst><pageMargins',
        ),
      }),
      [[1, 1]],
    );
  });

  it('keep attributes in single quotes, spaces and any order', () => {
    assert.deepEqual(
      readRows({
        rows: `<row  ht="15"\n r = '2' ><c t='s'  r='A2' ><v>0</v ></c ><c s="0" r="B2"><v\n>7</v></c></row>`,
        strings: STRINGS,
      }),
      [[2, 'Barts', 7]],
    );
  });

  const refusals: readonly (readonly [what: string, rows: string, words: RegExp])[] = [
    [
      'a number that is not one',
      '<row r="1"><c r="B1"><v>12 beds</v></c></row>',
      /cell B1 \("12 beds"\) is not a number/,
    ],
    ['a number beyond all numbers', '<row r="1"><c r="A1"><v>1e999</v></c></row>', /A1.*is not a number/],
    ['infinity', '<row r="1"><c r="A1"><v>INF</v></c></row>', /A1.*is not a number/],
    [
      'a text the workbook does not hold',
      '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
      /A1.*does not hold/,
    ],
    ['a reference to no text', '<row r="1"><c r="A1" t="s"><v></v></c></row>', /A1.*does not hold/],
    ['an unknown type', '<row r="1"><c r="A1" t="x"><v>1</v></c></row>', /unknown type "x"/],
    ['a boolean that is neither', '<row r="1"><c r="A1" t="b"><v>2</v></c></row>', /neither true nor false/],
    ['a date that is none', '<row r="1"><c r="A1" t="d"><v>2019-02-30</v></c></row>', /not a date/],
    ['a style the workbook does not hold', '<row r="1"><c r="A1" s="7"><v>1</v></c></row>', /style 7/],
    [
      'two cells in one place',
      '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
      /row 1: cell A1 comes after cell A/,
    ],
    [
      'cells out of order',
      '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
      /cell A1 comes after cell B/,
    ],
    ['rows out of order', '<row r="2"/><row r="1"/>', /a row "1" after row 2/],
    ['one row twice', '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"/>', /a row "2" after row 2/],
    ['a cell that belongs to another row', '<row r="2"><c r="A3"><v>1</v></c></row>', /a cell "A3" in row 2/],
    ['a column past the last', '<row r="1"><c r="XFE1"><v>1</v></c></row>', /cell XFE1/],
    ['a row past the last', '<row r="1048577"/>', /more than 1048576 rows/],
    [
      'an element it does not know',
      '<row r="1"><c r="A1"><v>1</v><w>2</w></c></row>',
      /unexpected "<w>" at row 1/,
    ],
    ['two values in a cell', '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>', /unexpected "<v>"/],
    [
      'a value beside inline text',
      '<row r="1"><c r="A1" t="inlineStr"><v>1</v></c></row>',
      /unexpected "<v>"/,
    ],
    ['text outside of cells', '<row r="1">7<c r="A1"><v>1</v></c></row>', /text outside of the cells/],
    [
      'a namespace changed among the cells',
      '<row r="1" xmlns="urn:other"><c r="A1"><v>1</v></c></row>',
      /changes its namespaces/,
    ],
    [
      'alternatives for other programs',
      '<mc:AlternateContent xmlns:mc="urn:mc"/>',
      /unexpected "<mc:AlternateContent>"/,
    ],
  ];
  for (const [what, rows, words] of refusals) {
    it(`refuses ${what}, and says where`, () => {
      assertRefused(() => readRows({ rows }), 'UNREADABLE_FILE', words);
    });
  }
});
