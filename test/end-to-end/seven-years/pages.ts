/** Every page a visitor of the seven years passes, with what else stands on it. */
import { ACCOUNTS, REPLACED, UPLOADED } from './accounts-links.ts';
import { MONTH_NAMES, YEARS } from './calendar.ts';
import { type Link, aeMonths, BEDS, link, SITE, UPLOADS } from './links.ts';
import { AE_AREA, BEDS_AREA, paragraph, statisticsPage } from '../../fixtures/stats-page.ts';

/** Links that lead to files of other things: none may be loaded, nor even asked for. */
export const DECOYS: readonly string[] = [
  `${UPLOADED}/2021/04/1920-nhs-provider-tac-ilustrative-file.xlsx`,
  `${UPLOADED}/2022/03/2020-21-NHS-Provider-TAC-Illustrative-file.xlsx`,
  `${UPLOADED}/2023/07/2021-22-NHS-provider-TAC-ilustrative-file.xlsx`,
  `${UPLOADED}/2024/04/202223-NHS-Provider-TAC-Illustrative-File.xlsx`,
  `${UPLOADED}/2025/01/2023-24-NHS-Provider-TAC-illustrative-file.xlsx`,
  `${UPLOADED}/2025/01/TAC-completion-instructions-NHS-trusts-accounts-for-2023-24.xlsx`,
  `${UPLOADED}/2026/04/TAC-data-published-in-NHS-trusts-accounts-for-2024-25.xlsx`,
  `${UPLOADED}/2026/04/TAC-data-published-in-NHS-foundation-trusts-accounts-for-2024-25.xlsx`,
  `${UPLOADS}/2022/05/Beds-Open-Day-Only-Web_File-Q4-2021-22-Final-OIUJK.xlsx`,
  `${UPLOADS}/2024/06/Beds-Open-Day-Only-Web_File-Q4-2023-24-Final-2.xlsx`,
  `${UPLOADS}/2023/05/Beds-Timeseries-2010-11-onwards-Q4-2022-23-ADJ-for-missings-YQWSA.xls`,
  `${UPLOADS}/2024/09/KH03-Available-Overnight-only.csv`,
  `${UPLOADS}/2025/07/202404-April-2024-sitrep-data-FINAL-revised.xlsx`,
  `${UPLOADS}/2017/11/Beds-Open-Overnight-Web_File-Q4-2016-17-Final-98123.xlsx`,
  `${UPLOADS}/2024/11/Beds-Open-Overnight-Web_File-Q1-2024-25-revised.xlsx`,
  ...YEARS.flatMap((fy) => {
    const next = Number(fy.slice(0, 4)) + 1;
    return [
      `${UPLOADS}/${next}/05/Monthly-AE-Time-Series-March-${next}.xls`,
      `${UPLOADS}/${next}/05/Adjusted-Monthly-AE-Time-Series-March-${next}.xls`,
      `${UPLOADS}/${next}/01/Quarter-3-${fy}-AE-by-provider-jvRWD.xls`,
      `${UPLOADS}/${next}/05/March-${next}-Acute-Trust-Attribution-File.xls`,
      `${UPLOADS}/${next}/05/Monthly-ECDS-Analysis-April-${fy.slice(0, 4)}.csv`,
    ];
  }),
];

const TAC_PAGE = `${SITE}/financial-accounting-and-reporting/nhs-providers-tac-data-publications/`;

/** Address and HTML of each page. */
export function pages(): ReadonlyMap<string, string> {
  return new Map([...accountsPages(), ...bedsPages(), ...aePages()]);
}

/** Old addresses that lead on. */
export const REDIRECTS: ReadonlyMap<string, string> = new Map([
  [
    `${SITE}/statistics/ae-attendances-and-emergency-admissions-2019-20/`,
    `${AE_AREA}/ae-attendances-and-emergency-admissions-2019-20/`,
  ],
  [
    `${AE_AREA}/ae-attendances-and-emergency-admissions-2022-23`,
    `${AE_AREA}/ae-attendances-and-emergency-admissions-2022-23/`,
  ],
]);

