/** Figures of a trust and of its peers in a year, from the published medians. */
import type { Figure, Model, PeerGroup } from '../../read/model.ts';
import { isHollow } from '../../parts/figure-cell.tsx';
import type { ProfileFigure } from '../../parts/trust-profile.tsx';
import { aboutOf } from '../../words/about.ts';
import { cellWords } from '../../words/shown.ts';

/** Reads the comparable figures of a group once for all its members. */
export function peerValues(model: Model): (figure: string, group: PeerGroup) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (figure, group) => {
    const key = `${figure} ${group.fy} ${group.scheme} ${group.groupId}`;
    const before = known.get(key);
    if (before) return before;
    const values = group.members.flatMap((code) => {
      const cell = model.cell(code, figure, group.fy);
      return cell?.comparable === true && cell.value !== null ? [cell.value] : [];
    });
    known.set(key, values);
    return values;
  };
}

export function profileFigures(
  model: Model,
  figures: readonly Figure[],
  code: string,
  group: PeerGroup,
  valuesOf: ReturnType<typeof peerValues>,
): readonly ProfileFigure[] {
  return figures.flatMap((figure): ProfileFigure[] => {
    const cell = model.cell(code, figure.name, group.fy);
    const summary = model.summary(figure.name, group.fy, group.scheme, group.groupId);
    if (!summary || !cell) return [];
    return [
      {
        ...{ about: aboutOf(figure), own: cell.value, hollow: isHollow(cell) },
        said: cellWords(cell, figure.display, figure.isMean),
        ...{ peers: valuesOf(figure.name, group), leftOut: summary.leftOut, why: summary.why },
        summary: { n: summary.n, q1: summary.q1, median: summary.median, q3: summary.q3 },
      },
    ];
  });
}
