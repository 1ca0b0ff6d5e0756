import assert from 'node:assert/strict';
import { ARCHIVE_LIMITS } from '../../spreadsheet/limits.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import { readZipDirectory } from '../../spreadsheet/zip-directory.ts';
import { assertRefused, assertRefusedLater } from './refused.ts';
import { rowsOf, sheetXml, xlsxFile, xlsxParts, xlsxWorkbook } from './xlsx-file.ts';
import { zipFile, type ZipMember } from './zip-file.ts';

const MB = 1024 * 1024;

function read(members: readonly ZipMember[], limits = ARCHIVE_LIMITS): readonly string[] {
  return readZipDirectory(zipFile(members), limits).map(({ name }) => name);
}

function workbookWith(sheet: Partial<ZipMember>): Buffer {
  const members = Object.entries(xlsxParts({ rows: '<row><c><v>1</v></c></row>' })).map(
    ([name, content]) => ({ name, content }),
  );
  return zipFile(
    members.map((member) => (member.name.includes('sheet1') ? { ...member, ...sheet } : member)),
  );
}

describe('an archive', () => {
  it('lists its files and leaves folders out', () => {
    assert.deepEqual(
      read([
        { name: 'a/', content: '', stored: true },
        { name: 'a/b.csv', content: 'x' },
        { name: 'c\\d.csv', content: 'y', stored: true },
      ]),
      ['a/b.csv', 'c/d.csv'],
    );
  });

  const unsafe: readonly (readonly [what: string, members: readonly ZipMember[], words: RegExp])[] = [
    ['a file above its folder', [{ name: '../../evil.csv', content: 'x' }], /outside its own folder/],
    ['a file at an absolute place', [{ name: '/etc/passwd', content: 'x' }], /outside its own folder/],
    ['a file on another drive', [{ name: 'C:\\evil.csv', content: 'x' }], /outside its own folder/],
    [
      'two files of one name',
      [
        { name: 'a.csv', content: 'x' },
        { name: 'A.csv', content: 'y' },
      ],
      /two files named/,
    ],
    [
      'files that share bytes',
      [
        { name: 'a.csv', content: 'x'.repeat(100) },
        { name: 'b.csv', content: 'x'.repeat(100), sharesBytesOf: 0, nameInside: 'b.csv' },
      ],
      /shares bytes/,
    ],
    [
      'a file with another name inside',
      [{ name: 'a.csv', content: 'x', nameInside: 'b.csv' }],
      /another name inside/,
    ],
    [
      'a file that would grow a thousandfold',
      [{ name: 'a.csv', content: Buffer.alloc(11 * MB) }],
      /decompression bomb/,
    ],
    [
      'files that together outgrow memory',
      [
        { name: 'a.csv', content: 'x', declaredSize: 9 * MB },
        ...Array.from({ length: 200 }, (_, index) => ({
          name: `${index}.csv`,
          content: 'x',
          declaredSize: 9 * MB,
        })),
      ],
      /would unpack to/,
    ],
    [
      'too many files',
      Array.from({ length: 2001 }, (_, index) => ({ name: `${index}.csv`, content: '' })),
      /lists 2001 files/,
    ],
    [
      'a stored file of two sizes',
      [{ name: 'a.csv', content: 'x', stored: true, declaredSize: 7 }],
      /two different sizes/,
    ],
  ];
  for (const [what, members, words] of unsafe) {
    it(`is refused with ${what}, before anything is unpacked`, () => {
      assertRefused(() => read(members), 'UNSAFE_ARCHIVE', words);
    });
  }

  it('may give its sizes in 64 bits', () => {
    const [entry] = readZipDirectory(
      zipFile([{ name: 'a.csv', content: 'x'.repeat(99), wide: true }]),
      ARCHIVE_LIMITS,
    );
    assert.equal(entry?.size, 99);
  });

  it('is refused with a password, and with a packing nobody uses', () => {
    assertRefused(() => read([{ name: 'a.csv', content: 'x', flags: 1 }]), 'UNREADABLE_FILE', /password/);
    assertRefused(() => read([{ name: 'a.csv', content: 'x', method: 14 }]), 'UNREADABLE_FILE', /method 14/);
  });

  it('is refused when cut short anywhere', () => {
    const file = xlsxFile({ rows: '<row><c><v>1</v></c></row>' });
    for (let length = 4; length < file.length; length += 13) {
      assertRefused(
        () => readZipDirectory(file.subarray(0, length), ARCHIVE_LIMITS),
        'UNREADABLE_FILE',
        /cut short or damaged/,
      );
    }
  });

  it('is refused, or read to the same cells, whichever of its bytes is wrong', function () {
    this.timeout(20_000);
    const file = xlsxFile({
      rows: '<row r="1"><c r="A1"><v>1234</v></c><c r="B1" t="s"><v>0</v></c></row>',
      strings: '<si><t>x</t></si>',
    });
    let refused = 0;
    for (let at = 0; at < file.length; at += 1) {
      const wrong = Buffer.from(file);
      wrong[at] = (wrong[at] ?? 0) ^ 0x41;
      try {
        assert.deepEqual(rowsOf(wrong), [[1, 1234, 'x']], `byte ${at}`);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        assert.equal((error as Error).name, 'SourceError', `byte ${at}: ${String(error)}`);
        refused += 1;
      }
    }
    assert.ok(refused > file.length / 2, `${refused} of ${file.length}`);
  });

  it('allows the accounts: 40 MB that become 700 MB', () => {
    const member = {
      name: 'sheet.xml',
      content: Buffer.alloc(40 * MB),
      stored: true,
      method: 8,
      declaredSize: 700 * MB,
    };
    assert.deepEqual(read([member]), ['sheet.xml']);
  });
});