function decoysLike(pattern: RegExp, text: string): readonly Link[] {
  return DECOYS.filter((url) => pattern.test(url)).map((url, index) => link(url, text, index));
}

function accountsPages(): readonly (readonly [string, string])[] {
  const own = (fy: string): readonly Link[] =>
    [...ACCOUNTS, REPLACED]
      .filter((file) => file.fy === fy)
      .map((file, index) =>
        link(
          file.url,
          `TAC data published in NHS ${file.sector === 'FT' ? 'foundation trusts’' : 'trusts&rsquo;'} accounts for&nbsp;${fy.replace('-', '/')} [XLSX,&nbsp;19MB]`,
          index,
        ),
      );
  const publication = (slug: string): string => `${SITE}/publication/${slug}/`;
  const slugs = [
    'tac-data-in-nhs-trusts-2019-20-accounts',
    'tac-data-in-nhs-foundation-trusts-2019-20-accounts',
  ];
  const section = (fy: string): string => {
    const start = Number(fy.slice(0, 4));
    const files =
      fy === '2019-20'
        ? slugs.map((slug, index) => link(publication(slug), 'TAC data in 2019/20 accounts', index))
        : own(fy);
    return `<h2>${fy.replace('-', '/')} (1&nbsp;April ${start} to 31&nbsp;March ${start + 1})</h2>\n${paragraph(files)}`;
  };
  const landing = `<!doctype html><html><body><nav><a href="/">Home</a> <a href="${TAC_PAGE}">TAC data</a></nav><main>
<p>Data for 2017/18 and 2018/19 are on the <a href="https://improvement.nhs.uk/resources/nhs-provider-accounts-data/">archived website</a>.</p>
${paragraph(decoysLike(/2024-25\.xlsx/, 'TAC data published in NHS accounts for 2024/25'))}
${['2023-24', '2022-23', '2021-22', '2020-21', '2019-20'].map(section).join('\n')}
${paragraph(decoysLike(/il+ustrative|instructions/i, 'NHS provider TAC file [XLSX]'))}
</main></body></html>`;
  return [
    [TAC_PAGE, landing],
    ...slugs.map((slug, index): [string, string] => [
      publication(slug),
      `<html><body><main><h1>TAC data</h1>${paragraph(own('2019-20').slice(index, index + 1))}
<a href="${TAC_PAGE}">Back</a></main></body></html>`,
    ]),
  ];
}

function bedsPages(): readonly (readonly [string, string])[] {
  const overnight = `${BEDS_AREA}/bed-data-overnight/`;
  const children = [
    link(overnight, 'Bed Availability and Occupancy Data &#8211; Overnight'),
    link(`${BEDS_AREA}/bed-data-day-only/`, 'Bed Availability and Occupancy Data &#8211; Day only', 1),
  ];
  const sections = [...YEARS].reverse().map((fy) => {
    const links = BEDS.filter((one) => one.period.startsWith(fy))
      .reverse()
      // The mislabelled file stands first, a first issue behind its revision.
      .flatMap((one) => {
        const dayOnly = one.others.filter((other) => other.what === 'day-only');
        return [...dayOnly, one.wanted, ...one.others.filter((other) => other.what !== 'day-only')];
      });
    return `<p><strong>${fy}</strong></p>\n${paragraph(links)}`;
  });
  const newest = BEDS.at(-5)!.wanted;
  const content = `<p><a name="top"></a>${paragraph([newest])}</p>
${paragraph(decoysLike(/sitrep-data/, 'Beds sitrep April 2024 (XLSX, 1MB)'))}
${paragraph(decoysLike(/Timeseries/, 'Beds Time-series 2010-11 onwards (XLS, 99K)'))}
${paragraph(decoysLike(/KH03-Available/, 'KH03 Available Overnight only (CSV, 2MB)'))}
${paragraph(decoysLike(/Q1-2024-25/, 'NHS organisations in England, Quarter 1, 2024-25 (revised 21.11.2024) (XLS, 150KB)'))}
${sections.join('\n')}
${paragraph(decoysLike(/Q4-2016-17/, 'NHS organisations in England, Quarter 4, 2016-17 (XLS, 150KB)'))}
${paragraph(decoysLike(/Day-Only.*2021-22/, 'NHS organisations in England, Quarter 4, 2021-22, Day only (XLS, 150KB)'))}
${paragraph(decoysLike(/Day-Only.*2023-24/, 'NHS organisations in England, Quarter 4, 2023-24, day only (XLS, 150KB)'))}`;
  return [
    [`${BEDS_AREA}/`, statisticsPage('Bed Availability and Occupancy', children, '<p>KH03.</p>')],
    [overnight, statisticsPage('Bed Availability and Occupancy Data &#8211; Overnight', children, content)],
  ];
}

