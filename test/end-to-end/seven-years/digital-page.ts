/** Pages of digital.nhs.uk as dossier site-digital-nhs-uk, sections 2 and 3, describes them. */
import { made } from './figures.ts';

export const STATISTICAL = 'https://digital.nhs.uk/data-and-information/publications/statistical';

/** An address of a file, with the random folder of an upload; `name` as in the link, `salt` for another upload of the name. */
export function fileUrl(name: string, salt = ''): string {
  const hex = (part: string, digits: number): string =>
    made(`${part} ${name}${salt}`, 0, 16 ** digits)
      .toString(16)
      .toUpperCase()
      .padStart(digits, '0');
  return `https://files.digital.nhs.uk/${hex('folder', 2)}/${hex('upload', 6)}/${name}`;
}

/** A file on a release page. */
export interface Card {
  readonly url: string;
  readonly text: string;
}

/** A release as the page of its series lists it. */
export interface Release {
  readonly slug: string;
  readonly title: string;
  readonly date: string;
}

type Page = readonly [url: string, html: string];

interface SeriesLists {
  readonly releases: readonly Release[];
  readonly upcoming?: readonly Release[];
  /** Whether the editor ticked "show latest": then the first release stands apart. */
  readonly latest?: boolean;
  /** Links inside the body text and elsewhere, as hands write them. */
  readonly extra?: string;
}

/** The page of a series, with all its releases. */
export function seriesPage(series: string, title: string, lists: SeriesLists): Page {
  const { releases, upcoming = [], latest = false, extra = '' } = lists;
  const path = `/data-and-information/publications/statistical/${series}`;
  const heading = ({ slug, title: name }: Release): string =>
    `<h3 itemprop="name"><a href="${path}/${slug}" class="cta__button" onClick="logGoogleAnalyticsEvent('Link click','${name}','${path}/${slug}');" onKeyUp="return vjsu.onKeyUp(event)" itemprop="url" title="${name}">${name}</a></h3>`;
  const box = (release: Release, label = ''): string =>
    `<div class="callout-box__content callout-box__content--narrow"><div class="callout-box__content-heading">${heading(release)}</div>
<div class="callout-box__content-description"><div class="rich-text-content">${release.title} is about <a href="/about">England</a></div>
<div class="clearfix"><p class="callout-box__content-description-date">${label}${release.date}</p></div></div></div>`;
  const first = latest ? releases.slice(0, 1) : [];
  const past = releases.slice(first.length);
  const html = `<article class="article article--legacy-series" itemscope itemtype="http://schema.org/Series">
<span class="article-header__label">Series / Collection</span><h1 class="local-header__title" data-uipath="document.title" itemprop="name">${title}</h1>
<div id="sticky-nav"><ol><li><a href="#latest-statistics">Latest statistics</a></li><li><a href="#past-publications">Past publications</a></li></ol></div>
<div class="article-section article-section--summary" id="summary"><h2>Summary</h2><p>${title}.</p>${extra}</div>
${first
  .map(
    (release) => `<div class="article-section" id="latest-statistics"><h2>Latest statistics</h2>
<div class="callout-box callout-box--grey" role="complementary"><ul class="list list--reset cta-list" data-uipath="ps.series.publications-list.latest"><li>${box(release, 'Published: ')}</li></ul></div></div>`,
  )
  .join('')}
${
  upcoming.length === 0
    ? ''
    : `<div class="article-section" id="upcoming-publications"><h2>Upcoming publications</h2><ul class="list list--reset cta-list" data-uipath="ps.series.publications-list.upcoming">
${upcoming.map((release) => `<li itemprop="hasPart"><article class="cta">${heading(release)}<p class="cta__text">${release.date}</p></article></li>`).join('\n')}</ul></div>`
}
<div class="article-section" id="past-publications"><h2>Past publications</h2><ul class="list list--reset cta-list" data-uipath="ps.series.publications-list.previous">
${past.map((release) => `<li><div class="callout-box callout-box--grey" role="complementary">${box(release)}</div></li>`).join('\n')}
<li><div class="callout-box"><div class="callout-box__content-heading"><h3><a href="replacedSeriesLink">An older series</a></h3></div></div></li></ul></div>
<div class="article-section" id="resources"><h2>Resources</h2><ul data-uipath="ps.series.resources"><li class="attachment"><a itemprop="contentUrl" href="https://files.digital.nhs.uk/9B/1A2B3C/Series-guide.pdf">Guide</a></li></ul></div>
</article>`;
  return [`${STATISTICAL}/${series}`, frame(title, html)];
}

interface ReleaseParts {
  readonly chapters?: readonly string[];
  /** Sub-pages that hold files: name of the page, its cards. */
  readonly dataSets?: readonly string[];
  readonly notice?: string;
}

