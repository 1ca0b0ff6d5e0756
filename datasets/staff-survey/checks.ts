/** What keeps a workbook of survey results out (dossier staff-survey, sections 1, 4 and 6). It prints no totals. */
import type { ParseContext } from '../contract/dataset.ts';
import type { Observation, ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkDuplicates, checkFigures, checkPrinted } from '../tables/file-checks.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';

/** The largest trust has 30,000 staff. */
const RESPONSES_AT_MOST = 60_000;
/** Between 206 and 300 organisations take part; a table cut short has a few. */
const ORGANISATIONS_AT_LEAST = 20;
/** Scores of organisations lie between 4 and 9.7. */
const SCORE_AT_LEAST = 1;
/** Engagement of organisations lies between 5.9 and 8 of 10; on the Key Findings scale of 1 to 5 between 3.4 and 4.1. */
const USUAL_ENGAGEMENT = { from: 5, to: 9 } as const;

export function checkStaffSurvey(parsed: ParsedFile, context: ParseContext): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossible),
    ...checkPrinted(parsed.observations, (measure) => measure === 'theme_engagement'),
    ...checkAnswered(parsed),
    ...checkSize(parsed, context),
    ...checkScale(parsed),
  ];
}

function impossible(value: number, measure: string): string | undefined {
  if (value < 0) return 'less than nothing';
  if (measure === 'responses') {
    if (!Number.isInteger(value)) return 'a count with a fraction';
    return value > RESPONSES_AT_MOST ? 'no organisation has 60,000 staff' : undefined;
  }
  if (measure === 'response_rate') return value > 1 ? 'a rate is printed as 0 to 1' : undefined;
  if (value > 10) return 'scores are 0 to 10';
  return value < SCORE_AT_LEAST ? 'no organisation has so low a score' : undefined;
}

/** A score is printed for those who answered: beside it, no responses are a cell that lost its figure. */
function checkAnswered({ observations }: ParsedFile): readonly Refusal[] {
  const placeOfRow = ({ sheet, row }: Observation): string => `${sheet}!${row}`;
  const scored = new Set(
    observations
      .filter(({ measure, value }) => measure === 'theme_engagement' && value !== null)
      .map(placeOfRow),
  );
  return checkFigures(
    observations.filter((figure) => scored.has(placeOfRow(figure))),
    (value, measure) =>
      value === 0 && (measure === 'responses' || measure === 'response_rate')
        ? 'nobody answered, and there is a score'
        : undefined,
  );
}

function checkSize({ observations }: ParsedFile, { fy }: ParseContext): readonly Refusal[] {
  const organisations = new Set(observations.map(({ orgCode }) => orgCode)).size;
  if (organisations >= ORGANISATIONS_AT_LEAST) return [];
  const message = `Only ${organisations} organisations have results of ${fy}, where more than 200 take part. The file may be cut short; compare with the publisher's and load another edition.`;
  return [{ code: SourceErrorCode.implausible, message }];
}

function checkScale({ observations }: ParsedFile): readonly Refusal[] {
  const scores = observations
    .flatMap(({ measure, value }) => (measure === 'theme_engagement' && value !== null ? [value] : []))
    .sort((a, b) => a - b);
  const middle = scores[Math.floor(scores.length / 2)];
  if (middle === undefined || (middle >= USUAL_ENGAGEMENT.from && middle <= USUAL_ENGAGEMENT.to)) return [];
  const message = `Half of the organisations have a staff engagement of ${middle} or less, where 7 of 10 is usual. It may be on the scale of 1 to 5 of the Key Findings (2017 and before), or the columns are not what their headings say; compare with the publisher's file.`;
  return [{ code: SourceErrorCode.implausible, message }];
}
