/** Labels of the provider level analyses in one form, and the years they print. */
import { plainHeading } from '../header-row.ts';

/**
 * The observation measure a label stands for; undefined where the label is of no interest, null where it is part of
 * what is read but not known: that refuses the file, since its figures may be split off from known ones.
 */
export type MeasureOfLabel = string | null | undefined;

/** Lower case, one space, one kind of dash, `_` as a space, without the `03.` in front: `03.Did not Attend` is `did not attend`. */
export function plainLabel(text: string): string {
  return plainHeading(text.replace(/[\u2010-\u2015\u2212]/g, '-').replaceAll('_', ' ')).replace(
    /^\d\d\.\s*/,
    '',
  );
}
