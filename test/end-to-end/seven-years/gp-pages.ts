/** The monthly pages of the GP registrations (dossier gp-registered-patients, section 2). */
import {
  chapterPage,
  fileUrl,
  releasePage,
  seriesPage,
  STATISTICAL,
  upcomingPage,
} from '../../fixtures/digital-page.ts';
import { gpAges, gpMapping, gpTotals } from './gp-files.ts';
import { type GpMonth, GP_MONTHS, GP_SERIES as SERIES, gpTitle } from './gp-months.ts';
import { decoy } from './other-table.ts';
import type { Publication, WebFile } from './publication.ts';

/** The same name in every month: only the folder differs. */
function address(gp: GpMonth, name: string): string {
  return fileUrl(name, ` of ${gp.month}`);
}

function filesOf(gp: GpMonth): readonly (WebFile & { readonly text: string })[] {
  const loadedAs = [`gp-registered-patients ${gp.month}`];
  const type = gp.files.all.endsWith('.zip') ? 'zip' : 'csv';
  const other = (name: string, text: string): WebFile & { text: string } => ({
    ...decoy(address(gp, name)),
    text,
  });
  return [
    {
      url: address(gp, gp.files.all),
      make: () => gpTotals(gp),
      loadedAs,
      text: 'Totals (GP practice-all persons)',
    },
    other(`gp-reg-pat-prac-sing-age-regions.${type}`, 'Single year of age (Regions-ICBs-SICBLs-PCNs)'),
    other(`gp-reg-pat-prac-sing-age-female.${type}`, 'Single year of age (GP practice-females)'),
    other(`gp-reg-pat-prac-sing-age-male.${type}`, 'Single year of age (GP practice-males)'),
    { url: address(gp, gp.files.quin), make: () => gpAges(gp), loadedAs, text: '5-year age groups' },
    ...(gp.replaced === undefined
      ? []
      : [{ url: address(gp, gp.replaced), make: () => gpMapping(gp, true), text: 'Mapping' }]),
    { url: address(gp, gp.files.map), make: () => gpMapping(gp), loadedAs, text: 'Mapping' },
    other(`gp-reg-pat-prac-lsoa-male-female-${gpTitle(gp.month).replace(' ', '-')}.zip.zip`, 'LSOA'),
    other('gp-reg-pat-prac-pds.zip', 'PDS comparison'),
  ];
}

function pages(): Publication['pages'] {
  const release = (slug: string, title: string): { slug: string; title: string; date: string } => ({
    slug,
    title: `Patients Registered at a GP Practice, ${title}`,
    date: '13 April 2023',
  });
  const upcoming = { ...release('september-2026', 'September 2026'), date: 'Sep 2026' };
  const newest = release('april-2025', 'April 2025');
  const months = GP_MONTHS.toReversed().map((gp) => release(gp.slug, gpTitle(gp.month)));
  const fixed = `<p><a href="${STATISTICAL.replace('https://digital.nhs.uk', '')}/${SERIES}/metadata">Metadata</a> <a href="/data-and-information/publications/statistical/${SERIES}/data-quality-statement">Data quality statement</a></p>`;
  return [
    seriesPage(SERIES, 'Patients Registered at a GP Practice', {
      releases: [newest, ...months],
      upcoming: [upcoming],
      latest: true,
      extra: fixed,
    }),
    upcomingPage(SERIES, upcoming),
    ...GP_MONTHS.map((gp) => chapterPage(SERIES, gp.slug, `${gp.slug}-spotlight-report`)),
    ...GP_MONTHS.map((gp) => {
      const cards = filesOf(gp).map(({ url, text }) => ({ url, text }));
      const list = {
        url: 'https://files.digital.nhs.uk/9A/6A7224/Pre-Release%20Access%20List.pdf',
        text: 'Pre-Release Access List',
      };
      return releasePage(
        SERIES,
        { ...release(gp.slug, gpTitle(gp.month)), date: '13 Apr 2023' },
        [...cards, list],
        {
          chapters: [`${gp.slug}-spotlight-report`],
        },
      );
    }),
  ];
}

export const gpRegistrations: Publication = {
  pages: pages(),
  files: GP_MONTHS.flatMap(filesOf),
  cells: () => ({}),
};
