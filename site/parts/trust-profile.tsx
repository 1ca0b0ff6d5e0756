/** A trust beside its peers in one year: chart, who the peers are, who is left out. The same at publish time and in the browser. */
import type { VNode } from 'preact';
import type { Quartiles } from '../charts/chart-data.ts';
import { Profile } from '../charts/profile.tsx';
import type { About } from '../words/about.ts';
import { type PeersSaid, leftOutInWords, peersInWords } from '../words/peers.ts';
import type { CellWords } from '../words/shown.ts';

export interface ProfileFigure {
  readonly about: About;
  readonly own: number | null;
  /** The own figure as the table says it, with its mark. */
  readonly said: Pick<CellWords, 'shown' | 'mark'>;
  /** The own figure is not counted. */
  readonly hollow: boolean;
  /** Comparable figures of the peers. */
  readonly peers: readonly number[];
  readonly summary: Quartiles;
  readonly leftOut: number;
  readonly why: string;
}

export interface TrustProfileProps {
  readonly name: string;
  /** Nothing where the trust has no such peers in the year. */
  readonly peers: PeersSaid | undefined;
  /** Why it has none; a sentence. */
  readonly whyNone?: string;
  /** Codes that the reader typed and that no trust here has. */
  readonly unknown?: readonly string[];
  readonly fy: string;
  readonly figures: readonly ProfileFigure[];
  readonly illustrative: boolean;
  /** Names of the members by code, where the page knows them. */
  readonly names?: ReadonlyMap<string, string>;
  /** `in 2023-24 prices (…)`. */
  readonly prices?: string;
}

export function TrustProfile({
  name,
  peers,
  fy,
  whyNone = `${name} is in no such group for ${fy}.`,
  unknown = [],
  figures,
  illustrative,
  names,
  prices,
}: TrustProfileProps): VNode {
  if (!peers || peers.members.length === 0) {
    return <p>{[unknownInWords(unknown), whyNone].filter(Boolean).join(' ')}</p>;
  }
  const shown = figures.filter(({ own, summary }) => own !== null && summary.n > 0);
  const title = `${name} beside its peers, ${fy}`;
  const left = leftOutInWords(
    shown.map(({ about: { label, group }, leftOut, why }) => ({ label, group, leftOut, why })),
  );
  return (
    <>
      {shown.length > 0 && (
        <Profile
          {...{ title, illustrative }}
          rows={shown.map(({ about, own, said, hollow, peers: values, summary }) => ({
            ...{ group: about.group, label: about.label, display: about.display },
            ...{ peers: values, own, shown: said.shown, mark: said.mark, hollow, ...summary },
          }))}
        />
      )}
      {unknown.length > 0 && <p>{unknownInWords(unknown)}</p>}
      <p>
        {`Peers: ${peersInWords(peers)}. ${leftOutSentence(left)}`}
        {prices !== undefined && ` Money ${prices}.`}
      </p>
      <p class="note">
        Each line runs from the lowest to the highest comparable figure, the bar is the middle half, the tick
        the median, the dot this trust; a ring is a figure that is not counted. Neither end is the better one.
      </p>
      {left.length > 1 && (
        <details>
          <summary>Who is left out of the middle half</summary>
          <ul>
            {left.map(([why, labels]) => (
              <li key={why}>{`${why}: ${labels}`}</li>
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>{`The ${peers.members.length} peers`}</summary>
        {names ? (
          <ul class="columns">
            {peers.members.map((code) => (
              <li key={code}>
                <a href={`${code}.html`}>{`${names.get(code) ?? code} (${code})`}</a>
              </li>
            ))}
          </ul>
        ) : (
          <p>{peers.members.join(' ')}</p>
        )}
      </details>
    </>
  );
}

/** `ZZZ is no code of a trust here.` */
function unknownInWords(codes: readonly string[]): string {
  if (codes.length === 0) return '';
  const last = codes.at(-1) ?? '';
  if (codes.length === 1) return `${last} is no code of a trust here.`;
  return `${codes.slice(0, -1).join(', ')} and ${last} are no codes of trusts here.`;
}

function leftOutSentence(left: readonly (readonly [string, string])[]): string {
  const [first] = left;
  if (!first) return 'None is left out of the middle half.';
  if (left.length > 1) return 'Who is left out of the middle half differs by figure; the list is below.';
  return `Left out of the middle half: ${first[0]} (${first[1]}).`;
}
