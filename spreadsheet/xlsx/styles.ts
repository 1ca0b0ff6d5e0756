/** Of a workbook's styles, only what changes the meaning of a number: whether it is a date. */
import { builtinMeaning, meaningOf, type NumberMeaning } from '../number-format.ts';
import { unreadable } from '../refuse.ts';
import { isSpreadsheetMl } from './spreadsheet-ml.ts';
import { childrenNamed, readXmlTree } from './xml-tree.ts';

/** The meaning of a number by the style number (`s`) of its cell. */
export function readStyleMeanings(bytes: Buffer, part: string): readonly NumberMeaning[] {
  const root = readXmlTree(bytes, part);
  if (root.name !== 'styleSheet' || !isSpreadsheetMl(root.namespace))
    throw unreadable(`"${part}" in the workbook holds no styles`);
  const custom = new Map<string, string>();
  for (const { attributes } of childrenNamed(childrenNamed(root, 'numFmts')[0], 'numFmt')) {
    custom.set(attributes.get('numFmtId') ?? '', attributes.get('formatCode') ?? '');
  }
  return childrenNamed(childrenNamed(root, 'cellXfs')[0], 'xf').map(({ attributes }) => {
    const id = attributes.get('numFmtId') ?? '0';
    const code = custom.get(id);
    return code === undefined ? builtinMeaning(Number(id)) : meaningOf(code);
  });
}
