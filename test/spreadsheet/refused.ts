import assert from 'node:assert/strict';
import { SourceError, type SourceErrorCode } from '../../nhs/source-error.ts';

/** Checks that `act` is refused with that code, by a sentence that holds `words`. */
export function assertRefused(act: () => unknown, code: SourceErrorCode, words: RegExp): void {
  assert.throws(act, (error) => isRefusal(error, code, words));
}

export async function assertRefusedLater(
  act: () => Promise<unknown>,
  code: SourceErrorCode,
  words: RegExp,
): Promise<void> {
  await assert.rejects(act, (error) => isRefusal(error, code, words));
}

function isRefusal(error: unknown, code: SourceErrorCode, words: RegExp): boolean {
  assert.ok(error instanceof SourceError, `not a refusal: ${String(error)}`);
  assert.equal(error.code, code, error.message);
  assert.match(error.message, words);
  assert.match(error.message, /\.$/, 'a refusal is a sentence');
  return true;
}
