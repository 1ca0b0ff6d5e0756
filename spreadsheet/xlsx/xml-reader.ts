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
const EQUALS = 61;

/** A single tag, comment or text of a sheet longer than this is not a table's. */
const MAX_TOKEN = 8 * 1024 * 1024;
const MAX_DEPTH = 256;
const NAME_SLOTS = 256;

export class XmlReader {
  /** The window of bytes being read; a fast reader may move `at` over whole, balanced elements by itself. */
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  end = 0;
  /** Qualified name of the last start or end tag. */
  name = '';
  /** Open elements around the last token; a start tag counts itself. */
  depth = 0;

  readonly #part: string;
  readonly #open: string[] = [];
  readonly #names: string[] = new Array<string>(NAME_SLOTS).fill('');
  #finished = false;
  #begun = false;
  #rootSeen = false;
  #closing = false;
  #cdata = false;
  #from = 0;
  #to = 0;
  #attributesRead = false;
  readonly #attributes: { name: string; from: number; to: number }[] = [];
  #attributeCount = 0;

  /** @param part name of the part, for sentences */
  constructor(part: string) {
    this.#part = part;
  }

  feed(chunk: Buffer): void {
    const rest = this.end - this.at;
    this.bytes = rest === 0 ? chunk : Buffer.concat([this.bytes.subarray(this.at, this.end), chunk]);
    this.at = 0;
    this.end = this.bytes.length;
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
        this.#from = this.at;
        this.#to = this.at = stop < 0 ? this.end : stop;
        this.#cdata = false;
        if (this.depth > 0) return Token.text;
        if (this.text().trim() !== '') throw this.broken('text outside of its elements');
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
    return this.#cdata
      ? decodeRaw(this.bytes, this.#from, this.#to)
      : decodeText(this.bytes, this.#from, this.#to);
  }

  /** An attribute of the last start tag, by qualified name. */
  attribute(name: string): string | undefined {
    const count = this.attributeCount();
    for (let index = 0; index < count; index += 1) {
      if (this.#attributes[index]?.name === name) return this.attributeValue(index);
    }
    return undefined;
  }

  attributeCount(): number {
    if (!this.#attributesRead) this.#readAttributes();
    return this.#attributeCount;
  }

  attributeName(index: number): string {
    return this.#attributes[index]?.name ?? '';
  }

  attributeValue(index: number): string {
    const found = this.#attributes[index];
    return found ? decodeText(this.bytes, found.from, found.to).replace(/[\t\n]/g, ' ') : '';
  }

  /** A refusal that names the part. */
  broken(how: string): Error {
    return unreadable(`"${this.#part}" in the workbook is not well-formed XML: ${how}`);
  }

  #more(): Token {
    if (this.#finished) throw this.broken('it ends in the middle');
    if (this.end - this.at > MAX_TOKEN)
      throw this.broken('a single tag or text is longer than any table needs');
    return Token.more;
  }

  /** Looks at the encoding. */
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
    if (second === QUESTION) {
      const stop = this.bytes.indexOf('?>', this.at + 2, 'latin1');
      if (stop < 0) return this.#more();
      this.#checkDeclaration(this.bytes.toString('latin1', this.at + 2, stop));
      this.at = stop + 2;
      return undefined;
    }
    const opening = this.bytes.toString('latin1', this.at, this.at + 9);
    if (opening.startsWith('<!--')) {
      const stop = this.bytes.indexOf('-->', this.at + 4, 'latin1');
      if (stop < 0) return this.#more();
      this.at = stop + 3;
      return undefined;
    }
    if (opening === '<![CDATA[') {
      const stop = this.bytes.indexOf(']]>', this.at + 9, 'latin1');
      if (stop < 0) return this.#more();
      if (this.depth === 0) throw this.broken('text outside of its elements');
      this.#from = this.at + 9;
      this.#to = stop;
      this.#cdata = true;
      this.at = stop + 3;
      return Token.text;
    }
    if (opening.length < 9 && ('<!--'.startsWith(opening) || '<![CDATA['.startsWith(opening)))
      return this.#more();
    throw this.broken('it declares a document type or entities, which are never read from a downloaded file');
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

  #readAttributes(): void {
    this.#attributesRead = true;
    this.#attributeCount = 0;
    let at = this.#from;
    while (at < this.#to) {
      const before = at;
      while (at < this.#to && isSpace(this.bytes[at])) at += 1;
      if (at === this.#to) return;
      if (at === before) throw this.broken('attributes without a space between them');
      const nameFrom = at;
      while (at < this.#to && this.bytes[at] !== EQUALS && !isSpace(this.bytes[at])) at += 1;
      const name = this.#intern(nameFrom, at);
      while (at < this.#to && isSpace(this.bytes[at])) at += 1;
      if (this.bytes[at] !== EQUALS) throw this.broken('an attribute without a value');
      at += 1;
      while (at < this.#to && isSpace(this.bytes[at])) at += 1;
      const quote = this.bytes[at];
      if (at >= this.#to || (quote !== 34 && quote !== 39)) throw this.broken('an attribute without quotes');
      const from = at + 1;
      at = from;
      while (at < this.#to && this.bytes[at] !== quote) at += 1;
      if (at >= this.#to) throw this.broken('an attribute without a closing quote');
      this.#addAttribute(name, from, at);
      at += 1;
    }
  }

  #addAttribute(name: string, from: number, to: number): void {
    for (let index = 0; index < this.#attributeCount; index += 1) {
      if (this.#attributes[index]?.name === name)
        throw this.broken(`a tag has the attribute "${name}" twice`);
    }
    const attribute = (this.#attributes[this.#attributeCount] ??= { name, from, to });
    attribute.name = name;
    attribute.from = from;
    attribute.to = to;
    this.#attributeCount += 1;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
