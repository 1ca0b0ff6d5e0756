import { plainHeading } from '../header-row.ts';

/** Lower case, one space, one kind of dash, `_` as a space, without the `03.` in front: `03.Did not Attend` is `did not attend`. */
export function plainLabel(text: string): string {
  return plainHeading(text.replace(/[\u2010-\u2015\u2212]/g, '-').replaceAll('_', ' ')).replace(
    /^\d\d\.\s*/,
    '',
  );
}
