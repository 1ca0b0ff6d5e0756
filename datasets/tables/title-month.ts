/** The month a title block is about. */
import { type SheetRow, cellText } from '../../spreadsheet/workbook.ts';
import { besideLabel } from './header-row.ts';
import { MONTH_WORD, monthNumber, monthsIn, onlyMonthIn } from '../../nhs/printed-month.ts';

const WORD = new RegExp(String.raw`(?<![a-z])(?:${MONTH_WORD})(?![a-z])`, 'gi');

/**
 * What stands beside "Period:"; else the one month its lines name, those about publication aside. The extracts of 2017 print
 * `Year:2017-18` and `Period Name:APRIL`. Undefined where there is none, or more than one.
 */
export function monthOfTitle(rows: readonly SheetRow[]): string | undefined {
  const beside = besideLabel(rows, 'period');
  if (beside !== '') return oneMonthIn(beside);
  const texts = rows
    .map((row) =>
      row.cells
        .map((cell) => cellText(cell).trim())
        .filter((text) => text !== '')
        .join(' '),
    )
    .filter((text) => !/publish|revis|contact|updated|status|source/i.test(text));
  const [, start, end] = /year:\s*(20\d\d)-(?:20)?(\d\d)/i.exec(texts.join(' ')) ?? [];
  const named = monthNumber(/period name:\s*([a-z]+)/i.exec(texts.join(' '))?.[1] ?? '');
  if (start !== undefined && named !== undefined && Number(end) === (Number(start) + 1) % 100) {
    return `${named >= 4 ? start : Number(start) + 1}-${String(named).padStart(2, '0')}`;
  }
  const months = [...new Set(texts.flatMap((text) => oneMonthIn(text) ?? monthsIn(text)))];
  return months.length === 1 ? months[0] : undefined;
}

/** `April 2022`, an Excel date, `1st April to 30th April 2022`; undefined for `April to June 2022`. */
function oneMonthIn(text: string): string | undefined {
  const only = onlyMonthIn(text);
  if (only !== undefined) return only;
  const words = new Set([...text.matchAll(WORD)].map(([word]) => monthNumber(word)));
  const months = monthsIn(text);
  return words.size === 1 && months.length === 1 && !/week|quarter/i.test(text) ? months[0] : undefined;
}