function aePages(): readonly (readonly [string, string])[] {
  const yearPage = (fy: string): string => `${AE_AREA}/ae-attendances-and-emergency-admissions-${fy}/`;
  const children = [...YEARS]
    .reverse()
    .map((fy) => link(yearPage(fy), `A&amp;E Attendances and Emergency Admissions ${fy}`));
  const old = [...REDIRECTS.keys()];
  const inContent = YEARS.map((fy, index) => {
    const moved = old.find((url) => url.includes(fy));
    const href = fy === '2018-19' ? `ae-attendances-and-emergency-admissions-${fy}/` : undefined;
    const made = link(
      moved ?? yearPage(fy),
      `Monthly A&amp;E Attendances and Emergency Admissions&nbsp;${fy}`,
      index,
    );
    return href === undefined ? made : { ...made, href };
  });
  const landing = statisticsPage(
    'A&amp;E Attendances and Emergency Admissions',
    children,
    `${paragraph(inContent)}${paragraph(decoysLike(/Time-Series-March-2024/, 'A&amp;E Time series March 2024 (XLS, 364K)'))}`,
  );
  return [
    [`${AE_AREA}/`, landing],
    ...YEARS.map((fy): [string, string] => {
      const months = [...aeMonths(fy)].reverse();
      const section = (month: (typeof months)[number]): string => {
        const name = MONTH_NAMES[Number(month.period.slice(5)) - 1] ?? '';
        const firsts = month.others.filter((other) => other.what !== 'first');
        const links = [...firsts, month.wanted, ...month.others.filter((other) => other.what === 'first')];
        return `<h3><a id="${name.slice(0, 3)}${month.period.slice(2, 4)}"></a>${name} ${month.period.slice(0, 4)}</h3>\n${paragraph(links)}`;
      };
      const start = Number(fy.slice(0, 4)) + 1;
      const decoys = [
        ...decoysLike(
          new RegExp(`/Monthly-AE-Time-Series-March-${start}`),
          `Unadjusted: Monthly A&amp;E Time series March ${start} (XLS, 364K)`,
        ),
        ...decoysLike(
          new RegExp(`Adjusted-Monthly-AE-Time-Series-March-${start}`),
          `Adjusted: Monthly A&amp;E Time series March ${start} (XLS, 364K)`,
        ),
        ...decoysLike(new RegExp(`Quarter-3-${fy}`), `Quarter 3 ${fy} A&amp;E by provider (XLS, 99K)`),
        ...decoysLike(
          new RegExp(`March-${start}-Acute-Trust`),
          `Monthly A&amp;E March ${start} Type 3 Trust Attribution File (XLS, 71K)`,
        ),
        ...decoysLike(
          new RegExp(`ECDS-Analysis-April-${fy.slice(0, 4)}`),
          `Supplementary ECDS Analysis: April ${fy.slice(0, 4)} (CSV, 91K)`,
        ),
      ];
      const content = `<p><a href="#Apr">Apr</a> <a>no address</a></p>\n${paragraph(decoys)}\n${paragraph([months[0]!.wanted])}\n${months.map(section).join('\n')}
<p><a href="${UPLOADS}/${start}/05/Statistical-commentary-March-${start}.pdf">Statistical Commentary (PDF, 91K)</a></p>`;
      return [
        yearPage(fy),
        statisticsPage(`A&amp;E Attendances and Emergency Admissions ${fy}`, children, content),
      ];
    }),
  ];
}
