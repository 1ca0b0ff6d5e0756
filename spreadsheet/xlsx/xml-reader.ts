/**
 * XML in pieces, on bytes: feed chunks, pull tokens. No entity declarations, no DOCTYPE, no other encoding than
 * UTF-8; what is not well formed is refused.
 */
import { unreadable } from '../refuse.ts';
import { decodeRaw, decodeText } from './xml-text.ts';

export const Token = { more: 0, start: 1, end: 2, text: 3, done: 4 } as const;
export type Token = (typeof Token)[keyof typeof Token];

const LT = 60;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;

/** A single tag, comment or text of a sheet longer than this is not a table's. */
const MAX_TOKEN = 8 * 1024 * 1024;
const MAX_DEPTH = 256;
const NAME_SLOTS = 256;

/** ` name="value"` or ` name='value'`, from where the last attribute ended. */
const ATTRIBUTE = /[ \t\r\n]+([^= \t\r\n]+)[ \t\r\n]*=[ \t\r\n]*("[^"]*"|'[^']*')/y;

/** Bytes `from` to `to`. */
interface Place {
  readonly from: number;
  readonly to: number;
}

export class XmlReader {
  /** The window of bytes being read; a fast reader may move `at` over whole, balanced elements by itself. */
  bytes: Buffer = Buffer.alloc(0);
  /** The same bytes, four at once. */
  words: DataView = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  /** Qualified name of the last start or end tag. */
  name = '';
  /** Open elements around the last token; a start tag counts itself. */
  depth = 0;

  readonly #part: string;
  /** Where the rest of a chunk and the next chunk are put together, again and again. */
  #room: Buffer = Buffer.alloc(0);
  readonly #open: string[] = [];
  readonly #names: string[] = new Array<string>(NAME_SLOTS).fill('');
  #finished = false;
  #begun = false;
  #rootSeen = false;
  #closing = false;
  #cdata = false;
  /** The last text, or the attributes of the last start tag. */
  #from = 0;
  #to = 0;
  readonly #attributes = new Map<string, Place>();
  #attributesRead = false;

  /**
   * @param part name of the part, for sentences
   * @param whole all of its bytes, where they are held at once
   */
  constructor(part: string, whole?: Buffer) {
    this.#part = part;
    if (!whole) return;
    this.feed(whole);
    this.finish();
  }

  feed(chunk: Buffer): void {
    const rest = this.end - this.at;
    const size = rest + chunk.length;
    if (rest > 0) {
      const room = this.#room.length < size ? Buffer.allocUnsafe(size * 2) : this.#room;
      this.bytes.copy(room, 0, this.at, this.end);
      chunk.copy(room, rest);
      this.#room = room;
    }
    this.bytes = rest > 0 ? this.#room.subarray(0, size) : chunk;
    this.words = new DataView(this.bytes.buffer, this.bytes.byteOffset, size);
    this.at = 0;
    this.end = size;
  }

  /** No more chunks will come. */
  finish(): void {
    this.#finished = true;
  }

