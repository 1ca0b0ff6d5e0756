/** Which edition a file is: the publisher revises all years each quarter, so an index without its edition says nothing. */
import { dayIn } from '../../nhs/printed-date.ts';
import { monthsIn } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { cellText, type SheetRow } from '../../spreadsheet/workbook.ts';

/**
 * The latest of the days that the title block prints of its outturn and forecasts, and of the month that the file's name
 * names: `2017-11-22`, or `2025-09` where no day of that month or later is printed. Later editions are greater texts.
 * @throws SourceError UNKNOWN_LAYOUT where neither says anything
 */
export function editionOf(titleBlock: readonly SheetRow[], fileName: string): string {
  const days = titleBlock
    .flatMap(({ cells }) => cells.map((cell) => cellText(cell)))
    .filter((text) => /out-?turn|forecast/i.test(text) && !/\bnext\b/i.test(text))
    .flatMap((text) => dayIn(text) ?? []);
  const [latest] = [...days, ...monthsIn(fileName)].sort().reverse();
  if (latest !== undefined) return latest;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `Neither the title block nor the name "${fileName}" says of which edition the file is. Give it the publisher's name again, such as GDP_Deflators_Qtrly_National_Accounts_September_2025_update.xlsx; download it from the release page if need be.`,
  );
}
