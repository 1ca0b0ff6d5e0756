/** Every heading of every layout, reworded by its publisher: the file is refused, and one lesson gives the same figures again. */
import assert from 'node:assert/strict';
import { aeMonthly } from '../../datasets/ae-monthly/dataset.ts';
import { beds } from '../../datasets/beds/dataset.ts';
import type { Dataset, ParseContext } from '../../datasets/contract/dataset.ts';
import type { TaughtHeading } from '../../datasets/contract/heading.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { datasets } from '../../datasets/registry.ts';
import { parseAsTaught, recogniseAsTaught } from '../../datasets/tables/parse-as-taught.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { aeCsv, aeXls } from '../ae-monthly/three-providers.ts';
import { kh03 } from '../beds/four-trusts.ts';
import { aeContext } from '../fixtures/ae-monthly.ts';
import { bedsContext } from '../fixtures/beds.ts';
import { type Book, bookOf, bytesOf } from '../hostile-files/book.ts';
import { GOOD_FILES } from '../hostile-files/good-files.ts';
import { placesIn } from '../hostile-files/places.ts';
import { figuresOf } from '../hostile-files/read-file.ts';

type File = Pick<(typeof GOOD_FILES)[number], 'dataset' | 'layout' | 'context' | 'write'>;

const FILES: readonly File[] = [
  {
    dataset: beds,
    layout: 'KH03',
    context: bedsContext('2021-22Q2'),
    write: () => kh03({ quarter: '2021-22Q2' }),
  },
  {
    ...{ dataset: aeMonthly, layout: 'flat CSV', context: aeContext('2021-07') },
    write: () => aeCsv('2021-07', 'C'),
  },
  {
    ...{ dataset: aeMonthly, layout: 'workbook', context: aeContext('2019-10') },
    write: () => aeXls('2019-10', '2019'),
  },
  ...GOOD_FILES,
];

const NEW_WORDS = 'Freshly worded thing';

/** A cell of the headings, or a label of the rows, under the name by which it is taught. */
interface Renamed {
  readonly printed: string;
  readonly means: string;
  readonly book: Book;
}

