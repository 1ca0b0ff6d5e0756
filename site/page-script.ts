/** Kinds of pages with a script of their own: `trust.js` and so on. */
export const PAGE_SCRIPTS = ['trust', 'measure', 'compare'] as const;
export type PageScript = (typeof PAGE_SCRIPTS)[number];
