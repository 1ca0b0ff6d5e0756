/** What a file by itself cannot tell, or need not, and why that is no harm. */
import type { Difference } from './compare.ts';
import type { GoodFile } from './good-files.ts';

const EXCEPTIONS: readonly (readonly [
  files: RegExp,
  mutations: RegExp,
  differences: readonly Difference[],
  why: string,
])[] = [];

export function isToldElsewhere({ dataset, layout }: GoodFile, what: string, difference: Difference): boolean {
  return EXCEPTIONS.some(
    ([files, mutations, differences]) =>
      files.test(`${dataset.name}, ${layout}`) && mutations.test(what) && differences.includes(difference),
  );
}
