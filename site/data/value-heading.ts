/** Heading of the values of the page's scripts in a CSV. */

/**
 * The scripts have each value rounded, to two places more than a page prints (packed-columns.ts), so that the files stay
 * small. The heading says so; the full number stands in `measure/<figure>.csv` and in the published tables.
 */
export const VALUE_HEADING = 'value_rounded';
