/**
 * Which numbers scripts need in full. Files hold short numbers; a short number that would put a trust into another quarter of its
 * peers than the tables do, or print another median of the ten nearest, is written with all its digits. Such numbers are few.
 */
import { quarterOf } from '../charts/quarter.ts';
import type { Figure, Model, PeerGroup, Summary } from '../read/model.ts';
import { shownNumber } from '../words/shown.ts';
import { packNumber } from './packed-columns.ts';
import { quartilesOf } from './quartiles.ts';

export interface ExactNumbers {
  /** `code fy` of cells. */
  readonly cells: ReadonlySet<string>;
  /** `fy scheme group` of medians and quartiles. */
  readonly summaries: ReadonlySet<string>;
}

/** Cells and medians are two files, and ask for the same numbers. */
const known = new WeakMap<Figure, ExactNumbers>();

/** Of one figure. */
export function exactNumbers(model: Model, figure: Figure): ExactNumbers {
  const before = known.get(figure);
  if (before) return before;
  const found = new Search(model, figure);
  while (found.again());
  const { cells, summaries } = found;
  known.set(figure, { cells, summaries });
  return { cells, summaries };
}

/** The key of a median, in the files and here. */
export function summaryKey({ fy, scheme, groupId }: Pick<PeerGroup, 'fy' | 'scheme' | 'groupId'>): string {
  return `${fy} ${scheme} ${groupId}`;
}

interface Member {
  readonly key: string;
  readonly value: number;
}

interface Group {
  readonly key: string;
  readonly nearest: boolean;
  readonly members: readonly Member[];
  /** Trusts whose pages show the group. */
  readonly shownBy: readonly Member[];
  readonly summary: Summary;
}

class Search {
  readonly cells = new Set<string>();
  readonly summaries = new Set<string>();
  readonly #figure: Figure;
  readonly #groups: readonly Group[];
  readonly #short = new Map<number, number>();

  constructor(model: Model, figure: Figure) {
    this.#figure = figure;
    const members = new Map<string, Member | undefined>();
    const memberOf = (code: string, fy: string): readonly Member[] => {
      const key = `${code} ${fy}`;
      if (!members.has(key)) {
        const cell = model.cell(code, figure.name, fy);
        const counts = cell?.comparable === true && cell.value !== null;
        members.set(key, counts ? { key, value: cell.value } : undefined);
      }
      const member = members.get(key);
      return member ? [member] : [];
    };
    this.#groups = model.groups.flatMap((group): Group[] => {
      const { fy, scheme, groupId } = group;
      const summary = model.summary(figure.name, fy, scheme, groupId);
      if (!summary || summary.median === null) return [];
      const counted = group.members.flatMap((code) => memberOf(code, fy));
      const nearest = scheme === 'nearest';
      const shownBy = nearest ? memberOf(groupId, fy) : counted;
      return [{ key: summaryKey(group), nearest, members: counted, shownBy, summary }];
    });
  }

  /** Looks at every group; true where numbers were added, as they may change what another group shows. */
  again(): boolean {
    const before = this.cells.size + this.summaries.size;
    for (const group of this.#groups) {
      if (group.nearest) this.#nearest(group);
      else this.#published(group);
    }
    return this.cells.size + this.summaries.size > before;
  }

  /** The page works out the middle of the ten nearest itself. */
  #nearest({ members, shownBy, summary }: Group): void {
    const made = quartilesOf(members.map((member) => this.#read(member)));
    const { display } = this.#figure;
    const same = (['q1', 'median', 'q3'] as const).every(
      (key) =>
        made[key] === summary[key] || shownNumber(made[key], display) === shownNumber(summary[key], display),
    );
    const placed = shownBy.every(
      (own) => quarterOf(this.#read(own), made) === quarterOf(own.value, summary),
    );
    if (same && placed) return;
    for (const { key } of [...members, ...shownBy]) this.cells.add(key);
  }

  #published({ key, shownBy, summary }: Group): void {
    const short = (value: number | null): number | null =>
      value === null ? null : this.summaries.has(key) ? value : this.#shorten(value);
    for (const own of shownBy) {
      const quartiles = { q1: short(summary.q1), q3: short(summary.q3) };
      if (quarterOf(this.#read(own), quartiles) === quarterOf(own.value, summary)) continue;
      this.cells.add(own.key);
      this.summaries.add(key);
    }
  }

  /** The number as a script reads it. */
  #read({ key, value }: Member): number {
    return this.cells.has(key) ? value : this.#shorten(value);
  }

  #shorten(value: number): number {
    const before = this.#short.get(value);
    if (before !== undefined) return before;
    const short = Number(packNumber(value, this.#figure.display));
    this.#short.set(value, short);
    return short;
  }
}
