/** The texts a workbook keeps once for all its sheets, and how the text of a string is written (ECMA-376 part 1, 18.4). */
import { visibleText } from '../../nhs/visible-text.ts';
import { unreadable } from '../refuse.ts';
import type { StringTable } from '../row-buffer.ts';
import { readPrefix } from './spreadsheet-ml.ts';
import { Token, XmlReader } from './xml-reader.ts';
import { unescapeExcel } from './xml-text.ts';

/** Reads `<sst>` into `table`; element i of the answer is the number there of the workbook's text i. */
export function readSharedStrings(bytes: Buffer, part: string, table: StringTable): Int32Array {
  const reader = new XmlReader(part, bytes);
  reader.next();
  const prefix = readPrefix(reader, 'sst', part);
  const richText = new RichText(reader, prefix);
  const numbers: number[] = [];
  let isInString = false;
  for (let token = reader.next(); token !== Token.done; token = reader.next()) {
    if (isInString) {
      const text = richText.take(token);
      if (text === undefined) continue;
      numbers.push(table.add(visibleText(text)));
      isInString = false;
    } else if (token === Token.start && reader.depth === 2) {
      isInString = reader.name === `${prefix}si`;
      if (isInString) richText.begin();
      else if (reader.name !== `${prefix}extLst`)
        throw unreadable(`"${part}" in the workbook holds "<${reader.name}>" among its strings`);
    }
  }
  return Int32Array.from(numbers);
}

/** Elements that say how text looks or sounds. */
const PASSED_OVER: ReadonlySet<string> = new Set(['rPr', 'rPh', 'phoneticPr', 'extLst']);

/**
 * Collects the text of a string element (`si`, `is`): plain text, or the runs of rich text put together. Phonetic
 * hints are no part of the text; white space is kept. Fed token by token, for a chunk may end inside a string.
 */
export class RichText {
  readonly #reader: XmlReader;
  readonly #prefix: string;
  #depth = 0;
  /** Depth of the element that is passed over, and of the `t` whose text is taken; 0 outside of one. */
  #skip = 0;
  #inText = 0;
  #text = '';

  constructor(reader: XmlReader, prefix: string) {
    this.#reader = reader;
    this.#prefix = prefix;
  }

  /** The reader has just started the string element. */
  begin(): void {
    this.#depth = this.#reader.depth;
    this.#skip = 0;
    this.#inText = 0;
    this.#text = '';
  }

  /** Takes the next token; gives the text when the string element has ended. */
  take(token: Token): string | undefined {
    const reader = this.#reader;
    if (token === Token.start) this.#start();
    else if (token === Token.text) {
      if (this.#inText > 0) this.#text += reader.text();
      else if (this.#skip === 0) reader.refuseText();
    } else if (token === Token.end) {
      if (reader.depth < this.#depth) return unescapeExcel(this.#text);
      if (reader.depth < this.#skip) this.#skip = 0;
      if (reader.depth < this.#inText) this.#inText = 0;
    }
    return undefined;
  }

  #start(): void {
    const reader = this.#reader;
    if (this.#skip > 0) return;
    if (this.#inText > 0) throw reader.broken(`"<${reader.name}>" inside text`);
    const local = reader.name.startsWith(this.#prefix) ? reader.name.slice(this.#prefix.length) : '';
    if (local === 't') this.#inText = reader.depth;
    else if (PASSED_OVER.has(local)) this.#skip = reader.depth;
    else if (local !== 'r' || reader.depth !== this.#depth + 1)
      throw reader.broken(`"<${reader.name}>" inside a string`);
  }
}
