/** What a refusal looks like in a test. */
import assert from 'node:assert/strict';
import { SourceError, type SourceErrorCode } from '../../nhs/source-error.ts';

/** For `assert.throws`: a refusal with this code, and these words in its sentence. */
export function refusal(code: SourceErrorCode, ...words: readonly RegExp[]): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof SourceError, String(error));
    assert.equal(error.code, code, error.message);
    for (const word of words) assert.match(error.message, word);
    return true;
  };
}
