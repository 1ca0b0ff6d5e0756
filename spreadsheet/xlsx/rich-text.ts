/**
 * Collects the text of a string element (`si`, `is`): plain text, or the runs of rich text put together; phonetic
 * hints are not part of it (ECMA-376 part 1, 18.4). White space is kept as it stands. Fed token by token, for a
 * string may be cut by the end of a chunk.
 */
import { Token, type XmlReader } from './xml-reader.ts';
import { unescapeExcel } from './xml-text.ts';

/** Elements that say how text looks or sounds. */
const PASSED_OVER: ReadonlySet<string> = new Set(['rPr', 'rPh', 'phoneticPr', 'extLst']);

export class RichText {
  readonly #reader: XmlReader;
  readonly #prefix: string;
  #depth = 0;
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
      else if (this.#skip === 0 && reader.text().trim() !== '')
        throw reader.broken('text outside of its elements');
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
