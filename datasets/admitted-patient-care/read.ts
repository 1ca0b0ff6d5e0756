/**
 * Admitted patient care by provider (dossier admitted-patient-care, sections 2 and 3). The Hospital providers file is read
 * here: its name column has no heading, a heading stands there twice, and its year stands above the table.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { layoutsOf, yearsOf } from '../contract/layout.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import type { FigureColumn, OrganisationRow } from '../tables/figure-table.ts';
import { placeOf, plainHeading, rowsOf } from '../tables/header-row.ts';
import { fileOfTable, readOrganisations, type OrganisationTable } from '../tables/organisation-rows.ts';
import { findingsOnTotals, unreadableCells } from '../tables/provider-level/figures.ts';
import { plainLabel } from '../tables/provider-level/label.ts';
import { withNilDashes } from '../tables/provider-level/nil-dashes.ts';
import { layoutsOfYear } from '../tables/provider-level/layouts.ts';
import { isSister, readProviderFile, slotOf } from '../tables/provider-level/provider-file.ts';
import { recogniseBy, type Recognised } from '../tables/recognise-table.ts';
import { headingMissing, twoSheets, wrongPeriod, type Place } from '../tables/refusals.ts';
import { findingsAbout } from './findings.ts';
import {
  HOSPITAL_PROVIDERS_LAYOUTS,
  isCount,
  LAYOUTS,
  METHODS,
  REQUIRED,
  RULES,
  type HospitalProvidersLayout,
} from './layouts.ts';

const SEARCHED_ROWS = 60;
/** Commissioning regions: Y54 to Y63 so far. */
const REGION = /^\s*y\d\d\s*$/i;
const TOTAL_WORDS: readonly string[] = ['total', 'all', 'england', 'england total'];

/**
 * Measures `admissions` (finished admission episodes), `fce` (finished consultant episodes), `emergency_admissions`,
 * `waiting_list_admissions`, `planned_admissions`, `other_admissions`, `day_cases`, `fce_bed_days` (days),
 * `mean_time_waited` and `mean_length_of_stay` (days): of the year, per provider.
 */
export async function parseAdmittedPatientCare(
  source: SourceBytes,
  context: ParseContext,
): Promise<ParsedFile> {
  const { fy } = context;
  const found = findHospitalProviders(source.workbook());
  const read = found ? readHospitalProviders(found, fy) : await readProviderFile(source, fy, RULES, context);
  const file = withNilDashes(read, [{ whole: ['admissions'], parts: METHODS }], (measure) =>
    isCount({ measure }),
  );
  return { ...file, findings: [...file.findings, ...findingsAbout(file.observations, fy)] };
}

/** Where both kinds of file lie in a folder, the Hospital providers file speaks. */
export function recogniseAdmittedPatientCare(source: SourceBytes): Recognition {
  return recogniseBy(source, {
    title: RULES.title,
    years: yearsOf(LAYOUTS),
    isNearly: (file) => headersIn(file.workbook()).length > 0 || isSister(file, RULES.sister),
    read: (file) => {
      const found = findHospitalProviders(file.workbook());
      if (found) return slotOfHospitalProviders(found);
      const slot = slotOf(file, RULES);
      return typeof slot === 'string' ? slot : { ...slot, preference: 1 };
    },
  });
}

/** The visible sheet of the Hospital providers file, and the row of its headings. */
interface HospitalProviders {
  readonly sheet: Sheet;
  readonly header: SheetRow;
  /** What the lines above the headings say. */
  readonly titles: readonly string[];
}

/**
 * Undefined where no visible sheet has the heading of the providers.
 * @throws SourceError when two sheets have the heading
 */
function findHospitalProviders(workbook: Workbook): HospitalProviders | undefined {
  const [found, other] = headersIn(workbook);
  if (!found) return undefined;
  const { sheet, header } = found;
  if (other) throw twoSheets([sheet.name, other.sheet.name], 'the heading of the hospital providers');
  const titles = rowsOf(sheet)
    .filter(({ number }) => number < header.number)
    .flatMap(({ cells }) => cells.map((cell) => cellText(cell).trim()).filter((text) => text !== ''));
  return { sheet, header, titles };
}

function headersIn(workbook: Workbook): readonly Pick<HospitalProviders, 'sheet' | 'header'>[] {
  return workbook.sheets.flatMap((sheet) => {
    const header = sheet.hidden ? undefined : headerOf(sheet);
    return header ? [{ sheet, header }] : [];
  });
}