describe('a heading that its publisher has reworded', function () {
  this.timeout(60_000);

  for (const file of FILES) {
    it(`${file.dataset.name}, ${file.layout}: one lesson mends each of its headings`, async () => {
      const good = await file.write();
      const parsed = await file.dataset.parse(good, file.context);
      const wrong: string[] = [];
      let mended = 0;
      for (const { printed, means, book } of renamed(file, bookOf(good), parsed)) {
        const source = await opened(book);
        const without = await read(file.dataset, source, file.context);
        if (!(without instanceof SourceError) && same(without, parsed)) continue;
        const lesson = { heading: NEW_WORDS, means, decision: 7, who: 'ann', reason: 'the notes say so' };
        const again = await read(file.dataset, source, { ...file.context, taught: [lesson] });
        if (again instanceof SourceError) wrong.push(`"${printed}" as ${means}: ${again.message}`);
        else if (!same(again, parsed)) wrong.push(`"${printed}" as ${means}: other figures`);
        else if (!again.findings.some(isOf(lesson))) wrong.push(`"${printed}" as ${means}: no word of it`);
        else mended += 1;
      }
      assert.deepEqual(wrong, []);
      // Sheets of the early tables are told by their titles: their one heading is just "Total".
      if (file.layout !== 'HES tables') assert.ok(mended > 0, 'no heading was tried');
    });
  }

  it('a taught heading that the file does not have changes nothing', async () => {
    const source = await kh03({ quarter: '2021-22Q2' });
    const context = bedsContext('2021-22Q2');
    const taught = [{ heading: 'G & A beds', means: 'available_ga' }];
    assert.deepEqual(
      (await parseAsTaught(beds, source, { ...context, taught })).parsed,
      await beds.parse(source, context),
    );
  });

  it('a lesson is for the column under its own group alone', async () => {
    const source = await reworded('General & Acute', 'G & A beds');
    const context = bedsContext('2021-22Q2');
    const [available, occupied] = ['available_ga', 'occupied_ga'].map((means) => ({
      heading: 'G & A beds',
      means,
    }));
    assert.ok(available && occupied);
    const one = await read(beds, source, { ...context, taught: [available] });
    assert.ok(
      one instanceof SourceError && /"occupied: G & A beds" is not known/i.test(one.message),
      failureText(one),
    );
    const both = await read(beds, source, { ...context, taught: [available, occupied] });
    assert.ok(!(both instanceof SourceError), failureText(both));
    assert.ok(same(both, await beds.parse(await kh03({ quarter: '2021-22Q2' }), context)));
  });

  it('the refusal says the command, with the meaning left blank, and what has no heading', async () => {
    const refused = await read(
      beds,
      await reworded('General & Acute', 'G & A beds'),
      bedsContext('2021-22Q2'),
    );
    assert.ok(refused instanceof SourceError);
    assert.match(refused.message, /npm start -- teach beds 2021-22 "G & A beds" ____ --reason "…"/);
    assert.match(refused.message, /Without a heading: available_ga, occupied_ga/);
  });

  it('no shell obeys a heading that is shown in a command', async () => {
    const refused = await read(
      beds,
      await reworded('General & Acute', '"; $(reboot) `x`'),
      bedsContext('2021-22Q2'),
    );
    assert.ok(refused instanceof SourceError);
    assert.match(refused.message, /teach beds 2021-22 "…" ____/);
  });

  it('a lesson never overrides a heading that the layout knows', async () => {
    const taught = [{ heading: 'Maternity', means: 'available_ga', decision: 3, who: 'ann' }];
    const refused = await read(beds, await kh03({ quarter: '2021-22Q2' }), {
      ...bedsContext('2021-22Q2'),
      taught,
    });
    assert.ok(refused instanceof SourceError);
    assert.match(
      refused.message,
      /knows the heading "Maternity" already, and decision 3 of ann .* would override it/,
    );
  });

  it('two headings for one figure are refused, naming both', async () => {
    const source = await kh03({ quarter: '2021-22Q2' });
    const book = bookOf(source);
    const tables = book.tables.map((table) => ({
      ...table,
      // A further column under "% Occupied" would be no column of figures; one beside the others is.
      rows: table.rows.map((row) => row.map((cell) => (cell === 'Mental Illness' ? 'G & A beds' : cell))),
    }));
    const taught = ['available_ga', 'occupied_ga'].map((means) => ({ heading: 'G & A beds', means }));
    const refused = await read(beds, await opened({ ...book, tables }), {
      ...bedsContext('2021-22Q2'),
      taught,
    });
    assert.ok(refused instanceof SourceError);
    assert.match(
      refused.message,
      /"General & Acute" in column H and "G & A beds" in column K would both be available_ga/,
    );
  });

  it('the file is checked as always: a heading taught for the wrong column is refused', async () => {
    const context = bedsContext('2021-22Q2');
    const book = bookOf(await kh03({ quarter: '2021-22Q2' }));
    const tables = book.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) =>
        row.map((cell) =>
          cell === 'General & Acute' ? 'One' : printedText(cell).trim() === 'Total' ? 'All' : cell,
        ),
      ),
    }));
    const taught = ['available', 'occupied'].flatMap((group) => [
      { heading: 'One', means: `${group}_total` },
      { heading: 'All', means: `${group}_ga` },
    ]);
    const parsed = await read(beds, await opened({ ...book, tables }), { ...context, taught });
    assert.ok(!(parsed instanceof SourceError), failureText(parsed));
    assert.notDeepEqual(beds.check(parsed, context), []);
  });

  it('a column that means none of the figures is passed over where that is taught, and said', async () => {
    const context = bedsContext('2021-22Q2');
    const book = bookOf(await kh03({ quarter: '2021-22Q2' }));
    const tables = book.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row, at) => {
        const header = table.rows.findIndex((cells) => cells.includes('General & Acute'));
        return at === header ? row.with(11, 'Virtual wards') : row;
      }),
    }));
    const source = await opened({ ...book, tables });
    assert.match(failureText(await read(beds, source, context)), /Virtual wards" is not known.*"none"/);
    const parsed = await read(beds, source, {
      ...context,
      taught: [{ heading: 'virtual  wards', means: 'none' }],
    });
    assert.ok(!(parsed instanceof SourceError), failureText(parsed));
    assert.ok(parsed.findings.some(({ kind }) => kind === 'taught-heading'));
  });

  it('a file in a folder is recognised by what was taught of its year', async () => {
    const source = await reworded('Org Code', 'Provider key');
    const lesson = { heading: 'Provider key', means: 'org_code' };
    assert.ok(
      'notThis' in recogniseAsTaught(beds, source, [{ ...lesson, holdsIn: (fy) => fy === '2020-21' }]),
    );
    const found = recogniseAsTaught(beds, source, [{ ...lesson, holdsIn: (fy) => fy === '2021-22' }]);
    assert.ok('slot' in found && found.slot === '2021-22Q2', JSON.stringify(found));
  });

  for (const { name, headings, years } of datasets) {
    if (!headings) continue;
    it(`${name}: every meaning has its words in the form in which they are compared`, () => {
      for (const fy of years) {
        for (const { layout, meanings, labels } of headings.of(fy)) {
          for (const { means, words } of meanings) {
            assert.match(means, /^[a-z][a-z0-9_]*$/i, `${layout} ${means}`);
            if (!labels) assert.equal(headings.plain(words[0]), words[0], `${fy} ${layout} ${means}`);
          }
        }
      }
    });
  }
});

