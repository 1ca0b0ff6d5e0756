/** Pages of digital.nhs.uk as dossier site-digital-nhs-uk gives them: series, release, sub-page. */
import type { Page } from '../../datasets/contract/discovery.ts';

const STATISTICAL = '/data-and-information/publications/statistical/';

/** A release as [last part of its address, title]. */
export type Release = readonly [slug: string, title: string];

/** A file as [path on files.digital.nhs.uk or whole address, text of its card]. */
export type ReleasedFile = readonly [path: string, text: string];

export function digitalAddress(path: string): string {
  return `https://digital.nhs.uk${STATISTICAL}${path}`;
}

export function releasedFile(path: string): string {
  return path.startsWith('https:') ? path : `https://files.digital.nhs.uk/${path}`;
}

/** A series page; `latest` is left out where the editor did not tick it. */
export function seriesPage(
  series: string,
  lists: {
    readonly latest?: Release;
    readonly past?: readonly Release[];
    readonly upcoming?: readonly Release[];
  },
): Page {
  const link = ([slug, title]: Release): string =>
    `<h3 itemprop="name"><a class="cta__button" onClick="log('${STATISTICAL}${series}/${slug}')" href="${STATISTICAL}${series}/${slug}" itemprop="url" title="${title}">${title}</a></h3>`;
  const past = (lists.past ?? []).map(
    (release) =>
      `<li><div class="callout-box"><div class="callout-box__content">${link(release)}<p class="callout-box__content-description-date">21 September 2023</p>
       <p class="inset-text__block-title"><a href="/data-and-information/supplementary-information/2019-20">Supplementary 2019-20</a></p></div></div></li>`,
  );
  const upcoming = (lists.upcoming ?? []).map(
    (release) => `<li><article class="cta">${link(release)}</article></li>`,
  );
  return at(
    series,
    `<article class="article--legacy-series"><h1 data-uipath="document.title">${series}</h1>
     <nav><ol><li><a href="#latest-statistics">Latest statistics</a></li></ol></nav>
     <div class="article-section" id="summary"><h2>Summary</h2><p>A <a href="/data-and-information">series</a>.</p></div>
     ${
       lists.latest
         ? `<div class="article-section" id="latest-statistics"><h2>Latest statistics</h2><div class="callout-box">
            <ul data-uipath="ps.series.publications-list.latest"><li>${link(lists.latest)}</li></ul></div></div>`
         : ''
     }
     <div class="article-section" id="upcoming-publications"><h2>Upcoming publications</h2>
     <ul data-uipath="ps.series.publications-list.upcoming">${upcoming.join('')}</ul></div>
     <div class="article-section" id="past-publications"><h2>Past publications</h2>
     <ul data-uipath="ps.series.publications-list.previous">${past.join('')}
     <li><div class="callout-box"><h3><a href="replacedSeriesLink">Replaced by another series</a></h3></div></li></ul></div></article>`,
  );
}

/** A release page with its download cards, and links to its data sets and chapters. */
export function releasePage(
  path: string,
  files: readonly ReleasedFile[],
  subPages: readonly Release[] = [],
): Page {
  const cards = files.map(
    ([
      file,
      text,
    ]) => `<div data-uipath="ps.publication.resources-attachment"><div class="nhsd-m-download-card">
      <a href="${releasedFile(file)}" class="nhsd-a-box-link" onClick="logGoogleAnalyticsEvent('Download','${releasedFile(file)}')">
      <p class="nhsd-t-heading-xs">${text}</p><div class="nhsd-m-download-card__meta-tags"><span>xlsx</span><span>5 MB</span></div></a></div></div>`,
  );
  const chapters = subPages.map(
    ([slug, title]) => `<li><a itemprop="url" href="${STATISTICAL}${path}/${slug}">${title}</a></li>`,
  );
  return at(
    path,
    `<article class="article--publication"><p>Publication, Part of <a href="${STATISTICAL}${path.split('/')[0] ?? ''}">the series</a></p>
     <h1 data-uipath="document.title">${path}</h1><div data-uipath="ps.publication.body"><h2 id="summary">Summary</h2>
     <div id="resources"><h2>Resources</h2><div data-uipath="ps.publication.resources-attachments">${cards.join('')}</div>
     <a class="nhsd-a-box-link" href="https://app.powerbi.com/view.xlsx">Dashboard</a></div></div>
     <div id="chapter-index"><ol>${chapters.join('')}</ol></div></article>`,
  );
}

function at(path: string, content: string): Page {
  const url = digitalAddress(path);
  return { url, finalUrl: url, html: `<!doctype html><html><body><main>${content}</main></body></html>` };
}
