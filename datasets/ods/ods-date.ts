/**
 * An ODS date, `20190401`, as ISO text: `2019-04-01`. Null for an empty cell; undefined for anything that is no day
 * of the calendar (`20190230`, `01/04/2019`, a heading).
 */
export function odsDate(text: string): string | null | undefined {
  if (text === '') return null;
  const match = /^(1[89]\d\d|20\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!match) return undefined;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : undefined;
}
