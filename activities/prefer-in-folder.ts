/** Which of several files of one slot in a folder is meant. Where nothing tells, nobody guesses. */
import { revisionOf, versionOf } from '../datasets/links/revision.ts';
import type { RecognisedFile } from './references.ts';

export interface Preferred {
  /** Best first; each file is before the next for a reason. */
  readonly files: readonly RecognisedFile[];
  /** Why there are no files, or fewer than lie there: said to the person. */
  readonly undecided?: string;
}

/**
 * Copies count once. The kind of file that its dataset prefers goes first, then the later edition: by the date inside
 * where both files print one, else by what their names say of a revision; then a csv before a workbook, since the
 * publishers put out both with the same figures.
 */
export function preferInFolder(files: readonly RecognisedFile[]): Preferred {
  let left = [...new Map(files.toReversed().map((file) => [file.sha256, file])).values()].toReversed();
  const chosen: RecognisedFile[] = [];
  while (left.length > 0) {
    const best = left.find((file) => left.every((other) => file === other || isBefore(file, other)));
    if (!best) return { files: chosen, ...(chosen.length === 0 && { undecided: undecided(left) }) };
    chosen.push(best);
    left = left.filter((file) => file !== best);
  }
  return { files: chosen };
}

function isBefore(file: RecognisedFile, other: RecognisedFile): boolean {
  const preference = (file.preference ?? 0) - (other.preference ?? 0);
  if (preference !== 0) return preference < 0;
  const [edition, otherEdition] = [file.edition, other.edition];
  if (edition !== undefined && otherEdition !== undefined && edition !== otherEdition)
    return edition > otherEdition;
  const [revision, otherRevision] = [revisionKey(file), revisionKey(other)];
  if (revision !== otherRevision) return revision > otherRevision;
  return KINDS.indexOf(file.kind) < KINDS.indexOf(other.kind);
}

const KINDS: readonly RecognisedFile['kind'][] = ['csv', 'xlsx', 'xls'];

function revisionKey({ file }: RecognisedFile): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const { revised, date } = revisionOf(name, name);
  // `v2` comes before a plain name, and `v3` before `v2`, on the same day of revision.
  return [revised ? `1 ${date ?? ''}` : '0', String(versionOf(name)).padStart(3, '0')].join(' ');
}

function undecided(files: readonly RecognisedFile[]): string {
  const names = files.map(({ file }) => `"${file}"`);
  return (
    `${names.join(' and ')} are the same period with different contents, and nothing tells which is the later edition. ` +
    'Keep the right one, or write "revised" and the date into its name.'
  );
}
