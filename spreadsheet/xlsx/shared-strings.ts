/** The strings a workbook keeps once for all its sheets (ECMA-376 part 1, 18.4). */
import { unreadable } from '../refuse.ts';
import { RichText } from './rich-text.ts';
import { readPrefix } from './spreadsheet-ml.ts';
import type { StringTable } from '../string-table.ts';
import { visibleText } from '../../nhs/visible-text.ts';
import { Token, XmlReader } from './xml-reader.ts';

/** Reads `<sst>` into `table`; element i of the answer is the number there of the workbook's string i. */
export function readSharedStrings(bytes: Buffer, part: string, table: StringTable): Int32Array {
  const reader = new XmlReader(part);
  reader.feed(bytes);
  reader.finish();
  reader.next();
  const prefix = readPrefix(reader, 'sst', part);
  const richText = new RichText(reader, prefix);
  const numbers: number[] = [];
  let inString = false;
  for (let token = reader.next(); token !== Token.done; token = reader.next()) {
    if (inString) {
      const text = richText.take(token);
      if (text === undefined) continue;
      numbers.push(table.add(visibleText(text)));
      inString = false;
    } else if (token === Token.start && reader.depth === 2) {
      inString = reader.name === `${prefix}si`;
      if (inString) richText.begin();
      else if (reader.name !== `${prefix}extLst`)
        throw unreadable(`"${part}" in the workbook holds "<${reader.name}>" among its strings`);
    }
  }
  return Int32Array.from(numbers);
}
