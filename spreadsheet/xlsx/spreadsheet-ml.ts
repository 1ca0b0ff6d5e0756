/** The two spellings of SpreadsheetML's names: transitional, which Excel writes, and strict (ECMA-376 part 1). */
import { unreadable } from '../refuse.ts';
import type { XmlReader } from './xml-reader.ts';

const MAIN: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
]);

const RELATIONS: readonly string[] = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
];

export function isSpreadsheetMl(namespace: string | undefined): boolean {
  return namespace !== undefined && MAIN.has(namespace);
}

/** `worksheet` for either spelling of that relation's type; undefined for relations of other makers. */
export function relationKind(type: string | undefined): string | undefined {
  const base = RELATIONS.find((start) => type?.startsWith(`${start}/`));
  return base && type?.slice(base.length + 1);
}

/** The names the attribute `r:id` may have. */
export const RELATION_ID: readonly string[] = RELATIONS.map((namespace) => `{${namespace}}id`);

/** Checks the root element just started; gives the prefix SpreadsheetML has in this part, with its colon. */
export function readPrefix(reader: XmlReader, root: string, part: string): string {
  const prefix = reader.name.slice(0, reader.name.indexOf(':') + 1);
  const namespace = reader.attribute(prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`);
  if (reader.name !== `${prefix}${root}` || !isSpreadsheetMl(namespace)) {
    throw unreadable(
      `"${part}" in the workbook should be a "${root}" of SpreadsheetML, and is "${reader.name}"`,
    );
  }
  return prefix;
}

/** Refuses a tag that gives SpreadsheetML's prefix another meaning, or SpreadsheetML another prefix. */
export function checkNamespaces(reader: XmlReader, prefix: string): void {
  for (const name of reader.attributeNames()) {
    if (!name.startsWith('xmlns')) continue;
    const isOurs = name === (prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`);
    if (isOurs !== isSpreadsheetMl(reader.attribute(name)))
      throw reader.broken('it changes its namespaces among the cells');
  }
}
