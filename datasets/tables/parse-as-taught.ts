/** Reads a file as its publication does, with what a person has taught, and says so on the figures. */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { Dataset, ParseContext, Recognition } from '../contract/dataset.ts';
import type { TaughtHeading } from '../contract/heading.ts';
import type { Finding, ParsedFile } from '../contract/parsed-file.ts';
import { withDecidedRows, type WithDecidedRows } from './decided-rows.ts';
import { withHint } from './heading-hint.ts';
import { readAsTaught } from './taught-headings.ts';

/** What was read, and how it is kept. */
export interface ParsedAsTaught extends Pick<WithDecidedRows, 'asPrinted'> {
  /** To be checked: a row that was decided has the code of its organisation. */
  readonly parsed: ParsedFile;
}

type Reader = Pick<Dataset, 'name' | 'headings' | 'parse'>;

/** @throws SourceError as the publication's reader does; for a heading with the command that teaches one */
export async function parseAsTaught(
  dataset: Reader,
  source: SourceBytes,
  context: ParseContext,
): Promise<ParsedAsTaught> {
  const { taught = [], decided = [], fy } = context;
  const { headings, name } = dataset;
  if (taught.length > 0 && !headings) throw cannotBeTaught(name, taught);
  const read = headings && taught.length > 0 ? readAsTaught(source, { headings, fy, taught }) : undefined;
  const { source: lesson, asPrinted } = withDecidedRows(read?.source ?? source, { headings, fy, decided });
  try {
    const parsed = await dataset.parse(lesson, context);
    const findings = (read?.used() ?? []).map(taughtFinding);
    return {
      parsed: findings.length === 0 ? parsed : { ...parsed, findings: [...parsed.findings, ...findings] },
      asPrinted,
    };
  } catch (error) {
    throw error instanceof SourceError ? withHint(error, lesson, { dataset: name, fy, headings }) : error;
  }
}

function taughtFinding({ heading, means, decision, who, reason }: TaughtHeading): Finding {
  const by = decision === undefined ? '' : ` by decision ${decision}${who ? ` of ${who}` : ''}`;
  const is = means === 'none' ? 'was passed over' : `was read as ${means}`;
  const why = reason ? `: ${reason}` : '';
  return {
    kind: 'taught-heading',
    severity: 'warning',
    message: `The heading "${heading}" is not known; it ${is}${by}${why}${/[.!?]$/.test(why) ? '' : '.'}`,
  };
}

function cannotBeTaught(name: string, taught: readonly TaughtHeading[]): SourceError {
  const shown = taught
    .map(({ heading, decision }) => `"${heading}" (decision ${decision ?? '?'})`)
    .join(', ');
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `Headings of ${name} cannot be taught: its columns are not told by words. Undo what was taught: ${shown}.`,
  );
}

/** A lesson with the years it holds in. */
export interface YearLesson extends TaughtHeading {
  readonly holdsIn: (fy: string) => boolean;
}

/** Tells what a file is, with the lessons of the year it turns out to be of. */
export function recogniseAsTaught(
  dataset: Pick<Dataset, 'headings' | 'recognise' | 'years'>,
  source: SourceBytes,
  lessons: readonly YearLesson[],
): Recognition {
  const plainly = dataset.recognise(source);
  const { headings } = dataset;
  if ('slot' in plainly || !headings || lessons.length === 0) return plainly;
  for (const fy of dataset.years.toReversed()) {
    const taught = lessons.filter(({ holdsIn }) => holdsIn(fy));
    if (taught.length === 0) continue;
    try {
      const found = dataset.recognise(readAsTaught(source, { headings, fy, taught }).source);
      if ('slot' in found && found.fy === fy) return found;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
    }
  }
  return plainly;
}
