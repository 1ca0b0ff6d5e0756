/** The imaging data set on england.nhs.uk: a page a year, a dozen tables on each (dossier diagnostic-imaging, section 2). */
import { type Year, YEARS } from './calendar.ts';
import { imagingCells } from './imaging.ts';
import { imagingWorkbook } from './imaging-files.ts';
import { link, UPLOADS } from './links.ts';
import { decoy } from './other-table.ts';
import { AREA, paragraph, statisticsPage } from '../../fixtures/stats-page.ts';
import type { Publication } from './publication.ts';
import { type Listed, anchors } from './yearly-pages.ts';

const IMAGING = `${AREA}/diagnostic-imaging-dataset`;

const table1: Readonly<Record<Year, string>> = {
  '2017-18': '2018/11/Tables-1a-1l-2017-18-Modality-Provider-Counts-XLSX-222KB.xlsx',
  '2018-19': '2019/12/DID-Table-1-2018-19-Modality-Provider-Counts-xlsx-184KB.xlsx',
  '2019-20': '2020/10/DID-Table-1-2019-20-Modality-Provider-Counts-xlsx-187KB.xlsx',
  '2020-21': '2021/11/DID-Table-1-2020-21-Modality-Provider-Counts-xlsx-181KB.xlsx',
  '2021-22': '2022/12/DID-Table-1-2021-22-Modality-Provider-Counts-xlsx-190KB.xlsx',
  '2022-23': '2023/07/DID-Table-1-2022-23-Modality-Provider-Counts-2023-07-20-XLSX-192KB.xlsx',
  '2023-24': '2024/11/DID-Table-1-2023-24-Modality-Provider-Counts-xlsx-187KB.xlsx',
};

/** Earlier, provisional issues that are still linked. */
const provisional: Partial<Readonly<Record<Year, readonly [path: string, until: string]>>> = {
  '2021-22': ['2022/08/DID-Table-1-2021-22-Modality-Provider-Counts-2022-08-18-XLSX-197KB.xlsx', '2022-03'],
  '2022-23': ['2022/10/DID-Table-1-2022-23-Modality-Provider-Counts-2022-10-27-XLSX-180KB.xlsx', '2022-07'],
};

function imagingListed(fy: Year): readonly Listed[] {
  const folder = `${Number(fy.slice(0, 4)) + 1}/11`;
  const early = provisional[fy];
  const other = (table: number, subject: string): Listed => {
    const name =
      fy === '2017-18'
        ? `Tables-${table}a-${table}l-${fy}-${subject}-XLSX-90KB`
        : `DID-Table-${table}-${fy}-${subject}-xlsx-90KB`;
    return {
      file: decoy(`${UPLOADS}/${folder}/${name}.xlsx`),
      text: `Table ${table} ${fy} ${subject.replaceAll('-', ' ')} (XLSX, 90KB)`,
    };
  };
  return [
    other(10, 'Modality-Provider-Same-Day-Reporting'),
    other(11, 'Modality-Provider-Source-Setting-Counts'),
    other(12, 'Interventional-Provider-Counts'),
    ...(early
      ? [
          {
            file: { url: `${UPLOADS}/${early[0]}`, make: () => imagingWorkbook({ fy, until: early[1] }) },
            text: `Table 1 ${fy} Modality Provider Counts (XLSX, 197KB)`,
          },
        ]
      : []),
    {
      file: {
        url: `${UPLOADS}/${table1[fy]}`,
        make: () => imagingWorkbook({ fy }),
        loadedAs: [`diagnostic-imaging ${fy}`],
      },
      text: fy === '2020-21' ? 'DID Table 1' : `Table 1 ${fy} Modality Provider Counts (XLSX, 187KB)`,
    },
    other(2, 'Modality-Provider-Median-Request-to-Test'),
    other(3, 'Modality-Provider-Median-Test-to-Report'),
    other(4, 'Bodysite-Provider-Counts'),
    other(7, 'Modality-CCG-Counts'),
  ];
}

function imagingPages(): Publication['pages'] {
  const page = (fy: string): string => `${IMAGING}/diagnostic-imaging-dataset-${fy}-data/`;
  const years = [...YEARS]
    .reverse()
    .map((fy, index) => link(page(fy), `Diagnostic Imaging Dataset ${fy} Data`, index));
  const inventory = link(
    `${IMAGING}/national-imaging-data-collection/`,
    'National Imaging Data Collection 2021-22',
  );
  const children = [...years, inventory];
  return [
    [`${IMAGING}/`, statisticsPage('Diagnostic Imaging Dataset', children, paragraph(years))],
    ...YEARS.map((fy) => {
      const commentary = `<p><a href="${UPLOADS}/2020/10/Annual-Statistical-Release-${fy}-DID-PDF-1.3MB.pdf">Annual release (PDF, 1.3MB)</a></p>`;
      const content = `${commentary}${paragraph(anchors(imagingListed(fy)))}`;
      return [page(fy), statisticsPage(`Diagnostic Imaging Dataset ${fy} Data`, children, content)] as const;
    }),
  ];
}

export const imaging: Publication = {
  pages: imagingPages(),
  files: YEARS.flatMap(imagingListed).map(({ file }) => file),
  cells: imagingCells,
};
