/** Buttons in the headings of tables with `data-sort`. Only the first body is sorted: absent figures stand in the others and stay last. */

export function startSort(within: ParentNode = document): void {
  for (const table of within.querySelectorAll<HTMLTableElement>('table[data-sort]')) {
    if (table.querySelector('.sort') !== null) continue;
    for (const heading of table.querySelectorAll<HTMLTableCellElement>('thead th')) addButton(table, heading);
  }
}

function addButton(table: HTMLTableElement, heading: HTMLTableCellElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sort';
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener('click', () => sortBy(table, heading));
}

/** Upwards first; the same heading again turns it round. Equal rows stay as they were. */
export function sortBy(table: HTMLTableElement, heading: HTMLTableCellElement): void {
  const [body] = table.tBodies;
  if (!body) return;
  const down = heading.getAttribute('aria-sort') === 'ascending';
  for (const other of table.querySelectorAll('[aria-sort]')) other.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const column = heading.cellIndex;
  const compare = new Intl.Collator('en-GB').compare;
  const keyed = [...body.rows].map((row) => ({ row, text: (row.cells[column]?.textContent ?? '').trim() }));
  keyed.sort((a, b) => {
    const [x, y] = [numberIn(a.text), numberIn(b.text)];
    const sign = down ? -1 : 1;
    if (x !== null && y !== null) return sign * (x - y);
    // What has no number stands after what has, in both directions.
    if ((x === null) !== (y === null)) return x === null ? 1 : -1;
    return sign * compare(a.text, b.text);
  });
  body.append(...keyed.map(({ row }) => row));
}

/** `about 1,847.0 [1 of 4 quarters]` is 1847; a text without digits before any mark is no number. */
export function numberIn(text: string): number | null {
  const found = /^(?:about |at most |at least )?(-?[\d,]+(?:\.\d+)?)(?: or more)?(?:\s*\[|$)/.exec(text);
  return found?.[1] === undefined ? null : Number(found[1].replaceAll(',', ''));
}