describe('a workbook whose sheet is not what the archive declares', () => {
  const rows = sheetXml('<row><c><v>1</v></c></row>'.repeat(2000));

  it('is refused as a bomb when there is more', async () => {
    const file = workbookWith({ content: rows, declaredSize: 2000 });
    assertRefused(() => rowsOf(file), 'UNSAFE_ARCHIVE', /more than the 2000 bytes it declares/);
    const [sheet] = xlsxWorkbook(file).sheets;
    assert.ok(sheet);
    await assertRefusedLater(() => sheet.columns(), 'UNSAFE_ARCHIVE', /more than the 2000 bytes/);
  });

  it('is refused as damaged when there is less, or other bytes', async () => {
    for (const lie of [{ declaredSize: rows.length + 1 }, { declaredCrc: 1 }]) {
      const file = workbookWith({ content: rows, ...lie });
      assertRefused(() => rowsOf(file), 'UNREADABLE_FILE', /fails its checksum/);
      const [sheet] = xlsxWorkbook(file).sheets;
      assert.ok(sheet);
      await assertRefusedLater(() => sheet.columns(), 'UNREADABLE_FILE', /fails its checksum/);
    }
  });

  it('is refused before memory is spent on its shared parts', async () => {
    const file = xlsxFile({
      rows: '<row><c t="s"><v>0</v></c></row>',
      strings: `<si><t>${'x'.repeat(5000)}</t></si>`,
    });
    const [source] = await openSource(file, 'a.xlsx', { ...ARCHIVE_LIMITS, wholeBytes: 4096 });
    assertRefused(() => Array.from(source?.workbook().sheets[0]?.rows() ?? []), 'TOO_LARGE', /at most 4096/);
  });

  it('is refused when rows far to the right make millions of places', function () {
    this.timeout(20_000);
    const far = Array.from(
      { length: 5000 },
      (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`,
    );
    const [sheet] = xlsxWorkbook(xlsxFile({ rows: far.join('') })).sheets;
    const walk = (): number => {
      let rows = 0;
      for (const { cells } of sheet?.rows() ?? []) rows += cells.length > 0 ? 1 : 0;
      return rows;
    };
    assertRefused(walk, 'TOO_LARGE', /places for cells/);
  });
});
