import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvWorkbook } from '../../spreadsheet/csv-workbook.ts';
import { columnarRows } from './columnar-rows.ts';
import { assertRefused } from './refused.ts';

function read(content: string | Uint8Array): readonly unknown[] {
  const { sheets } = csvWorkbook(Buffer.from(content as Uint8Array));
  assert.equal(sheets.length, 1);
  assert.equal(sheets[0]?.name, '');
  return Array.from(sheets[0].rows(), ({ number, cells }) => [number, ...cells]);
}

describe('a CSV file', () => {
  it('has text in every cell, null for an empty one, and as many cells as each line', () => {
    assert.deepEqual(read('Code,Beds\nRJ1,"1,234"\nRJ2,\nRJ3\nRJ4,1,2\n'), [
      [1, 'Code', 'Beds'],
      [2, 'RJ1', '1,234'],
      [3, 'RJ2', null],
      [4, 'RJ3'],
      [5, 'RJ4', '1', '2'],
    ]);
  });

  it('numbers rows as a text editor does, past blank lines and lines inside quotes, with any line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '', '"x', 'y",1', ',,', 'z,2', '', '"q', '', 'q",3', 'last,4'].join(end);
      assert.deepEqual(
        read(text),
        [
          [1, 'a', 'b'],
          [3, 'x\ny', '1'],
          [6, 'z', '2'],
          [8, 'q\n\nq', '3'],
          [11, 'last', '4'],
        ],
        JSON.stringify(end),
      );
    }
  });

  it('is UTF-8 with or without its mark, or else Windows-1252', () => {
    assert.deepEqual(read('\ufeffName\nGuy’s é'), [
      [1, 'Name'],
      [2, 'Guy’s é'],
    ]);
    assert.deepEqual(read('Guy’s é'), [[1, 'Guy’s é']]);
    assert.deepEqual(read(Buffer.from([0x47, 0x75, 0x79, 0x92, 0x73, 0x20, 0x96, 0x20, 0xe9])), [
      [1, 'Guy’s – é'],
    ]);
  });

  it('keeps quotes and white space as they stand', () => {
    assert.deepEqual(read('"say ""hi"""," x "\n'), [[1, 'say "hi"', ' x ']]);
  });

  it('is refused with NUL bytes, open quotes and stray quotes, naming the line', () => {
    assertRefused(() => read('a,b\n1,\0'), 'UNREADABLE_FILE', /NUL/);
    assertRefused(() => read('a,b\n1,"2\n3,4'), 'UNREADABLE_FILE', /opening quote/);
    assertRefused(() => read('a,b\n1,x"2"\n'), 'UNREADABLE_FILE', /line 2/);
    assertRefused(() => csvWorkbook(new Uint8Array(11), 10), 'TOO_LARGE', /11 bytes/);
  });

  it('gives its first rows without reading what follows, and all of them once', () => {
    const lines = Array.from({ length: 500 }, (_, index) => `row ${index}`);
    const broken = csvWorkbook(Buffer.from([...lines, '"open'].join('\n'))).sheets[0];
    const [first] = broken?.rows() ?? [];
    assert.deepEqual(first, { number: 1, cells: ['row 0'] });
    assert.deepEqual(
      read(lines.join('\n')),
      lines.map((line, index) => [index + 1, line]),
    );
  });

  it('gives any grid of text back, in rows and in columns', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é', '€', '1') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 90 }),
        async (grid) => {
          const text = grid
            .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
            .join('\r\n');
          const [sheet] = csvWorkbook(Buffer.from(text)).sheets;
          const rows = Array.from(sheet?.rows() ?? []);
          const filled = grid.filter((row) => row.some((value) => value !== ''));
          assert.deepEqual(
            rows.map(({ cells }) => cells.map((value) => value ?? '')),
            filled,
          );
          const columns = await sheet?.columns();
          assert.ok(columns);
          assert.deepEqual(
            columnarRows(columns).map(([number]) => number),
            rows.map(({ number }) => number),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads columns as it reads rows, and refuses in columns what it refuses in rows', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ',', ',', '\n', '\r\n', ' ', 'é', '1', '"', ',"', '",', '"\n', '""'),
      maxLength: 40,
    });
    let [read, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const [sheet] = csvWorkbook(Buffer.from(content)).sheets;
        const columns = await inColumns(content);
        let rows: readonly unknown[] | string;
        try {
          rows = Array.from(sheet?.rows() ?? [], ({ number, cells }) => {
            const last = cells.findLastIndex((cell) => cell !== null);
            return [number, ...cells.slice(0, last + 1)];
          });
          read += 1;
        } catch (error) {
          rows = String(error);
          refused += 1;
        }
        assert.deepEqual(columns, rows);
      }),
      { numRuns: 300 },
    );
    assert.ok(read > 30 && refused > 30, `${read} were read, ${refused} refused`);
  });
});

async function inColumns(content: string): Promise<readonly unknown[] | string> {
  try {
    const columns = await csvWorkbook(Buffer.from(content)).sheets[0]?.columns();
    return columns ? columnarRows(columns) : [];
  } catch (error) {
    return String(error);
  }
}
