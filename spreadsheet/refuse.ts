import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';

/** What a person can do about a file that cannot be read. */
const REMEDY =
  'Download it again; if it stays so, open it in Excel, save it as a new .xlsx and use that copy from a folder.';

/** The file breaks the rules of its format, or uses one this reader does not know. */
export function unreadable(what: string, cause?: unknown): SourceError {
  return new SourceError(SourceErrorCode.unreadableFile, `${what}. ${REMEDY}`, { cause });
}

/** The archive could exhaust memory or says two things at once. */
export function unsafe(what: string): SourceError {
  return new SourceError(
    SourceErrorCode.unsafeArchive,
    `${what}. Nothing was unpacked; a published table does not look like this, so look at the file by hand before using it.`,
  );
}

/** Not a bomb, but more than can be held. */
export function tooLarge(what: string): SourceError {
  return new SourceError(SourceErrorCode.tooLarge, `${what}. Split the file, or leave it out.`);
}
