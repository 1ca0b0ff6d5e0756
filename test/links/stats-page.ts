/** A page of england.nhs.uk/statistics as dossier site-england-nhs-uk describes it: menu, breadcrumb, content, menu again. */
import type { Page } from '../../datasets/contract/discovery.ts';

const MENU: readonly (readonly [string, string])[] = [
  [
    'A&amp;E Attendances and Emergency Admissions',
    '/statistics/statistical-work-areas/ae-waiting-times-and-activity/',
  ],
  ['Bed Availability and Occupancy', '/statistics/statistical-work-areas/bed-availability-and-occupancy/'],
  [
    '(Discontinued) Critical care and General &amp; Acute Beds – Urgent and Emergency Care Daily Situation Reports 2019-20',
    '/statistics/statistical-work-areas/uec-sitrep/urgent-and-emergency-care-daily-situation-reports-2019-20/',
  ],
  [
    'Consultant-led Referral to Treatment Waiting Times Data 2019-20',
    '/statistics/statistical-work-areas/rtt-waiting-times/rtt-data-2019-20/',
  ],
  ['Supplementary ECDS Analysis', '/statistics/statistical-work-areas/supplementary-ecds-analysis/'],
];

/** @param area anchors of the area's child pages in the menu, as [text, address] */
export function statsPage(
  url: string,
  content: string,
  area: readonly (readonly [string, string])[] = [],
): Page {
  const menu = [...MENU, ...area].map(([text, href]) => `<li><a href="${href}">${text}</a></li>`).join('');
  const html = `<!doctype html><html><head><title>Statistics</title></head><body>
    <a href="#main-content">Skip to main content</a><a href="/statistics/">Statistics</a><nav><ul>${menu}</ul></nav>
    <a href="/">Home</a> &raquo; <a href="/statistics/statistical-work-areas/">Statistical work areas</a>
    <main id="main-content"><article>${content}</article></main>
    <ul>${menu}</ul><a href="http://feeds.feedburner.com/NHSCBoard">All RSS</a></body></html>`;
  return { url, finalUrl: url, html };
}

const UPLOADS = 'https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/';

/** Address of an uploaded file: `2020/11/name.xlsx`. */
export function upload(path: string): string {
  return UPLOADS + path;
}

/** A paragraph of file links, as [text, path under the uploads or whole address]. */
export function fileLinks(...links: readonly (readonly [text: string, path: string])[]): string {
  const anchor = ([text, path]: readonly [string, string]): string =>
    `<a href="${/^(https?:|\/)/.test(path) ? path : upload(path)}">${text}</a>`;
  return `<p>${links.map(anchor).join('<br />\n')}</p>`;
}
