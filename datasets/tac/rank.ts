/** Which of several links to the same accounts comes first. */
import type { Candidate } from '../contract/discovery.ts';
import { lastPart } from '../links/page-links.ts';
import { yearsIn } from './file-name.ts';

/**
 * A name that states the year, then the later upload folder (`/uploads/2023/07/`), then WordPress's own `-1`, `-2`
 * of a second upload; what is left is settled by the address, so that the order never depends on the page.
 */
export function rankCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, key: keyOf(candidate.url) }))
    .sort((a, b) => compareKeys(b.key, a.key))
    .map(({ candidate }) => candidate);
}

type Key = readonly [number, number, number, string];

function keyOf(address: string): Key {
  const url = new URL(address);
  const name = lastPart(url).fileName;
  const folder = /\/uploads\/(?:sites\/\d+\/)?(20\d\d)\/(\d\d)\//.exec(url.pathname);
  const upload = folder ? Number(folder[1]) * 100 + Number(folder[2]) : 0;
  // After a year like 2021-22 a further -1 is a second upload; the -22 itself is not.
  const again = /20\d\d[-–_]?\d\d-(\d{1,2})\.xlsx$/i.exec(name);
  return [yearsIn(name).length === 1 ? 1 : 0, upload, again ? Number(again[1]) : 0, address];
}

function compareKeys(a: Key, b: Key): number {
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index] ?? 0;
    const right = b[index] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
