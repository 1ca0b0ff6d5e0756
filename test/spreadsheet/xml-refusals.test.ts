import { MAIN, readRows, sheetXml } from './xlsx-file.ts';
import { assertRefused } from './refused.ts';

const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';

describe('the XML of a workbook', () => {
  const refusals: readonly (readonly [what: string, xml: string | Uint8Array, words: RegExp])[] = [
    [
      'a document type',
      `<!DOCTYPE worksheet SYSTEM "http://127.0.0.1/x.dtd">${sheetXml(ROW)}`.replace(/<\?xml.*?\?>\r\n/, ''),
      /document type or entities/,
    ],
    [
      'entities that multiply',
      `<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet xmlns="${MAIN}"><sheetData/></worksheet>`,
      /document type or entities/,
    ],
    ['an entity nobody declared', sheetXml('<row><c t="str"><v>&xxe;</v></c></row>'), /"&xxe;", an entity/],
    ['a bare ampersand', sheetXml('<row><c t="str"><v>A & B</v></c></row>'), /entity XML does not know/],
    ['a character that XML has not', sheetXml('<row><c t="str"><v>&#0;</v></c></row>'), /"&#0;"/],
    ['half a surrogate', sheetXml('<row><c t="str"><v>&#xD800;</v></c></row>'), /"&#xD800;"/],
    ['control characters', sheetXml('<row><c t="str"><v>a\u0001b</v></c></row>'), /control character/],
    [
      'bytes that are not UTF-8',
      Buffer.from(sheetXml('<row><c t="str"><v>caf\u00e9</v></c></row>'), 'latin1'),
      /not UTF-8/,
    ],
    ['UTF-16', Buffer.from(`\ufeff${sheetXml(ROW)}`, 'utf16le'), /UTF-16/],
    ['UTF-16 without a mark', Buffer.from(sheetXml(ROW), 'utf16le'), /UTF-16/],
    ['another encoding', sheetXml(ROW).replace('UTF-8', 'ISO-8859-1'), /ISO-8859-1/],
    [
      'a tag closed by another',
      sheetXml('<row r="1"><c r="A1"><v>1</c></v></row>'),
      /"<\/c>" closes nothing/,
    ],
    ['a tag left open', sheetXml('<row r="1"><c r="A1"><v>1</v></row>'), /closes nothing/],
    ['a second root', `${sheetXml(ROW)}<worksheet/>`, /more than one root/],
    ['text behind the root', `${sheetXml(ROW)}oops`, /text outside/],
    ['an attribute twice', sheetXml('<row r="1"><c r="A1" r="B1"><v>1</v></c></row>'), /attribute "r" twice/],
    ['an attribute without quotes', sheetXml('<row r=1><c><v>1</v></c></row>'), /without quotes/],
    ['no rows at all', `<worksheet xmlns="${MAIN}"><dimension ref="A1"/></worksheet>`, /holds no rows/],
    ['rows in two places', sheetXml(ROW).replace('</worksheet>', '<sheetData/></worksheet>'), /rows twice/],
    ['another document', '<html><body/></html>', /should be a "worksheet".*is "html"/],
    ['another namespace', sheetXml(ROW).replace(MAIN, 'urn:other'), /should be a "worksheet"/],
    ['a comment and nothing else', '<!-- -->', /ends in the middle/],
  ];
  for (const [what, sheetXmlText, words] of refusals) {
    it(`is refused with ${what}`, () => {
      assertRefused(() => readRows({ sheetXml: sheetXmlText }), 'UNREADABLE_FILE', words);
    });
  }

  it('is refused with elements nested without end, and with one tag without end', () => {
    assertRefused(
      () => readRows({ sheetXml: '<a>'.repeat(100_000) }),
      'UNREADABLE_FILE',
      /should be a "worksheet"|nested/,
    );
    assertRefused(
      () => readRows({ parts: { 'xl/styles.xml': '<a>'.repeat(100_000) }, rows: ROW }),
      'UNREADABLE_FILE',
      /nested too deeply/,
    );
  });
});
