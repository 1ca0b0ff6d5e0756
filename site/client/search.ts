/**
 * The search box: a combobox with a list (the pattern of the ARIA guide). It is made by the script; without scripts the lists
 * of trusts and figures serve. Texts go to the page as text, never as markup.
 */
import { data } from './data.ts';
import { entriesOf, type Entry, type Found, type SearchData, search } from './match-names.ts';

const MOST = 10;
const NOTHING = 'Nothing begins with these letters. Try a code, such as R1H, or one word of a name.';
const NOT_LOADED = 'The list of names cannot be loaded. The lists of trusts and measures have every page.';

export function startSearch(): void {
  for (const [index, place] of [...document.querySelectorAll<HTMLElement>('[data-search]')].entries())
    searchBox(place, `search-${index}`);
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

/** A line of the list that only says something. */
function unchoosable(words: string): HTMLLIElement {
  return make('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, words);
}

function searchBox(place: HTMLElement, id: string): void {
  const form = make('form', {
    role: 'search',
    'aria-label': id === 'search-0' ? 'Site' : 'Trusts and figures',
  });
  const label = make('label', { for: id }, place.dataset['search'] || 'Search for a trust or a figure');
  const input = make('input', {
    ...{
      id,
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
    },
    ...{ 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': `${id}-list` },
  });
  if (place.closest('header')) {
    label.className = 'unseen';
    input.placeholder = 'Search for a trust or a figure';
  }
  const list = make('ul', {
    id: `${id}-list`,
    role: 'listbox',
    'aria-label': 'Trusts and figures found',
    hidden: '',
  });
  const said = make('p', { class: 'unseen', role: 'status' });
  form.append(label, input, list, said);
  place.append(form);
  place.hidden = false;

  let entries: readonly Entry[] | undefined;
  let found: readonly Found[] = [];
  let active = -1;

  const show = (open: boolean): void => {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    if (!open) choose(-1);
  };
  const choose = (index: number): void => {
    active = index;
    for (const [at, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(at === index));
    const option = list.children[index];
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView?.({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };
  const go = (one: Found | undefined): void => {
    if (one) location.href = `${document.body.dataset['root'] ?? ''}${one.path}`;
  };
  const look = async (): Promise<void> => {
    try {
      entries ??= entriesOf(await data<SearchData>('search'));
    } catch {
      said.textContent = NOT_LOADED;
      list.replaceChildren(unchoosable(NOT_LOADED));
      show(true);
      return;
    }
    found = search(entries, input.value, MOST);
    list.replaceChildren(
      ...found.map((one, index) => {
        const option = make(
          'li',
          { id: `${id}-${index}`, role: 'option', 'aria-selected': 'false' },
          one.words,
        );
        if (one.beside) option.append(' ', make('small', {}, one.beside));
        // The box keeps the focus.
        option.addEventListener('mousedown', (event) => event.preventDefault());
        option.addEventListener('click', () => go(one));
        return option;
      }),
    );
    const asked = input.value.trim() !== '';
    if (asked && found.length === 0) {
      list.append(unchoosable(NOTHING));
    }
    show(asked);
    said.textContent = !asked ? '' : found.length === 1 ? '1 found' : `${found.length} found`;
  };

  input.addEventListener('input', () => void look());
  input.addEventListener('focus', () => void data('search').catch(() => undefined));
  input.addEventListener('blur', () => show(false));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void look().then(() => go(found[Math.max(active, 0)]));
  });
  input.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === 'Escape') {
      if (list.hidden) input.value = '';
      show(false);
    } else if (key === 'Enter') {
      event.preventDefault();
      const chosen = found[active];
      if (chosen) go(chosen);
      else void look().then(() => go(found[0]));
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) {
        void look();
        return;
      }
      const next = key === 'ArrowDown' ? active + 1 : active - 1;
      choose(next >= found.length ? 0 : next < 0 ? found.length - 1 : next);
    }
  });
}