function isOf(lesson: TaughtHeading): (finding: ParsedFile['findings'][number]) => boolean {
  const { heading, means } = lesson;
  const said = `The heading "${heading}" is not known; it was read as ${means} by decision 7 of ann: the notes say so.`;
  return ({ kind, message }) => kind === 'taught-heading' && message === said;
}

async function opened(book: Book): Promise<SourceBytes> {
  const [source] = await openSource(bytesOf(book), book.fileName);
  assert.ok(source);
  return source;
}

async function reworded(from: string, to: string): Promise<SourceBytes> {
  const book = bookOf(await kh03({ quarter: '2021-22Q2' }));
  const tables = book.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => row.map((cell) => (cell === from ? to : cell))),
  }));
  return await opened({ ...book, tables });
}

async function read(
  dataset: Dataset,
  source: SourceBytes,
  context: ParseContext,
): Promise<ParsedFile | SourceError> {
  try {
    return (await parseAsTaught(dataset, source, context)).parsed;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

function same(a: ParsedFile, b: ParsedFile): boolean {
  const figures = (parsed: ParsedFile): string => JSON.stringify([...figuresOf(parsed)].sort());
  return figures(a) === figures(b) && a.totals.length === b.totals.length;
}

/** The file once for each of its known headings and labels, with that one in new words. */
function* renamed({ dataset, context }: File, book: Book, parsed: ParsedFile): Iterable<Renamed> {
  const { headings } = dataset;
  assert.ok(headings, `${dataset.name} has no headings`);
  const sets = headings.of(context.fy);
  const known = (printed: unknown, labels: boolean): readonly string[] => {
    if (typeof printed !== 'string') return [];
    const plain = headings.plain(printed);
    const meanings = sets.filter((set) => (set.labels ?? false) === labels).flatMap((set) => set.meanings);
    return [
      ...new Set(
        meanings
          .filter(({ words }) => words.some((word) => word === plain || headings.plain(word) === plain))
          .map(({ means }) => means),
      ),
    ];
  };
  for (const { table, headerAt } of placesIn(book, parsed)) {
    const header = book.tables[table]?.rows[headerAt] ?? [];
    for (const [at, printed] of header.entries()) {
      for (const means of known(printed, false)) {
        const tables = book.tables.map((each, index) =>
          index === table
            ? { ...each, rows: each.rows.map((row, y) => (y === headerAt ? row.with(at, NEW_WORDS) : row)) }
            : each,
        );
        // Where groups repeat a heading, the lesson is for one of them.
        const groups = book.tables[table]?.rows.slice(Math.max(0, headerAt - 3), headerAt) ?? [];
        const above = groups.map((row) =>
          headings.plain(
            printedText(row.slice(0, at + 1).findLast((cell) => typeof cell === 'string' && cell !== '')),
          ),
        );
        const plain = headings.plain(printedText(printed));
        const meant = sets
          .flatMap(({ meanings }) => meanings)
          .some(
            (one) =>
              one.means === means &&
              one.words.some((word) => word === plain || headings.plain(word) === plain) &&
              (one.under === undefined || above.some((cell) => one.under?.(cell))),
          );
        if (!meant) continue;
        yield { printed: printedText(printed), means, book: { ...book, tables } };
      }
    }
    const labels = new Map(
      (book.tables[table]?.rows ?? []).flatMap((row) =>
        row.flatMap((cell) => known(cell, true).map((means) => [printedText(cell), means] as const)),
      ),
    );
    for (const [printed, means] of labels) {
      const tables = book.tables.map((each, index) =>
        index === table
          ? {
              ...each,
              rows: each.rows.map((row) => row.map((cell) => (cell === printed ? NEW_WORDS : cell))),
            }
          : each,
      );
      yield { printed, means, book: { ...book, tables } };
    }
  }
}

function printedText(cell: unknown): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}

/** Why a file was not read; empty where it was. */
function failureText(read: unknown): string {
  return read instanceof Error ? read.message : '';
}
