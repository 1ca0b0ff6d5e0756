/** "Download this table as CSV" under every table with `data-csv`: the texts that stand in it, made in the page. */
import { csvLine } from '../../warehouse/publish/harmless-text.ts';
import { WARNING } from '../words/warning.ts';

const DONE = 'csvDone';

/** Adds the button to tables that have none yet. */
export function startCsv(within: ParentNode = document): void {
  for (const table of within.querySelectorAll<HTMLTableElement>('table[data-csv]')) {
    if (table.dataset[DONE] !== undefined) continue;
    table.dataset[DONE] = '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'download';
    button.textContent = 'Download this table as CSV';
    button.addEventListener('click', () => save(`${table.dataset['csv'] ?? 'table'}.csv`, tableAsCsv(table)));
    table.after(button);
  }
}

/** Rows as they stand in the table; a heading over several columns fills the first. The sample's warning is the first line's first text. */
export function tableAsCsv(table: HTMLTableElement): string {
  if (table.dataset['groups'] !== undefined) return groupsAsCsv(table);
  const madeUp = document.querySelector('.warning') !== null;
  return [...table.rows]
    .map((row, index) => {
      const texts = [...row.cells].map(textOf);
      if (index === 0 && madeUp) texts[0] = `${texts[0] ?? ''} – ${WARNING}`;
      return csvLine(texts);
    })
    .join('');
}

const GROUPS = ['Group', 'Year', 'Compared', 'Lower quartile', 'Median', 'Upper quartile', 'Who is compared'];

/** The table of groups and years: a line for each group and year, a column for each figure of it. */
function groupsAsCsv(table: HTMLTableElement): string {
  const years = [...(table.tHead?.rows[0]?.cells ?? [])].map(textOf);
  const lines = [...table.tBodies]
    .flatMap((body) => [...body.rows])
    .flatMap((row) =>
      [...row.cells].slice(1).map((cell, index) => {
        const text = (selector: string): string =>
          plainNumber(cell.querySelector(selector)?.textContent ?? '');
        const [lower = '', upper = ''] = [...cell.querySelectorAll('.q')].map(textOf);
        const group = row.cells[0] ? textOf(row.cells[0]) : '';
        return [group, years[index + 1] ?? '', text('.n'), lower, text('b'), upper, cell.title];
      }),
    );
  const madeUp = document.querySelector('.warning') !== null;
  const [first = '', ...heads] = GROUPS;
  return [[madeUp ? `${first} – ${WARNING}` : first, ...heads], ...lines].map(csvLine).join('');
}

/** Numbers without the commas between thousands, so that a spreadsheet reads them as numbers. */
function textOf(cell: Element): string {
  return plainNumber(cell.textContent ?? '');
}

function plainNumber(said: string): string {
  const text = said.replace(/\s+/g, ' ').trim();
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
}

function save(name: string, content: string): void {
  const link = document.createElement('a');
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  link.href = URL.createObjectURL(new Blob(['\uFEFF', content], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
