/** Which dataset-years a refresh asks. */
import { isDue, worthAsking } from '../calendar/periods.ts';
import { CURRENT, datasetNamed } from '../datasets/registry.ts';
import type { DatasetYear, Plan } from './references.ts';

/** So many of its latest years is each publication asked for: the newest, and the one that is still revised. */
const LATEST_YEARS = 2;

/**
 * The publications that may have something new on a day, each for its latest years of which a file is due. What the
 * publication calendar knows of a day is used here and nowhere else: a narrower answer of it needs no other change.
 * @param today ISO date
 * @param loaded as `slotsSeen` gives it: then only years are asked that have a due file which is not loaded, and the year before
 */
export function publicationsToAsk(today: string, names: readonly string[], loaded?: readonly string[]): Plan {
  const held = loaded && new Set(loaded);
  const loads = names.flatMap((name): readonly DatasetYear[] => {
    const dataset = datasetNamed(name);
    const { yearless, years } = dataset;
    if (yearless) return [{ dataset: name, fy: CURRENT }];
    if (held) {
      const worth = worthAsking(dataset, today, held).filter((fy) => years.includes(fy));
      return worth.map((fy) => ({ dataset: name, fy }));
    }
    const published = years.filter((fy) => isDue(dataset, fy, today));
    return published.slice(-LATEST_YEARS).map((fy) => ({ dataset: name, fy }));
  });
  return { loads, unreadable: [], notDue: [] };
}