  /** The next token; `more` asks for a chunk. */
  next(): Token {
    if (this.#closing) return this.#close();
    if (!this.#begun && !this.#begin()) return Token.more;
    while (this.at < this.end) {
      if (this.bytes[this.at] !== LT) {
        const stop = this.bytes.indexOf(LT, this.at);
        if (stop < 0 && !this.#finished) return this.#more();
        if (stop < 0 && this.depth > 0) throw this.broken('it ends in the middle');
        this.#take(this.at, stop < 0 ? this.end : stop, false);
        this.at = this.#to;
        if (this.depth > 0) return Token.text;
        this.refuseText();
        continue;
      }
      const second = this.bytes[this.at + 1];
      if (second === undefined) return this.#more();
      if (second === SLASH) return this.#endTag();
      if (second !== BANG && second !== QUESTION) return this.#startTag();
      const token = this.#markup(second);
      if (token !== undefined) return token;
    }
    if (!this.#finished) return Token.more;
    if (this.depth > 0 || !this.#rootSeen) throw this.broken('it ends in the middle');
    return Token.done;
  }

  /** True where the last start tag closed itself and its end is still to come. */
  get closing(): boolean {
    return this.#closing;
  }

  /** A fast reader has moved over a start tag, to `at`. */
  openPlain(name: string, at: number): void {
    this.#open[this.depth] = name;
    this.depth += 1;
    this.at = at;
  }

  /** A fast reader has moved over the end tag of what `openPlain` or a start tag opened, to `at`. */
  closePlain(at: number): void {
    this.depth -= 1;
    this.at = at;
  }

  /** Text of the last text token. */
  text(): string {
    const decode = this.#cdata ? decodeRaw : decodeText;
    return decode(this.bytes, this.#from, this.#to);
  }

  /** Refuses the last text token, unless it is white space. */
  refuseText(where = 'its elements'): void {
    if (this.text().trim() !== '') throw this.broken(`text outside of ${where}`);
  }

  /** Qualified names of the attributes of the last start tag. */
  attributeNames(): Iterable<string> {
    return this.#readAttributes().keys();
  }

  /** An attribute of the last start tag, by qualified name. */
  attribute(name: string): string | undefined {
    const place = this.#readAttributes().get(name);
    return place && decodeText(this.bytes, place.from, place.to).replace(/[\t\n]/g, ' ');
  }

  /** A refusal that names the part. */
  broken(how: string): Error {
    return unreadable(`"${this.#part}" in the workbook is not well-formed XML: ${how}`);
  }

  #take(from: number, to: number, cdata: boolean): void {
    this.#from = from;
    this.#to = to;
    this.#cdata = cdata;
  }

  #more(): Token {
    if (this.#finished) throw this.broken('it ends in the middle');
    if (this.end - this.at > MAX_TOKEN)
      throw this.broken('a single tag or text is longer than any table needs');
    return Token.more;
  }

  /** Looks at the encoding; false where more bytes are needed to tell. */
  #begin(): boolean {
    if (this.end - this.at < 4) {
      if (this.#finished) throw this.broken('it is empty');
      return false;
    }
    const [a, b, c] = this.bytes;
    if ((a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe) || a === 0 || b === 0) {
      throw unreadable(`"${this.#part}" in the workbook is UTF-16; only UTF-8 is read`);
    }
    if (a === 0xef && b === 0xbb && c === 0xbf) this.at += 3;
    this.#begun = true;
    return true;
  }

  /** Comment, processing instruction, CDATA; undefined when skipped. */
  #markup(second: number): Token | undefined {
    const opening = this.bytes.toString('latin1', this.at, this.at + 9);
    if (second === QUESTION) {
      const stop = this.bytes.indexOf('?>', this.at + 2, 'latin1');
      if (stop < 0) return this.#more();
      this.#checkDeclaration(this.bytes.toString('latin1', this.at + 2, stop));
      this.at = stop + 2;
    } else if (opening.startsWith('<!--')) {
      const stop = this.bytes.indexOf('-->', this.at + 4, 'latin1');
      if (stop < 0) return this.#more();
      this.at = stop + 3;
    } else if (opening === '<![CDATA[') {
      const stop = this.bytes.indexOf(']]>', this.at + 9, 'latin1');
      if (stop < 0) return this.#more();
      if (this.depth === 0) throw this.broken('text outside of its elements');
      this.#take(this.at + 9, stop, true);
      this.at = stop + 3;
      return Token.text;
    } else if (opening.length < 9 && ['<!--', '<![CDATA['].some((whole) => whole.startsWith(opening))) {
      return this.#more();
    } else {
      throw this.broken(
        'it declares a document type or entities, which are never read from a downloaded file',
      );
    }
    return undefined;
  }

  #checkDeclaration(instruction: string): void {
    if (!/^xml\s/.test(instruction)) return;
    const encoding = /\sencoding\s*=\s*["']([^"']*)["']/.exec(instruction)?.[1];
    if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
      throw unreadable(`"${this.#part}" in the workbook is in ${encoding}; only UTF-8 is read`);
    }
  }

  #startTag(): Token {
    let quote = 0;
    let stop = this.at + 1;
    for (; ; stop += 1) {
      if (stop >= this.end) return this.#more();
      const byte = this.bytes[stop] ?? 0;
      if (byte === LT) throw this.broken('a "<" inside a tag');
      if (quote !== 0) quote = byte === quote ? 0 : quote;
      else if (byte === GT) break;
      else if (byte === 34 || byte === 39) quote = byte;
    }
    if (this.depth === 0 && this.#rootSeen) throw this.broken('it has more than one root element');
    if (this.depth >= MAX_DEPTH) throw this.broken('its elements are nested too deeply');
    this.#rootSeen = true;
    this.#closing = this.bytes[stop - 1] === SLASH;
    const nameEnd = this.#nameEnd(this.at + 1, stop);
    this.name = this.#intern(this.at + 1, nameEnd);
    if (this.name === '') throw this.broken('a tag without a name');
    this.#from = nameEnd;
    this.#to = this.#closing ? stop - 1 : stop;
    this.#attributesRead = false;
    this.#open[this.depth] = this.name;
    this.depth += 1;
    this.at = stop + 1;
    return Token.start;
  }

  #endTag(): Token {
    const stop = this.bytes.indexOf(GT, this.at);
    if (stop < 0) return this.#more();
    const nameEnd = this.#nameEnd(this.at + 2, stop);
    this.name = this.#intern(this.at + 2, nameEnd);
    for (let at = nameEnd; at < stop; at += 1)
      if (!isSpace(this.bytes[at])) throw this.broken('an end tag that is not one');
    if (this.depth === 0 || this.#open[this.depth - 1] !== this.name)
      throw this.broken(`"</${this.name}>" closes nothing`);
    this.at = stop + 1;
    return this.#close();
  }

  #close(): Token {
    this.#closing = false;
    this.depth -= 1;
    this.name = this.#open[this.depth] ?? '';
    return Token.end;
  }

  #nameEnd(from: number, stop: number): number {
    let at = from;
    while (at < stop && this.bytes[at] !== SLASH && !isSpace(this.bytes[at])) at += 1;
    return at;
  }

