/** EXTRACT_DATE, which differs between the files of one month (dossier gp-registered-patients, section 4). */
import { day, fullYear } from '../../nhs/printed-date.ts';
import { monthNumber } from '../../nhs/printed-month.ts';

/** `01-Apr-17`, `01APR2019`, `01Jun2021`. */
const IN_WORDS = /^(\d{1,2})(-?)([a-z]{3})\2(\d{4}|\d\d)$/i;
const ISO = /^(\d{4})-(\d\d)-(\d\d)$/;

/** ISO date of `01-Apr-17`, `01APR2019`, `01Jun2021` or `2021-03-01`; undefined for every other form. */
export function extractDate(text: string): string | undefined {
  const words = IN_WORDS.exec(text);
  if (words) return day(fullYear(words[4] ?? ''), monthNumber(words[3] ?? '') ?? 0, Number(words[1]));
  const iso = ISO.exec(text);
  return iso ? day(Number(iso[1]), Number(iso[2]), Number(iso[3])) : undefined;
}
