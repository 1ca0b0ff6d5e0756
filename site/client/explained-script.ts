/** `data/explained.js`: loaded as a data file is, when the first panel is opened. */
import { explainedIn } from './explained.tsx';

declare const TY: { readonly put: (name: string, value: unknown) => void };

TY.put('explained', explainedIn);
