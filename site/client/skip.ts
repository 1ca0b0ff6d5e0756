/** The skip link moves the focus, and leaves the address alone: behind its `#` stands what a reader has chosen. */
export function startSkip(): void {
  document.querySelector('a.skip')?.addEventListener('click', (event) => {
    const main = document.getElementById('main');
    if (!main) return;
    event.preventDefault();
    main.focus();
    main.scrollIntoView();
  });
}
