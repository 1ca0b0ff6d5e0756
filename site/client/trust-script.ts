/** The script of the page of a trust, beside the one of all pages. */
import { startTrust } from './trust.tsx';

startTrust();
