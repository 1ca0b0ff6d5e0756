/** The frame of a page of the statistics site: the menu of all areas twice, breadcrumb, content, footer (dossier site-england-nhs-uk, section 2). */
import { type Link, SITE } from './links.ts';

export const AREA = `${SITE}/statistics/statistical-work-areas`;
export const BEDS_AREA = `${AREA}/bed-availability-and-occupancy`;
export const AE_AREA = `${AREA}/ae-waiting-times-and-activity`;

const AREAS: readonly (readonly [string, string])[] = [
  [`${AE_AREA}/`, 'A&amp;E Attendances and Emergency Admissions'],
  [`${BEDS_AREA}/`, 'Bed Availability and Occupancy'],
  [
    `${AREA}/critical-care-capacity/critical-care-and-general-acute-beds-2021-22/`,
    'Critical care and General &amp; Acute Beds - Urgent and Emergency Care Daily Situation Reports 2021-22',
  ],
  [
    `${AREA}/rtt-waiting-times/rtt-data-2019-20/`,
    'Consultant-led Referral to Treatment Waiting Times Data 2019-20',
  ],
  [`${AREA}/delayed-transfers-of-care/`, '(Discontinued) Delayed Transfers of Care'],
];

/** `children` are the pages of the area, as the menu names them. */
export function statisticsPage(title: string, children: readonly Link[], content: string): string {
  const menu = `<ul class="menu">${AREAS.map(([url, name]) => `<li><a href="${url}">${name}</a></li>`).join('\n')}
<li><ul>${children.map((child) => `<li><a href='${child.href}'>${child.text}</a></li>`).join('\n')}</ul></li></ul>`;
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Statistics &raquo; ${title}</title></head><body>
<a href="#main-content" class="screen-reader-text">Skip to main content</a>
<nav><a href="/">Home</a> <a href="/news/">News</a> <a href="/statistics/">Statistics</a></nav>
${menu}
<div id="breadcrumbs"><a href="/">Home</a> &raquo; <a href="/statistics/">Statistics</a> &raquo; ${title}</div>
<main id="main-content"><article class="rich-text"><h1>${title}</h1>
${content}
</article></main>
<aside>${menu}</aside>
<footer><a href="/terms-and-conditions/">Terms</a> <a href="http://feeds.feedburner.com/NHSCBoard">All RSS</a> <a href="mailto:england.nhsdata@nhs.net">Contact</a>
<a href="https://twitter.com/NHSEngland"><img src="/x.png" alt=""></a></footer></body></html>`;
}

/** Links in one paragraph, with line breaks between them, written in the ways hands and editors have written them. */
export function paragraph(links: readonly Link[]): string {
  return `<p>${links.map(anchor).join('<br />\n')}</p>`;
}

function anchor({ href, text }: Link, index: number): string {
  const [first = '', ...rest] = text.split(' ');
  const forms = [
    `<a href="${href}">${text}</a>`,
    `<a class="xls-link" title="Opens a file" href='${href}' target="_blank">${text}</a>`,
    `<A HREF="${href}"><strong>${first}</strong> ${rest.join(' ')}</A>`,
    `<a\n  href=" ${href} ">\n  ${first}\n  ${rest.join(' ')}\n</a>`,
  ];
  return forms[index % forms.length] ?? '';
}
