import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';

/**
 * A list of organisations with no trust in it is refused. A list of successions may well have none: practices close
 * every month, trusts rarely. A short list does no harm, because matching unites it with the reviewed table.
 */
export function checkOds(parsed: ParsedFile): readonly Refusal[] {
  return parsed.tables
    .filter((table) => table.name === 'ods_organisation' && table.rows === 0)
    .map(() => ({
      code: SourceErrorCode.empty,
      message: 'Every row of the file was set aside: none names a trust. Download it again.',
    }));
}
