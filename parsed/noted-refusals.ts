/** Refusals that a reader takes note of and goes on from. */
import type { Refusal } from '../datasets/contract/parsed-file.ts';
import type { SourceError } from '../nhs/source-error.ts';

export interface NotedRefusals {
  readonly note: (refusal: SourceError) => void;
  /** The first of each code: hundreds of rows may be refused for the same. */
  readonly refusals: () => readonly Refusal[];
}

export function noteRefusals(): NotedRefusals {
  const first = new Map<string, Refusal>();
  return {
    note: ({ code, message }) => {
      if (!first.has(code)) first.set(code, { code, message });
    },
    refusals: () => [...first.values()],
  };
}
