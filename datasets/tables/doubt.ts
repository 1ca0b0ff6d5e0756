import type { Finding } from '../contract/parsed-file.ts';
import type { OrganisationRow } from './figure-table.ts';

/** Collects doubts about one row of a file; `when` is its month or quarter, in words, and `doubt` takes a measure of trust_year. */
export function doubtsOf(
  { number, orgCode, orgName }: OrganisationRow,
  when: string,
): {
  readonly found: readonly Finding[];
  readonly doubt: (kind: string, measure: string, message: string) => void;
} {
  const found: Finding[] = [];
  return {
    found,
    doubt: (kind, measure, message) =>
      void found.push({
        kind,
        severity: 'warning',
        orgCode,
        orgName,
        measure,
        message: `${when}, row ${number}: ${message}`,
      }),
  };
}
