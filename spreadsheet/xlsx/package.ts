/** The parts of an .xlsx: its sheets in order, its styles (ECMA-376 part 2; part 1, 18.2 and 18.8). */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { builtinMeaning, meaningOf, type NumberMeaning } from '../excel-dates.ts';
import { inflateWhole } from '../inflate.ts';
import { unreadable } from '../refuse.ts';
import { isSpreadsheetMl, RELATION_ID, relationKind } from './spreadsheet-ml.ts';
import { unescapeExcel } from './xml-text.ts';
import { childrenNamed, readXmlTree, type XmlElement } from './xml-tree.ts';
import type { ZipEntry } from '../zip-directory.ts';

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  /** Undefined for a sheet without cells: a chart, a dialogue. */
  readonly entry: ZipEntry | undefined;
}

export interface XlsxPackage {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: ZipEntry | undefined;
  readonly styles: ZipEntry | undefined;
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
}

interface Relation {
  readonly id: string;
  readonly kind: string | undefined;
  /** Full name of the part; undefined where it lies outside the package. */
  readonly target: string | undefined;
}

/** Kinds of sheets that hold no cells. */
const WITHOUT_CELLS: ReadonlySet<string> = new Set(['chartsheet', 'dialogsheet']);

/** Follows the package from its root relation; `wholeBytes` bounds each small part. */
export function readXlsxPackage(entries: readonly ZipEntry[], wholeBytes: number): XlsxPackage {
  const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const part = (name: string): ZipEntry | undefined => parts.get(name.toLowerCase());
  const tree = (entry: ZipEntry): XmlElement => readXmlTree(inflateWhole(entry, wholeBytes), entry.name);
  const relationsOf = (name: string): readonly Relation[] => {
    const slash = name.lastIndexOf('/') + 1;
    const entry = part(`${name.slice(0, slash)}_rels/${name.slice(slash)}.rels`);
    return entry ? readRelations(tree(entry), name.slice(0, slash)) : [];
  };

  const bookName = relationsOf('').find(({ kind }) => kind === 'officeDocument')?.target;
  const bookEntry = bookName === undefined ? undefined : part(bookName);
  if (bookName === undefined || !bookEntry)
    throw unreadable('The workbook does not say where its sheets are');
  if (/\.bin$/i.test(bookName)) {
    throw new SourceError(
      SourceErrorCode.wrongType,
      'The file is a binary workbook (.xlsb), which is not read. Open it in Excel and save it as .xlsx.',
    );
  }
  const book = tree(bookEntry);
  if (book.name !== 'workbook' || !isSpreadsheetMl(book.namespace)) {
    throw new SourceError(
      SourceErrorCode.wrongType,
      `The file is an Office document whose main part is a "${book.name}", not an Excel workbook. Look for the table's own file.`,
    );
  }
  const relations = relationsOf(bookName);
  const single = (kind: string): ZipEntry | undefined => {
    const targets = relations.filter((relation) => relation.kind === kind);
    if (targets.length > 1) throw unreadable(`The workbook has ${targets.length} parts for its ${kind}`);
    const [found] = targets;
    if (!found) return undefined;
    const entry = found.target === undefined ? undefined : part(found.target);
    if (!entry) throw unreadable(`The part of the workbook that holds its ${kind} is missing`);
    return entry;
  };
  return {
    sheets: readSheets(book, relations, part),
    sharedStrings: single('sharedStrings'),
    styles: single('styles'),
    from1904: /^(1|true)$/.test(childrenNamed(book, 'workbookPr')[0]?.attributes.get('date1904') ?? ''),
  };
}

function readRelations(root: XmlElement, folder: string): readonly Relation[] {
  return root.children.map(({ attributes }) => ({
    id: attributes.get('Id') ?? '',
    kind: relationKind(attributes.get('Type')),
    target:
      attributes.get('TargetMode') === 'External'
        ? undefined
        : resolve(folder, attributes.get('Target') ?? ''),
  }));
}

/** A relation's target, relative to the folder of the part it belongs to. */
function resolve(folder: string, target: string): string | undefined {
  const path: string[] = [];
  const decoded = target.replace(/%20/g, ' ').replaceAll('\\', '/');
  for (const step of (decoded.startsWith('/') ? decoded : folder + decoded).split('/')) {
    if (step === '..' && path.pop() === undefined) return undefined;
    if (step !== '..' && step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

function readSheets(
  book: XmlElement,
  relations: readonly Relation[],
  part: (name: string) => ZipEntry | undefined,
): readonly SheetPart[] {
  const [list] = childrenNamed(book, 'sheets');
  const sheets = childrenNamed(list, 'sheet').map(({ attributes }): SheetPart => {
    const name = unescapeExcel(attributes.get('name') ?? '');
    const id = RELATION_ID.map((attribute) => attributes.get(attribute)).find((value) => value !== undefined);
    const relation = relations.find((known) => known.id === id);
    const state = attributes.get('state') ?? 'visible';
    if (!['visible', 'hidden', 'veryHidden'].includes(state))
      throw unreadable(`Sheet "${name}" is in the unknown state "${state}"`);
    const hidden = state !== 'visible';
    if (relation?.kind !== undefined && WITHOUT_CELLS.has(relation.kind))
      return { name, hidden, entry: undefined };
    const entry =
      relation?.kind === 'worksheet' && relation.target !== undefined ? part(relation.target) : undefined;
    if (!entry) throw unreadable(`The workbook lists the sheet "${name}" but does not hold it`);
    return { name, hidden, entry };
  });
  if (sheets.length === 0) throw unreadable('The workbook has no sheet');
  if (new Set(sheets.map(({ name }) => name.toLowerCase())).size < sheets.length)
    throw unreadable('The workbook has two sheets of the same name');
  return sheets;
}

/** What a number means (a date, or itself) by the style number (`s`) of its cell. */
export function readStyleMeanings(bytes: Buffer, part: string): readonly NumberMeaning[] {
  const root = readXmlTree(bytes, part);
  if (root.name !== 'styleSheet' || !isSpreadsheetMl(root.namespace))
    throw unreadable(`"${part}" in the workbook holds no styles`);
  const formats = childrenNamed(childrenNamed(root, 'numFmts')[0], 'numFmt').map(
    ({ attributes }) => [attributes.get('numFmtId') ?? '', attributes.get('formatCode') ?? ''] as const,
  );
  const custom = new Map(formats);
  return childrenNamed(childrenNamed(root, 'cellXfs')[0], 'xf').map(({ attributes }) => {
    const id = attributes.get('numFmtId') ?? '0';
    const code = custom.get(id);
    return code === undefined ? builtinMeaning(Number(id)) : meaningOf(code);
  });
}
