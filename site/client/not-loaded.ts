/** Says on the page that a choice cannot be shown, because a data file is missing or cannot be read. */

/** One sentence before `place`, which the next failure replaces. The figures stay as they were. */
export function sayNotLoaded(place: Element, error: unknown): void {
  const said = document.querySelector('[data-not-loaded]');
  const note = said ?? document.createElement('p');
  note.className = 'note';
  note.setAttribute('data-not-loaded', '');
  note.setAttribute('role', 'alert');
  note.textContent =
    `What you chose cannot be shown (${error instanceof Error ? error.message : String(error)}). The figures stay as they were. ` +
    'Pages opened from inside a zip file show figures only: unpack the whole folder and open the page again.';
  if (!said) place.before(note);
}
