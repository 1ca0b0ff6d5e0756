/** Bytes of a page to text: by its byte order mark, the header, its own `meta`, in that order, as browsers do. */
const MARKS: readonly (readonly [mark: string, encoding: string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];
/** Browsers look at the first 1,024 bytes; pages with long comments put it later. */
const META_WINDOW = 4096;

/** Never throws: bytes that fit no encoding become U+FFFD. Undeclared text is UTF-8 if it can be, else Windows-1252. */
export function pageText(bytes: Uint8Array, contentType: string | undefined): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.toString('hex', 0, 3);
  const marked = MARKS.find(([mark]) => start.startsWith(mark))?.[1];
  const declared = /charset\s*=\s*["']?([\w.:-]+)/i;
  const header = declared.exec(contentType ?? '')?.[1];
  const head = view.toString('latin1', 0, META_WINDOW);
  const meta = /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1];
  const decoder = decoderFor(marked) ?? decoderFor(header) ?? decoderFor(readable(meta));
  return decoder ? decoder(view) : undeclared(view);
}

/** A `meta` that could be read as ASCII cannot be right about UTF-16. */
function readable(label: string | undefined): string | undefined {
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function decoderFor(label: string | undefined): ((bytes: Buffer) => string) | undefined {
  if (label === undefined) return undefined;
  try {
    const decoder = new TextDecoder(label);
    return decoder.encoding === 'windows-1252' ? windows1252 : (bytes) => decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function undeclared(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** Bytes 80 to 9F, where Windows-1252 has dashes and quotes. Node 20's own decoder reads them as control characters. */
const HIGH =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

function windows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (letter) => HIGH[letter.charCodeAt(0) - 0x80] ?? letter);
}