function headerOf(sheet: Sheet): SheetRow | undefined {
  for (const row of sheet.rows()) {
    if (row.number > SEARCHED_ROWS) return undefined;
    const isCode = (label: string): boolean =>
      HOSPITAL_PROVIDERS_LAYOUTS.some(({ code }) => code.test(label));
    if (labelsOf(row).some(isCode)) return row;
  }
  return undefined;
}

function labelsOf(row: SheetRow): readonly string[] {
  return row.cells.map((cell) => plainLabel(cellText(cell)));
}

/** The year that the lines above the headings name; undefined where they name none, or several. */
function yearOf({ titles }: HospitalProviders): FinancialYear | undefined {
  const [year, ...more] = new Set(titles.flatMap(yearsNamed));
  return more.length === 0 ? year : undefined;
}

function slotOfHospitalProviders(found: HospitalProviders): Recognised | string {
  const fy = yearOf(found);
  const [layout = HOSPITAL_PROVIDERS_LAYOUTS[0]] = layoutsOf(HOSPITAL_PROVIDERS_LAYOUTS, fy ?? '');
  if (layout) tableOf(found, layout);
  if (fy === undefined) return 'the lines above its headings do not name one year';
  return { fy, slot: fy, period: fy };
}

/** @throws SourceError when the lines above the headings do not name this year and no other. */
function readHospitalProviders(found: HospitalProviders, fy: FinancialYear): ParsedFile {
  const { sheet, titles } = found;
  if (yearOf(found) !== fy) {
    const said = titles.filter((line) => yearsNamed(line).length > 0).map((line) => `"${line}"`);
    const says = said.length === 0 ? 'no year above its headings' : said.join(' and ');
    throw wrongPeriod(`${placeOf(sheet.name)} says ${says}`, fy, 'year');
  }
  const [layout] = layoutsOfYear(HOSPITAL_PROVIDERS_LAYOUTS, fy, 'workbook', RULES.publication);
  const table = tableOf(found, layout);
  const rows = readOrganisations(table, {
    period: fy,
    what: 'the hospital providers',
    edition: 'year',
    totalRow: 'total',
    isTotal,
    isArea: ({ orgCode }) => REGION.test(orgCode),
    totalsOf: REQUIRED,
  });
  const totals = rows.totals.filter(isCount);
  const [published] = titles.filter((line) => /^publication date/i.test(line)).map(dayIn);
  return {
    ...fileOfTable(table, { ...rows, totals }, [
      ...unreadableCells(rows.observations),
      ...findingsOnTotals({ ...rows, totals }),
    ]),
    ...(published !== undefined && { published }),
  };
}

/** `Total` stands among the codes in some years, among the names in others. */
function isTotal({ orgCode, orgName, figures }: OrganisationRow): boolean {
  const words = [plainHeading(orgCode), plainHeading(orgName)].filter((word) => word !== '');
  const prints = figures.some(({ status, unreadable }) => status !== 'missing' || unreadable);
  return prints && words.length > 0 && words.every((word) => TOTAL_WORDS.includes(word));
}

/** @throws SourceError when a heading is missing or stands there twice */
function tableOf({ sheet, header }: HospitalProviders, layout: HospitalProvidersLayout): OrganisationTable {
  const codeAt = labelsOf(header).findIndex((label) => layout.code.test(label));
  return {
    layout: layout.layout,
    sheet: sheet.name,
    titleBlock: [],
    body: rowsOf(sheet).filter(({ number }) => number > header.number),
    codeAt,
    nameAt: codeAt + 1,
    columns: figureColumns(
      { sheet: sheet.name, row: header, publication: RULES.publication },
      header,
      layout,
    ),
  };
}

function figureColumns(
  place: Place,
  header: SheetRow,
  { words }: HospitalProvidersLayout,
): readonly FigureColumn[] {
  const labels = labelsOf(header);
  const columns = [...words].flatMap(([label, measure]) => {
    const index = labels.indexOf(label);
    if (index < 0) return [];
    const again = labels.indexOf(label, index + 1);
    // The zero bed day cases are the last columns, after the bed days.
    if (again >= 0 && !(label === 'emergency' && again > labels.indexOf('fce bed days')))
      throw headingMissing(place, `the heading "${label}" stands there twice`);
    return [{ measure, index, heading: cellText(header.cells[index]).trim() }];
  });
  const missing = [...words]
    .filter(([, measure]) => REQUIRED.includes(measure))
    .filter(([, measure]) => !columns.some((column) => column.measure === measure))
    .map(([label]) => `"${label}"`);
  if (missing.length > 0) throw headingMissing(place, `no heading ${missing.join(', ')}`);
  return columns;
}
