/** The script of the page of a measure or ratio, beside the one of all pages. */
import { startMeasure } from './measure.tsx';

startMeasure();
