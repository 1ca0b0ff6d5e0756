/** Makes the figures of a trust's page buttons: the file has each as text under the address of its cell, `beds-2020-21`. */

const ADDRESS = /^(.+)-(\d{4}-\d{2})$/;

/** For the panel, which reads `data-cell`. Must run before the panel opens a cell. */
export function makeOwnButtons(): void {
  const code = document.querySelector<HTMLElement>('[data-trust]')?.dataset['trust'];
  if (code === undefined) return;
  for (const cell of document.querySelectorAll('.figures td[id]')) {
    const [, figure, fy] = ADDRESS.exec(cell.id) ?? [];
    if (figure === undefined || fy === undefined || cell.querySelector('button')) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset['cell'] = `${code} ${figure} ${fy}`;
    button.append(...cell.childNodes);
    cell.append(button);
  }
}