/** The page of a release, with a card for each file. */
export function releasePage(
  series: string,
  { slug, title, date }: Release,
  cards: readonly Card[],
  { chapters = [], dataSets = [], notice }: ReleaseParts = {},
): Page {
  const path = `/data-and-information/publications/statistical/${series}`;
  const item = (part: string): string =>
    `<li itemprop="hasPart"><span itemprop="name"><a class="nhsd-a-link" itemprop="url" href="${path}/${slug}/${part}">${part.replaceAll('-', ' ')}</a></span></li>`;
  const html = `<article class="article article--publication nhsd-!t-display-chapters" itemscope itemtype="http://schema.org/Dataset">
<p class="nhsd-t-body">Publication, Part of <a class="nhsd-a-link nhsd-a-link--col-white" href="${path}" itemprop="url"><span itemprop="name">the series</span></a></p>
<h1 class="nhsd-t-heading-xxl" data-uipath="document.title" itemprop="name">${title}</h1>
<dl class="nhsd-o-hero__meta-data"><dt class="nhsd-o-hero__meta-data-item-title">Publication Date:</dt><dd data-uipath="ps.publication.publication-date">${date}</dd></dl>
${notice === undefined ? '' : `<div class="nhsd-m-emphasis-box"><p class="nhsd-t-heading-s">${notice}</p><p class="nhsd-t-body-s">28 September 2023 14:05 PM</p></div>`}
<div class="js-publication-body" data-uipath="ps.publication.body"><h2 id="summary">Summary</h2><p>${title}</p>
${dataSets.length === 0 ? '' : `<div id="data-sets"><h2>Data Sets</h2><ul data-uipath="ps.publication.datasets">${dataSets.map(item).join('')}</ul></div>`}
<div id="resources"><h2 class="nhsd-t-heading-m">Resources</h2><div data-uipath="ps.publication.resources-attachments">
${cards.map(downloadCard).join('\n')}</div>
<div data-uipath="ps.publication.resources-link"><a class="nhsd-a-box-link" href="https://app.powerbi.com/view?r=abc"><p class="nhsd-t-heading-xs">Provider level analysis dashboard</p></a></div></div>
<p class="nhsd-t-body" id="last-edited">Last edited: 15 February 2024 5:55 pm</p></div>
<div id="chapter-index"><h2>Publication chapters</h2><div data-uipath="ps.publication.pages"><ol>${chapters.map(item).join('')}</ol></div></div></article>`;
  return [`${STATISTICAL}/${series}/${slug}`, frame(title, html)];
}

/** A sub-page of a release with files of its own. */
export function dataSetPage(series: string, slug: string, name: string, cards: readonly Card[]): Page {
  const items = cards.map(
    ({ url, text }) =>
      `<li class="attachment" itemprop="distribution"><a class="nhsd-a-link" itemprop="contentUrl" href="${url}">${text}</a></li>`,
  );
  const html = `<article><h1>${name}</h1><ul data-uipath="ps.dataset.resources">${items.join('')}</ul></article>`;
  return [`${STATISTICAL}/${series}/${slug}/${name}`, frame(name, html)];
}

/** A chapter of a release: text, with a link to the tables of the figures in it. */
export function chapterPage(series: string, slug: string, name: string): Page {
  const html = `<article><h1>${name}</h1><p>Figures of England. <a href="https://app.powerbi.com/view?r=abc">Dashboard</a></p>
<p>See <a href="../${slug}">the release</a> and <a href="/data-and-information/publications/statistical/${series}">the series</a>.</p></article>`;
  return [`${STATISTICAL}/${series}/${slug}/${name}`, frame(name, html)];
}

/** What an announced release shows. */
export function upcomingPage(series: string, { slug, title }: Release): Page {
  const html = `<article><h1>${title}</h1><p class="nhsd-t-heading-xs">(Upcoming, not yet published)</p></article>`;
  return [`${STATISTICAL}/${series}/${slug}`, frame(title, html)];
}

function downloadCard({ url, text }: Card): string {
  const type = /\.(\w+)$/.exec(url)?.[1] ?? '';
  return `<div class="nhsd-!t-margin-top-4" data-uipath="ps.publication.resources-attachment"><div class="nhsd-m-download-card">
<a href="${url}" class="nhsd-a-box-link" onClick="logGoogleAnalyticsEvent('Download attachment','Publication','${url}');" onKeyUp="return vjsu.onKeyUp(event)">
<div class="nhsd-a-box"><p class="nhsd-t-heading-xs nhsd-!t-margin-bottom-2">${text}</p>
<span class="nhsd-a-tag nhsd-a-tag--meta">${type}</span><span class="nhsd-a-tag nhsd-a-tag--meta-light">5 MB</span></div></a></div></div>`;
}

function frame(title: string, content: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title} - NHS England Digital</title><link rel="canonical" href="https://digital.nhs.uk/"></head>
<body><a href="#document-content">Skip to main content</a><header><a href="/">NHS England Digital</a> <a href="/data-and-information/publications">Publications</a></header>
<main id="document-content">${content}</main><footer><a href="/feed/ig.xml">RSS</a></footer></body></html>`;
}
