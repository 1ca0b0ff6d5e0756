/** Writes trust, figure and year into the cells of a trust's page: the page has them only as the address of each cell. */

const ADDRESS = /^(.+)-(\d{4}-\d{2})$/;

/** For the panel, which reads `data-cell`. Must run before the panel opens a cell. */
export function nameOwnCells(within: ParentNode = document): void {
  const code = document.querySelector<HTMLElement>('[data-trust]')?.dataset['trust'];
  if (code === undefined) return;
  for (const button of within.querySelectorAll<HTMLElement>('[data-cell=""]')) {
    const [, figure, fy] = ADDRESS.exec(button.id) ?? [];
    if (figure !== undefined && fy !== undefined) button.dataset['cell'] = `${code} ${figure} ${fy}`;
  }
}
