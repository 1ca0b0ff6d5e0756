/**
 * Every layout of nine datasets, spoiled in a hundred ways: the same figures come out, or the file is refused with a sentence
 * that says where and what to do; never another figure without a word.
 */
import assert from 'node:assert/strict';
import { bookOf, bytesOf } from './hostile-files/book.ts';
import { BYTE_MUTATIONS } from './hostile-files/byte-mutations.ts';
import { CODE_MUTATIONS, LETTER_FOR_DIGIT } from './hostile-files/code-mutations.ts';
import { compare } from './hostile-files/compare.ts';
import { FIGURE_MUTATIONS } from './hostile-files/figure-mutations.ts';
import { type GoodFile, GOOD_FILES } from './hostile-files/good-files.ts';
import { HEADING_MUTATIONS } from './hostile-files/heading-mutations.ts';
import type { Good, Mutation } from './hostile-files/mutation.ts';
import { placesIn } from './hostile-files/places.ts';
import { type Loaded, readFile } from './hostile-files/read-file.ts';
import { ROW_MUTATIONS } from './hostile-files/row-mutations.ts';
import { SHEET_MUTATIONS } from './hostile-files/sheet-mutations.ts';
import { isToldElsewhere } from './hostile-files/told-elsewhere.ts';

const MUTATIONS: readonly Mutation[] = [
  ...BYTE_MUTATIONS,
  ...HEADING_MUTATIONS,
  ...ROW_MUTATIONS,
  ...FIGURE_MUTATIONS,
  ...CODE_MUTATIONS,
  ...SHEET_MUTATIONS,
];

const PLACE = /\b(?:sheets?|csv|rows?|column|titles?|file|archive|workbook|headings?)\b|"|\.(?:csv|xlsx?)/i;
const REMEDY =
  /\b(?:load another|look (?:at|for)|compare with|download|take|ask the publisher|add (?:it|its|them)|make sure|open (?:it|the)|split the file|nothing has to be done)/i;

describe('files that are not what they should be', function () {
  this.timeout(60_000);
  let tried = 0;
  after(() => console.log(`      ${tried} spoiled files`));

  for (const good of GOOD_FILES) {
    const title = `${good.dataset.name}, ${good.layout}`;
    it(`${title}: the same figures, or a sentence that says where and what to do`, async () => {
      const { file, loaded } = await open(good);
      const wrong: string[] = [];
      for (const mutation of [
        ...MUTATIONS,
        { what: 'that of another year', expected: 'refused' as const, change: await other(good) },
      ]) {
        const found = await judge(good, file, loaded, mutation);
        if (found === undefined) continue;
        tried += 1;
        if (found !== '') wrong.push(found);
      }
      assert.deepEqual(wrong, []);
    });

    it(`${title}: a code with a letter for a digit is nobody else's`, async () => {
      const { file, loaded } = await open(good);
      const spoiled = LETTER_FOR_DIGIT.change(file) as Good['book'];
      const read = await readFile(good, bytesOf(spoiled), file.book.fileName);
      if (!('figures' in read)) return;
      const [before, after] = [loaded, read].map(({ figures }) => new Map(figures));
      for (const key of before?.keys() ?? []) {
        const [code = '', ...rest] = key.split(' ');
        const meant = [code.replaceAll('0', 'O'), ...rest].join(' ');
        assert.equal(after?.get(meant), before?.get(key), meant);
      }
      assert.equal(after?.size, before?.size);
    });
  }
});

/** A good file, written and read again. */
async function open(good: GoodFile): Promise<{ readonly file: Good; readonly loaded: Loaded }> {
  const source = await good.write();
  const book = bookOf(source);
  const bytes = bytesOf(book);
  const loaded = await readFile(good, bytes, book.fileName);
  assert.ok('figures' in loaded, JSON.stringify(loaded));
  const places = placesIn(book, loaded.parsed);
  assert.ok(places[0]);
  return { file: { book, bytes, places: [places[0], ...places.slice(1)] }, loaded };
}

async function other(good: GoodFile): Promise<() => Uint8Array> {
  const { bytes } = await good.writeOther();
  return () => bytes;
}

/** Empty where all is well; undefined where the mutation does not apply. */
async function judge(
  good: GoodFile,
  file: Good,
  loaded: Loaded,
  mutation: Mutation,
): Promise<string | undefined> {
  const { what, expected, change } = mutation;
  const spoiled = change(file);
  if (spoiled === undefined) return undefined;
  if (!(spoiled instanceof Uint8Array) && JSON.stringify(spoiled) === JSON.stringify(file.book))
    return undefined;
  const bytes = spoiled instanceof Uint8Array ? spoiled : bytesOf(spoiled);
  const read = await readFile(good, bytes, file.book.fileName).catch((error: unknown) => {
    throw new Error(`${what}: ${String(error)}`, { cause: error });
  });
  if (!('figures' in read)) {
    if (expected === 'same') return `${what} is refused: ${read.message}`;
    const isSentence = PLACE.test(read.message) && REMEDY.test(read.message) && /\.$/.test(read.message);
    return isSentence && !/undefined|NaN|\[object/.test(read.message)
      ? ''
      : `${what} is refused with "${read.message}"`;
  }
  const { difference, first } = compare(good.dataset, loaded, read);
  if (difference === 'same' && expected !== 'refused') return '';
  if (difference !== 'silent' && expected === 'no other figure') return '';
  return isToldElsewhere(good, what, difference) ? '' : `${what} is ${difference}: ${first}`;
}
