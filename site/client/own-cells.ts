/**
 * Makes figures of pages buttons that open the panel. The page of a trust has each as text under the address of its cell,
 * `beds-2020-21`; the page of a measure in a table that says the year, with the figure at the heading and the code in the row.
 */

const ADDRESS = /^(.+)-(\d{4}-\d{2})$/;

/** For the panel, which reads `data-cell`. Must run before the panel opens a cell. */
export function makeOwnButtons(): void {
  const code = document.querySelector<HTMLElement>('[data-trust]')?.dataset['trust'];
  if (code === undefined) return;
  for (const cell of document.querySelectorAll('.figures td[id]')) {
    const [, figure, fy] = ADDRESS.exec(cell.id) ?? [];
    if (figure !== undefined && fy !== undefined) makeButton(cell, `${code} ${figure} ${fy}`);
  }
}

/** The same for tables with `data-year`; again where a table was made anew. */
export function makeTableButtons(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-year]')) {
    const columns = [...table.querySelectorAll<HTMLTableCellElement>('thead [data-figure]')].map(
      (heading) => [heading.cellIndex, heading.dataset['figure'] ?? ''] as const,
    );
    for (const row of table.querySelectorAll<HTMLTableRowElement>('tbody tr')) {
      const code = row.cells[1]?.textContent;
      for (const [index, figure] of columns) {
        const cell = row.cells[index];
        if (code && cell?.hasChildNodes())
          makeButton(cell, `${code} ${figure} ${table.dataset['year'] ?? ''}`);
      }
    }
  }
}

function makeButton(cell: Element, address: string): void {
  if (cell.querySelector('button')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset['cell'] = address;
  button.append(...cell.childNodes);
  cell.append(button);
}
