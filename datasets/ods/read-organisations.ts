/** etr and ect: one row per trust, open and (in some editions) closed ones. */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { isTrustShaped } from '../../organisations/codes.ts';
import type { DatasetTable, Finding, QuarantinedRow } from '../contract/parsed-file.ts';
import { textColumns } from '../tables/text-columns.ts';
import { ORGANISATION } from './layouts.ts';
import { dateIn, type OdsRow } from './read-rows.ts';

export interface OdsOrganisation {
  readonly code: string;
  readonly name: string;
  readonly open: string | null;
  readonly close: string | null;
  readonly nationalGrouping: string;
  readonly geography: string;
  readonly row: number;
}

export interface ReadOrganisations {
  readonly organisations: readonly OdsOrganisation[];
  readonly quarantine: readonly QuarantinedRow[];
  readonly findings: readonly Finding[];
}

/** Which file it is by its codes: `etr`, `ect`, or a sentence saying what else it looks like. */
export function stemByCodes(rows: readonly OdsRow[]): 'etr' | 'ect' | { readonly otherwise: string } {
  const codes = rows.map((row) => row.cells[ORGANISATION.code] ?? '');
  const mostly = (pattern: RegExp): boolean =>
    codes.filter((code) => pattern.test(code)).length * 2 > codes.length;
  if (mostly(/^R[A-Z0-9]{2}$/)) return 'etr';
  if (mostly(/^T[A-Z0-9]{2}$/)) return 'ect';
  if (mostly(/^[A-Z]\d{5}$/)) return { otherwise: 'GP practices (epraccur)' };
  if (mostly(/^[RT][A-Z0-9]{4}$/)) return { otherwise: 'sites of trusts (ets)' };
  return { otherwise: `organisations with codes like ${codes.slice(0, 4).join(', ')}` };
}

/**
 * Dates checked, repeated rows kept once, rows that are no trust set aside. Welsh bodies stay: the table is what ODS
 * prints, and matching leaves them out.
 * @throws SourceError for a date that does not exist, a closing before the opening, one code with two descriptions.
 */
export function readOrganisations(rows: readonly OdsRow[]): ReadOrganisations {
  const byCode = new Map<string, OdsOrganisation>();
  const quarantine: QuarantinedRow[] = [];
  const findings: Finding[] = [];
  for (const row of rows) {
    const organisation = organisationIn(row);
    const { code, name } = organisation;
    if (!isTrustShaped(code) || name === '') {
      const detail = name === '' ? 'The row has no name.' : `"${code}" is not the code of a trust.`;
      const rule = 'not-a-trust';
      quarantine.push({ sheet: '', row: row.number, orgCode: code, orgName: name, rule, detail });
      continue;
    }
    const earlier = byCode.get(code);
    if (!earlier) byCode.set(code, organisation);
    else if (same(earlier, organisation)) {
      findings.push({
        kind: 'duplicate-row',
        severity: 'info',
        orgCode: code,
        orgName: name,
        message: `${code} is printed twice, in rows ${earlier.row} and ${row.number}, with the same name and dates; counted once.`,
      });
    } else {
      throw new SourceError(
        SourceErrorCode.duplicateRows,
        `${code} is printed twice with different facts: row ${earlier.row} (${describe(earlier)}) and row ${row.number} (${describe(organisation)}). Nobody can say which holds; download the file again.`,
      );
    }
  }
  return { organisations: [...byCode.values()], quarantine, findings };
}

function organisationIn(row: OdsRow): OdsOrganisation {
  const cell = (position: number): string => row.cells[position] ?? '';
  const organisation: OdsOrganisation = {
    code: cell(ORGANISATION.code),
    name: cell(ORGANISATION.name),
    open: dateIn(row, ORGANISATION.open),
    close: dateIn(row, ORGANISATION.close),
    nationalGrouping: cell(ORGANISATION.nationalGrouping),
    geography: cell(ORGANISATION.geography),
    row: row.number,
  };
  if (organisation.open !== null && organisation.close !== null && organisation.close < organisation.open) {
    throw new SourceError(
      SourceErrorCode.implausible,
      `Row ${row.number}: ${organisation.code} closes (column L, ${organisation.close}) before it opens (column K, ${organisation.open}). The columns have moved or the file is damaged; download it again.`,
    );
  }
  return organisation;
}

function same(a: OdsOrganisation, b: OdsOrganisation): boolean {
  return a.name === b.name && a.open === b.open && a.close === b.close;
}

function describe(organisation: OdsOrganisation): string {
  return `${organisation.name}, open ${organisation.open ?? 'not given'}, closed ${organisation.close ?? 'not given'}`;
}

/** Table `ods_organisation`: edition, code, name, open_date, close_date (ISO), national_grouping, geography, source_row. */
export function organisationTable(edition: string, rows: readonly OdsOrganisation[]): DatasetTable {
  return {
    name: 'ods_organisation',
    rows: rows.length,
    columns: [
      ...textColumns(rows, {
        edition: () => edition,
        code: (row) => row.code,
        name: (row) => row.name,
        open_date: (row) => row.open,
        close_date: (row) => row.close,
        national_grouping: (row) => row.nationalGrouping || null,
        geography: (row) => row.geography || null,
      }),
      { name: 'source_row', type: 'integer', numbers: Int32Array.from(rows, (row) => row.row) },
    ],
  };
}
