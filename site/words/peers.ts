/** Sentences about peers: who they are, and who is left out of the middle half. */
import { byHeading, labelsBy } from './blocks.ts';
import type { Quartiles } from '../charts/chart-data.ts';

export interface PeersSaid {
  readonly scheme: string;
  /** Of the group: `Acute trusts with operating expenditure of £484m to £604m`. */
  readonly label: string;
  readonly fy: string;
  readonly members: readonly string[];
  /** The trust of the page. */
  readonly own: string;
}

/** `27 acute trusts with operating expenditure of £484m to £604m in 2019-20, RJ1 among them`. */
export function peersInWords({ scheme, label, fy, members, own }: PeersSaid): string {
  const count = members.length.toLocaleString('en-GB');
  const trusts = members.length === 1 ? 'trust' : 'trusts';
  const who =
    scheme === 'england'
      ? `all ${count} ${trusts} of England`
      : scheme === 'region'
        ? `${count} ${trusts} of the region ${label}`
        : scheme === 'nearest'
          ? `the ${count} ${trusts} of the same type that are most like it`
          : scheme === 'own'
            ? `${count} ${trusts} chosen by the reader`
            : `${count} ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  const among = members.includes(own) ? ', this trust among them' : '';
  return `${who} in ${fy}${among}`;
}

/** Who of a figure's peers is left out, and why. */
export interface LeftOut {
  readonly label: string;
  /** Heading of the chart that the figure stands under. */
  readonly group: string;
  readonly leftOut: number;
  readonly why: string;
}

/** Figures with the same trusts left out stand together. */
export function leftOutInWords(
  figures: readonly LeftOut[],
): readonly (readonly [why: string, labels: string])[] {
  const found = new Map<string, string[]>();
  for (const { label, leftOut, why } of figures) {
    if (leftOut === 0) continue;
    const said = why === '' ? `${leftOut} left out` : why;
    found.set(said, [...(found.get(said) ?? []), label]);
  }
  const under = labelsBy(
    figures,
    ({ group }) => group,
    ({ label }) => label,
  );
  return [...found].map(([why, labels]) => [why, byHeading(labels, under).join('; ')] as const);
}

/** Words for statuses that keep a figure out of quartiles, where no published table has counted them. */
const WHY: Readonly<Record<string, string>> = {
  p: 'with part of a year',
  c: 'withheld',
  z: 'not in the publication',
  x: 'without a figure',
  '.': 'without accounts in the year',
};

/** `2 with part of a year, 1 not comparable`, from the letters of those left out. */
export function whyInWords(letters: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const letter of letters) {
    const why = WHY[letter] ?? 'not comparable';
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(([why, count]) => `${count} ${why}`).join(', ');
}

/** Whether anything can be said of the middle. */
export function isCompared({ median }: Quartiles): boolean {
  return median !== null;
}
