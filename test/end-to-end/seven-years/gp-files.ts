/** The files of a month: totals, ages, names and commissioners (dossier gp-registered-patients, section 3). */
import { mapLines, quinAgeLines, totalsLines } from '../../fixtures/gp-registered-patients.ts';
import { zipOf } from '../small-web.ts';
import type { GpMonth } from './gp-months.ts';
import { BANDS, practicesIn } from './gp-practices.ts';

function fileOf(name: string, lines: readonly string[], end = '\r\n'): Buffer {
  const text = lines.map((line) => line + end).join('');
  return name.endsWith('.zip') ? zipOf(name.replace(/\.zip$/, '.csv'), text) : Buffer.from(text);
}

/** One row a practice, in some months in another order. */
export function gpTotals(gp: GpMonth): Buffer {
  const [headings = '', ...rows] = totalsLines({ ...gp, date: gp.dates.all }, practicesIn(gp.month));
  return fileOf(gp.files.all, [headings, ...(gp.month > '2023' ? rows.reverse() : rows)]);
}

export function gpAges(gp: GpMonth): Buffer {
  const networkType = gp.month === '2020-03' ? '' : 'PCN';
  const style = { ...gp, date: gp.dates.quin };
  return fileOf(gp.files.quin, quinAgeLines(style, practicesIn(gp.month), { bands: BANDS, networkType }));
}

/** `replaced`: the issue before the correction, with other names. */
export function gpMapping(gp: GpMonth, replaced = false): Buffer {
  const practices = practicesIn(gp.month).map((practice) =>
    replaced ? { ...practice, name: `OLD ${practice.name}` } : practice,
  );
  const codesFirst = gp.month === '2021-01' && !replaced;
  const lines = mapLines({ ...gp, date: gp.dates.map }, practices, { codesFirst });
  return fileOf(gp.files.map, lines, gp.month === '2020-03' ? '\n' : '\r\n');
}
