/** Figures of a spoiled file beside those of the good one. */
import type { Dataset } from '../../datasets/contract/dataset.ts';
import type { Figures, Loaded } from './read-file.ts';

/**
 * `inside`: no cell of trust_year differs. `fewer`: figures are not there any more, and no other differs. `noted`: each that
 * differs has a word about it. `silent`: one has none.
 */
export type Difference = 'same' | 'inside' | 'fewer' | 'noted' | 'silent';

const NONE = /^(?:suppressed|missing)(?: \+ (?:suppressed|missing))*$/;

export function compare(
  dataset: Dataset,
  good: Loaded,
  spoiled: Loaded,
): { readonly difference: Difference; readonly first: string } {
  const keys = [...new Set([...good.figures.keys(), ...spoiled.figures.keys()])];
  const apart = keys.filter((key) => good.figures.get(key) !== spoiled.figures.get(key));
  const before = new Set(good.notes.map(({ message }) => message));
  const notes = spoiled.notes.filter(({ message }) => !before.has(message));
  const isNoted = (key: string): boolean => {
    const [code = ''] = key.split(' ');
    return notes.some(
      ({ orgCode = '', message }) => orgCode.trim() === '' || `${orgCode} ${message}`.includes(code),
    );
  };
  const isNone = (key: string): boolean => NONE.test(spoiled.figures.get(key) ?? 'missing');
  const silent = apart.filter((key) => !isNone(key) && !isNoted(key));
  const [first = ''] = silent.length > 0 ? silent : apart;
  return {
    difference: difference(),
    first: `${first}: ${good.figures.get(first)} -> ${spoiled.figures.get(first)}`,
  };

  function difference(): Difference {
    if (apart.length === 0) return 'same';
    if (apart.every(isNoted)) return 'noted';
    const [own, other] = [cellsOf(dataset, good.figures), cellsOf(dataset, spoiled.figures)];
    if (
      own.size > 0 &&
      [...own].every(([cell, value]) => other.get(cell) === value) &&
      other.size === own.size
    ) {
      return 'inside';
    }
    return silent.length > 0 ? 'silent' : 'fewer';
  }
}

/** What trust_year would have: the parts of a recipe added up, those of the year where it is printed beside its months. */
function cellsOf({ measures }: Dataset, figures: Figures): ReadonlyMap<string, number> {
  const cells = new Map<string, number>();
  const entries = [...figures].map(([key, figure]) => ({ figure, parts: key.split(' ') }));
  const hasYear = entries.some(({ parts: [, period = ''] }) => /^20\d\d-(?!0[1-9]|1[0-2])/.test(period));
  for (const recipe of measures) {
    for (const {
      figure,
      parts: [code = '', period = '', measure = ''],
    } of entries) {
      if (!recipe.parts.includes(measure)) continue;
      if (recipe.monthsBeside && hasYear && /^20\d\d-(?:0[1-9]|1[0-2])$/.test(period)) continue;
      const sum = figure.split(' + ').reduce((all, one) => all + (Number(one) || 0), 0);
      const cell = `${code} ${recipe.measure}`;
      cells.set(cell, (cells.get(cell) ?? 0) + sum);
    }
  }
  return cells;
}
