/** Pages and data files that could not be made: what is passed on of them, and the sentence a person reads. Pure: workflows use it. */

/** A page or data file that could not be made. */
export interface NotMade {
  /** From `site/`: `trust/RJ1.html`. */
  readonly path: string;
  /** One short sentence. */
  readonly why: string;
}

/** What a run keeps of them: a thousand files may fail for one reason. */
export interface PagesFailed {
  readonly pages: number;
  readonly dataFiles: number;
  /** Some of them, pages first. */
  readonly named: readonly NotMade[];
}

const KEPT = 12;
const SAID = 4;

/** What is kept; undefined where nothing failed. */
export function pagesFailedOf(failed: readonly NotMade[]): PagesFailed | undefined {
  if (failed.length === 0) return undefined;
  const pages = failed.filter(({ path }) => path.endsWith('.html'));
  const dataFiles = failed.filter(({ path }) => !path.endsWith('.html'));
  return {
    pages: pages.length,
    dataFiles: dataFiles.length,
    named: [...pages, ...dataFiles].slice(0, KEPT),
  };
}

/** `2 pages could not be made: trust/RJ1.html, trust/RJ2.html (why); the tables are whole. …` */
export function pagesFailedSentence({ pages, dataFiles, named }: PagesFailed): string {
  const counts = [counted(pages, 'page'), counted(dataFiles, 'data file')].filter(Boolean).join(' and ');
  const said = named.slice(0, SAID);
  // A reason that several have is said once, behind the last of them.
  const files = said.map(({ path, why }, index) =>
    said[index + 1]?.why === why ? path : `${path} (${why})`,
  );
  const more = pages + dataFiles - said.length;
  const list = [...files, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
  return `${counts} could not be made: ${list}; the tables are whole. To try again: npm start -- rebuild`;
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}
