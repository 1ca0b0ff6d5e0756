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
  return decoder ? decoder.decode(view) : undeclared(view);
}

/** A `meta` that could be read as ASCII cannot be right about UTF-16. */
function readable(label: string | undefined): string | undefined {
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function decoderFor(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

function undeclared(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
