/** What a reader chose on the page of a measure: year, type of trust, trusts to highlight. Read from a link, and written into it. */
import type { MeasureSettings } from '../measure/measure-controls.tsx';
import type { YearView } from '../measure/measure-view.ts';

/** More lines than this nobody can tell apart. */
export const MOST = 6;

export interface Choice {
  readonly fy: string;
  /** Id of a group of the scheme type; empty for all. */
  readonly type: string;
  /** Letters and digits; whether a trust has such a code is seen when the data files are there. */
  readonly own: readonly string[];
}

/** What a link says; a year or group that the page does not have is as on the page that was opened. */
export function readChoice(hash: string, { fy, about, types }: MeasureSettings): Choice {
  const pairs = new URLSearchParams(hash.replace(/^#/, ''));
  const [year, type] = [pairs.get('fy') ?? fy, pairs.get('peers') ?? ''];
  const own = (pairs.get('own') ?? '')
    .toUpperCase()
    .split('.')
    .map((code) => code.replace(/[^A-Z0-9]/g, '').slice(0, 9))
    .filter(Boolean);
  return {
    fy: about.years.includes(year) ? year : fy,
    type: types.some(({ id }) => id === type) ? type : '',
    own: [...new Set(own)],
  };
}

export function writeChoice({ fy, type, own }: Choice, settings: MeasureSettings): string {
  return [
    fy === settings.fy ? '' : `fy=${fy}`,
    type && `peers=${type}`,
    own.length > 0 ? `own=${own.join('.')}` : '',
  ]
    .filter(Boolean)
    .join('&');
}

/** The chosen codes that a trust of the site has, as many as are drawn. */
export function drawnCodes({ own }: Choice, codes: readonly string[]): readonly string[] {
  return own.filter((code) => codes.includes(code)).slice(0, MOST);
}

/** Why a chosen trust is not in the chart of the year: a sentence for each reason. */
export function notHighlighted(
  { own }: Choice,
  codes: readonly string[],
  { fy, rows, chosen }: Pick<YearView, 'fy' | 'rows' | 'chosen'>,
): readonly string[] {
  const known = own.filter((code) => codes.includes(code));
  const shown = new Map(rows.map(({ code, cell }) => [code, cell.value]));
  const drawn = known.slice(0, MOST);
  return [
    ...own.filter((code) => !codes.includes(code)).map((code) => `${code} is no code of a trust here.`),
    ...drawn.flatMap((code) => {
      if (!shown.has(code)) return [`${code} is not among the ${chosen ? chosen.label : 'trusts'} of ${fy}.`];
      return shown.get(code) === null ? [`${code} has no figure of ${fy}.`] : [];
    }),
    ...(known.length > MOST ? [`Six at most are drawn: not ${known.slice(MOST).join(', ')}.`] : []),
  ];
}
