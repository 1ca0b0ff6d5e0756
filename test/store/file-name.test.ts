import assert from 'node:assert/strict';
import fc from 'fast-check';
import { publishedName, safeFileName } from '../../store/file-name.ts';

describe('file names', () => {
  it('the published name is the last part of the address, decoded, without folders', () => {
    const name = (path: string): string => publishedName(`https://files.digital.nhs.uk/${path}`);
    assert.equal(name('01/B9/hosp%20tab%20v2.xlsx?x=/y'), 'hosp tab v2.xlsx');
    assert.equal(name('Beds-%E2%80%93-1987.xls'), 'Beds-–-1987.xls');
    assert.equal(name('a/..%2F..%2Fetc%2Fpasswd'), 'passwd');
    assert.equal(name('100%.xls'), '100%.xls');
    assert.equal(name('folder/'), '');
  });

  it('letters of any script stay; what a file system cannot take is replaced', () => {
    assert.equal(safeFileName('Cyngor Môn – Q1 (A&E).xlsx'), 'Cyngor Môn – Q1 (A&E).xlsx');
    assert.equal(safeFileName('a/b\\c:d*e?.csv'), 'a_b_c_d_e_.csv');
    assert.equal(safeFileName('..hidden. '), 'hidden');
    assert.equal(safeFileName('CON.csv'), '_CON.csv');
    assert.equal(safeFileName('evil\u202excod.exe\u0000'), 'evilxcod.exe');
    assert.equal(safeFileName(' .. '), 'file');
  });

  it('any text becomes one visible path segment that fits, and doing it twice changes nothing', () => {
    const nasty = fc.constantFrom(
      '/',
      '\\',
      '.',
      ' ',
      ':',
      '\u0000',
      '\n',
      '\u202e',
      '\ud800',
      'é',
      'e\u0301',
      '–',
      '😀',
      'a',
      '1',
    );
    fc.assert(
      fc.property(fc.string({ unit: nasty, maxLength: 400 }), (text) => {
        const name = safeFileName(text);
        assert.ok(Buffer.byteLength(name) > 0 && Buffer.byteLength(name) <= 151, name);
        assert.doesNotMatch(name, /[/\\:*?"<>|\p{Cc}\p{Cs}]|^\.|[. ]$/u);
        assert.equal(safeFileName(name), name);
      }),
    );
  });

  it('a long name keeps its ending', () => {
    const name = safeFileName(`${'é'.repeat(300)}.xlsx`);
    assert.match(name, /é\.xlsx$/);
    assert.ok(Buffer.byteLength(name) <= 150);
  });
});
