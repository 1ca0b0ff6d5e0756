/** Which file of the publication the headings are of. */
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { headingsShown } from '../tables/header-row.ts';
import {
  type ColumnLayout,
  type FileKind,
  ALL_COLUMNS,
  MAP_COLUMNS,
  NOT_READ,
  QUIN_AGE_COLUMNS,
} from './layouts.ts';
import { headingsOf } from './list-table.ts';

const COLUMNS: Readonly<Record<FileKind, readonly ColumnLayout<string>[]>> = {
  'quin-age': QUIN_AGE_COLUMNS,
  all: ALL_COLUMNS,
  map: MAP_COLUMNS,
};

export type KindOfFile =
  | { readonly kind: FileKind }
  /** `known` files are of the publication, and not read. */
  | { readonly known: boolean; readonly why: string };

/** By all required headings of one kind; else by the headings that tell a sibling. */
export function kindOfFile(source: SourceBytes): KindOfFile {
  const found = headingsOf(source);
  if (!found)
    return { known: false, why: `a .${source.kind} file without a row of headings that is read here` };
  const has = (headings: readonly string[]): boolean => headings.some((one) => found.names.includes(one));
  const kinds = Object.entries(COLUMNS) as readonly (readonly [FileKind, readonly ColumnLayout<string>[]])[];
  const kind = kinds.find(([, columns]) => columns.every((one) => !one.required || has(one.headings)))?.[0];
  if (kind) return { kind };
  const sibling = NOT_READ.find(({ headings }) => headings.every((one) => has([one])));
  if (sibling) return { known: true, why: sibling.why };
  return {
    known: false,
    why: `no list of patients registered at practices; headings found: ${headingsShown(found.row)}`,
  };
}
