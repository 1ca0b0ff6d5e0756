import type { Finding } from '../contract/parsed-file.ts';
import type { OrganisationRow } from './figure-table.ts';

/** Collects findings about one row. `when` is its period in words; `measure` is a column of trust_year. */
export interface RowFindings {
  readonly findings: readonly Finding[];
  readonly add: (kind: string, measure: string, message: string) => void;
}

export function findingsOn({ number, orgCode, orgName }: OrganisationRow, when: string): RowFindings {
  const findings: Finding[] = [];
  const add = (kind: string, measure: string, text: string): void => {
    const message = `${when}, row ${number}: ${text}`;
    findings.push({ kind, severity: 'warning', orgCode, orgName, measure, message });
  };
  return { findings, add };
}
