/**
 * What a file is, by its first bytes. Names and content types lie: a publisher's error page is served as
 * `.xlsx`, and a `.xls` is often a CSV. Works on the first 4 KB as well as on the whole file.
 */

/** The kind as it reads in a sentence: "the file is ...". */
export const kindInWords = {
  empty: 'empty',
  xlsx: 'an Excel workbook (.xlsx)',
  xls: 'an Excel 97-2003 workbook (.xls)',
  csv: 'text (CSV)',
  zip: 'a zip archive',
  html: 'a web page (HTML)',
  xml: 'an XML document',
  json: 'JSON',
  utf16: 'UTF-16 text',
  pdf: 'a PDF',
  encrypted: 'an Office document protected by a password',
  office: 'an Office document that is not an .xlsx or .xls workbook',
  gzip: 'a gzip archive',
  '7z': 'a 7-Zip archive',
  rar: 'a RAR archive',
  image: 'an image',
  binary: 'binary data of an unknown kind',
} as const;

export type SniffedKind = keyof typeof kindInWords;

const SIGNATURES: readonly (readonly [kind: SniffedKind, hex: string])[] = [
  ['pdf', '255044462d'],
  ['gzip', '1f8b'],
  ['7z', '377abcaf271c'],
  ['rar', '526172211a07'],
  ['image', '89504e470d0a1a0a'],
  ['image', 'ffd8ff'],
  ['image', '474946383'],
  ['utf16', 'fffe'],
  ['utf16', 'feff'],
];

/** Bytes looked at to tell text from anything else. */
const TEXT_WINDOW = 4096;

/** Says what `bytes` are: a whole file, or its first few kilobytes. Never throws. */
export function sniff(bytes: Uint8Array): SniffedKind {
  if (bytes.length === 0) return 'empty';
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hex = view.toString('hex', 0, 8);
  if (hex === 'd0cf11e0a1b11ae1') return sniffCompoundFile(view);
  if (hex.startsWith('504b0304')) return sniffZip(view);
  if (hex.startsWith('504b0506') || hex.startsWith('504b0708')) return 'zip';
  const signature = SIGNATURES.find(([, start]) => hex.startsWith(start));
  if (signature) return signature[0];
  return sniffText(view.subarray(0, TEXT_WINDOW));
}

/** The container of .xls, which Excel also uses for encrypted .xlsx, and Word for .doc. */
function sniffCompoundFile(view: Buffer): SniffedKind {
  const holds = (stream: string): boolean => view.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) return 'encrypted';
  // Only part of the file may be here, and its directory may lie at the end: .xls unless proved otherwise.
  return holds('WordDocument') || holds('PowerPoint Document') ? 'office' : 'xls';
}

/** Tells a workbook from a plain archive by the names in the local headers that can be reached. */
function sniffZip(view: Buffer): SniffedKind {
  let packaged = false;
  for (let at = 0; at + 30 <= view.length && view.readUInt32LE(at) === 0x04034b50;) {
    const nameEnd = at + 30 + view.readUInt16LE(at + 26);
    const name = view.toString('latin1', at + 30, nameEnd).replaceAll('\\', '/');
    if (/^xl\/.*\.xml$/i.test(name)) return 'xlsx';
    if (/^(word|ppt|visio)\/|^xl\/.*\.bin$|^mimetype$/i.test(name)) return 'office';
    packaged ||= /^(\[Content_Types\]\.xml|_rels\/|docProps\/|customXml\/|xl\/)/i.test(name);
    if (!packaged) return 'zip';
    const size = view.readUInt32LE(at + 18);
    // Sizes written after the data (bit 3) are not known here.
    if ((view.readUInt16LE(at + 6) & 8) !== 0 || size === 0xffffffff) break;
    at = nameEnd + view.readUInt16LE(at + 28) + size;
  }
  return packaged ? 'xlsx' : 'zip';
}

function sniffText(window: Buffer): SniffedKind {
  if (window.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)))
    return 'binary';
  const text = window.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  const start = text.replace(/^(\s+|<\?xml[^>]*>|<!--[^]*?(-->|$))+/i, '');
  if (
    /^<(!doctype\s+html|(html|head|body|script|meta|title|style|div|table|p|h1|center|iframe)[\s>/])/i.test(
      start,
    )
  )
    return 'html';
  if (/^\s*<(\?xml|!doctype|!--|[a-z])/i.test(text)) return 'xml';
  if (/^\s*(\{|\[\s*[[{"])/.test(text)) return 'json';
  return start.trim() === '' ? (text.trim() === '' ? 'empty' : 'xml') : 'csv';
}
