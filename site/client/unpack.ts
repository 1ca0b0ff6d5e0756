/** Data files that are written as short texts, and what makes them into the lists that scripts read. */
import { type PackedCells, unpackCells } from '../data/cells-file.ts';
import { type PackedLikeForLike, unpackLikeForLike } from '../data/lfl-file.ts';
import { type PackedSummaries, unpackSummaries } from '../data/packed-summaries.ts';

/** The value of `data/<name>.js` as its readers want it. */
export function unpack(name: string, value: unknown): unknown {
  if (name === 'cells') return unpackCells(value as PackedCells);
  if (name === 'lfl') return unpackLikeForLike(value as PackedLikeForLike);
  if (name === 'summary') return unpackSummaries(value as PackedSummaries);
  return value;
}
