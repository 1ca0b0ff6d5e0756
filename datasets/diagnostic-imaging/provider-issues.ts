/** What the title page says about single providers: shortfalls, excess, changes in the year (dossier, section 5). */
import { cellText, type Workbook } from '../../spreadsheet/workbook.ts';
import type { Finding } from '../contract/parsed-file.ts';
import { firstRows } from './find-sheets.ts';
import { PROVIDER_CHANGES, TITLE_PAGE } from './layouts.ts';

const ROWS = 200;
const LENGTH_AT_MOST = 600;

/** A finding for each organisation of the table that the list names by its code; shortfalls may be in months that look complete. */
export function providerIssues(workbook: Workbook, codes: ReadonlySet<string>): readonly Finding[] {
  const sheet = workbook.sheets.find(({ name, hidden }) => !hidden && TITLE_PAGE.test(name));
  if (!sheet) return [];
  const findings: Finding[] = [];
  let listed = false;
  let heading = '';
  for (const row of firstRows(sheet, ROWS)) {
    const text = row.cells.map(cellText).join(' ').replace(/\s+/g, ' ').trim();
    if (/^provider issues/i.test(text)) listed = true;
    else if (/^further information/i.test(text)) break;
    if (!listed) continue;
    if (/^\d+\s*\./.test(text)) heading = text;
    for (const code of codesIn(text).filter((one) => codes.has(one))) {
      findings.push({
        kind: 'provider-issue',
        severity: PROVIDER_CHANGES.test(heading) ? 'info' : 'warning',
        orgCode: code,
        measure: 'imaging_tests',
        message: `The publisher says on sheet "${sheet.name}", row ${row.number}: ${withoutBullet(text).slice(0, LENGTH_AT_MOST)}`,
      });
    }
  }
  return findings;
}

/** Codes in brackets, once each: `Poole Hospital NHS Foundation Trust (RD3)`. Sites and abbreviations are told by the table. */
function codesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\(([A-Z0-9]{3,5})\)/g)].map(([, code = '']) => code))];
}

function withoutBullet(text: string): string {
  return text.replace(/^(?:[·•]|\d+\s*\.)\s*/, '');
}
