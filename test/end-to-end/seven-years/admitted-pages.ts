/** Admitted care on digital.nhs.uk: its releases with the dozen other files of each, adult critical care among them. */
import { admittedCells, admittedTable } from './admitted.ts';
import {
  hospitalProviderSheet,
  providerLevelLines,
  providerLevelSheets,
} from '../../fixtures/admitted-patient-care.ts';
import { type Year, YEARS } from './calendar.ts';
import { criticalCareWorkbook } from './critical-care.ts';
import { fileUrl } from '../../fixtures/digital-page.ts';
import { type Publication, csvOf } from './publication.ts';
import { workbookOf } from '../../fixtures/workbook.ts';
import { type Listed, beside, filesOf, others, wanted, yearly } from './yearly-pages.ts';

const ADMITTED = 'hospital-admitted-patient-care-activity';

const hospitalProviders = (fy: Year): Buffer => workbookOf([hospitalProviderSheet(fy, admittedTable(fy))]);

/** `first`: an earlier issue. */
function providerLevel(fy: Year, first = false): Buffer {
  const before = admittedTable(YEARS[YEARS.indexOf(fy) - 1] ?? '2017-18', 'the year before ', fy);
  return workbookOf(providerLevelSheets(fy, admittedTable(fy, first ? 'first issue ' : ''), before));
}

const providerLevelCsv = (fy: Year): Buffer =>
  csvOf(providerLevelLines(fy, admittedTable(fy), { zeros: true }), { bom: true });

function admittedListed(fy: Year): readonly Listed[] {
  const title = `Hospital Admitted Patient Care Activity, ${fy}`;
  const stem = 'hosp-epis-stat-admi';
  const is = (name: string, text: string, make: () => Buffer): Listed =>
    wanted('admitted-patient-care', fy, name, `${title}: ${text}`, make);
  const files: Readonly<Record<Year, readonly Listed[]>> = {
    '2017-18': [
      beside(`${stem}-prov-leve-2017-18-tab.xlsx`, `${title}: Provider-level analysis`, () =>
        providerLevel(fy),
      ),
      is(`${stem}-prov-2017-18-tab.xlsx`, 'Hospital providers', () => hospitalProviders(fy)),
    ],
    '2018-19': [is(`${stem}-prov-leve-2018-19-tab.xlsx`, 'Provider-level analysis', () => providerLevel(fy))],
    '2019-20': [
      beside(`${stem}-prov-leve-2019-20-tab.xlsx`, `${title}: Provider-level analysis`, () =>
        providerLevel(fy, true),
      ),
      is(`${stem}-prov-leve-2019-20-tab%20v2.xlsx`, 'Provider-level analysis', () => providerLevel(fy)),
    ],
    '2020-21': [is(`${stem}-hosp-prov-2020-21-tab.xlsx`, 'Hospital providers', () => hospitalProviders(fy))],
    '2021-22': [is(`${stem}-pla-2021-22.xlsx`, 'Provider level analysis', () => providerLevel(fy))],
    '2022-23': [
      is(`${stem}-pla-2022-23-data.csv`, 'Provider level analysis CSV', () => providerLevelCsv(fy)),
    ],
    '2023-24': [
      beside(`${stem}-pla-2023-24-data.csv`, `${title}: Provider level analysis`, () => providerLevelCsv(fy)),
      is(`${stem}-hosp-prov-2023-24-tab.xlsx`, 'Hospital providers', () => hospitalProviders(fy)),
    ],
  };
  const supplement = fy === '2019-20' ? '-tab%20supp.xlsx' : fy === '2022-23' ? '-tab_V2.xlsx' : '-tab.xlsx';
  return [
    ...others([
      [
        `${stem}-${fy < '2022-23' ? 'ccg' : 'icb'}-resp-${fy}-tab.xlsx`,
        `${title}: Commissioner of responsibility`,
      ],
      [`${stem}-diag-${fy}${supplement}`, `${title}: Diagnosis`],
      [`${stem}-ext-caus-${fy}-tab.xlsx`, `${title}: External causes`],
    ]),
    ...files[fy],
    ...others([
      [`${stem}-main-spec-${fy}-tab.xlsx`, `${title}: Main specialty`],
      [`${stem}-proc-${fy}-tab.xlsx`, `${title}: Procedures`],
      [`${stem}-rep-tabs-${fy}-tab.xlsx`, `${title}: Report tables`],
      [`${stem}-time-seri-${fy}-tab.xlsx`, `${title}: Time series`],
    ]),
  ];
}

/** The file of adult critical care, on the page of admitted care; none in 2021-22, and none by provider in 2018-19. */
export function criticalCareListed(fy: Year): readonly Listed[] {
  const text = `Hospital Admitted Patient Care Activity, ${fy}: Adult Critical Care (ACC)`;
  if (fy === '2021-22') return [];
  const name =
    fy === '2017-18'
      ? 'adul-crit-care-data-eng-apr-17-mar-18-tab.xls'
      : `hosp-epis-stat-admi-${fy === '2019-20' ? 'ccmds' : 'acc'}-${fy}-tab.xlsx`;
  const make = (): Buffer => criticalCareWorkbook(fy);
  if (fy === '2018-19') return [{ file: { url: fileUrl(name), make, opened: true }, text }];
  return [wanted('critical-care', fy, name, text, make)];
}

export const admittedCare: Publication = {
  pages: yearly(
    ADMITTED,
    'Hospital Admitted Patient Care Activity',
    (fy) => [...admittedListed(fy), ...criticalCareListed(fy)],
    {
      chapters: ['summary-reports---apc---patient', 'summary-reports---acc', 'acc---technical-guide'],
    },
  ),
  files: filesOf(admittedListed),
  cells: admittedCells,
};
