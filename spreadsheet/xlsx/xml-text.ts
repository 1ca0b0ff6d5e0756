/** Character data of XML and of SpreadsheetML, from bytes to text. */
import { unreadable } from '../refuse.ts';

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes `from` to `to` as text: UTF-8 decoded, line ends and entities resolved. */
export function decodeText(bytes: Buffer, from: number, to: number): string {
  const text = decodeRaw(bytes, from, to);
  return text.includes('&') ? resolveEntities(text) : text;
}

/** The same without entities: the inside of a CDATA section. */
export function decodeRaw(bytes: Buffer, from: number, to: number): string {
  let plain = true;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20 && byte < 0x80) continue;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) {
      throw unreadable('The workbook holds a control character that XML does not allow');
    }
    if (byte !== 9 && byte !== 10) plain = false;
  }
  if (plain) return bytes.toString('latin1', from, to);
  try {
    return UTF8.decode(bytes.subarray(from, to)).replace(/\r\n?/g, '\n');
  } catch (cause) {
    throw unreadable('The workbook holds text that is not UTF-8', cause);
  }
}

function resolveEntities(text: string): string {
  return text.replace(/&([^;&]{0,32})(;?)/g, (whole, name: string, end: string) => {
    const resolved = end === ';' ? (NAMED[name] ?? numericEntity(name)) : undefined;
    if (resolved === undefined) throw unreadable(`The workbook uses "${whole}", an entity XML does not know`);
    return resolved;
  });
}

function numericEntity(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name) ?? [];
  const code = hex ? parseInt(hex, 16) : decimal ? parseInt(decimal, 10) : NaN;
  const character = code === 9 || code === 10 || code === 13 || code >= 0x20;
  const allowed = character && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return allowed ? String.fromCodePoint(code) : undefined;
}

/** Resolves `_xHHHH_`, by which SpreadsheetML writes characters that XML cannot hold (ECMA-376 22.9.2.19). */
export function unescapeExcel(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
