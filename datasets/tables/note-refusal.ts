/** Refusals that are somebody's judgement: the figures can be read all the same. */
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceError } from '../../nhs/source-error.ts';

/**
 * Takes note of the refusal where the context does, and goes on: a person may accept it. Only for what leaves every figure as it
 * is printed: a total that is not there, a period that is printed by a slip.
 * @throws the refusal where nobody takes note
 */
export function refuseUnlessNoted(
  { note }: { readonly note?: ParseContext['note'] | undefined },
  refusal: SourceError,
): void {
  if (note === undefined) throw refusal;
  note(refusal);
}