  /** Names repeat a million times: the string is made once. */
  #intern(from: number, to: number): string {
    let hash = to - from;
    for (let at = from; at < to; at += 1) hash = (hash * 31 + (this.bytes[at] ?? 0)) & 0xffff;
    const slot = hash % NAME_SLOTS;
    const known = this.#names[slot] ?? '';
    if (known.length === to - from) {
      let same = 0;
      while (same < known.length && known.charCodeAt(same) === this.bytes[from + same]) same += 1;
      if (same === known.length) return known;
    }
    const name = decodeRaw(this.bytes, from, to);
    if (name.length === to - from) this.#names[slot] = name;
    return name;
  }

  #readAttributes(): ReadonlyMap<string, Place> {
    if (this.#attributesRead) return this.#attributes;
    this.#attributesRead = true;
    this.#attributes.clear();
    // In Latin-1 every byte is one character.
    const text = this.bytes.toString('latin1', this.#from, this.#to);
    let end = 0;
    ATTRIBUTE.lastIndex = 0;
    for (let match = ATTRIBUTE.exec(text); match; match = ATTRIBUTE.exec(text)) {
      const [, name = '', quoted = ''] = match;
      end = ATTRIBUTE.lastIndex;
      if (this.#attributes.has(name)) throw this.broken(`a tag has the attribute "${name}" twice`);
      const to = this.#from + end - 1;
      this.#attributes.set(name, { from: to - quoted.length + 2, to });
    }
    const rest = text.slice(end);
    if (/^[ \t\r\n]*$/.test(rest)) return this.#attributes;
    if (!/^[ \t\r\n]/.test(rest)) throw this.broken('attributes without a space between them');
    throw this.broken(`an attribute without ${rest.includes('=') ? 'quotes' : 'a value'}`);
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
