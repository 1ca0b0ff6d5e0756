/** The script of the page that compares, beside the one of all pages. */
import { startCompare } from './compare.tsx';

startCompare();
