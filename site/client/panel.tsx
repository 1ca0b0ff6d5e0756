/** The panel of a cell: a dialog that any figure of any page opens. What stands in it comes with the first click (explained.tsx). */
import { type VNode, render } from 'preact';
import type { PanelCommon, PanelTrust } from '../panel/lineage.ts';
import { data } from './data.ts';
import type { ExplainedIn } from './explained.tsx';
import { type Asked, Frame } from './panel-frame.tsx';

const CELL_ADDRESS = /^#([a-z0-9_]+-\d{4}-\d{2})$/;

let dialog: HTMLDialogElement | undefined;
/** Where the focus goes when the panel is closed, and what the address was before. */
let opener: HTMLElement | undefined;
let hashBefore = '';
/** Counts openings: data that comes late for another figure is not shown. */
let openings = 0;

/** Listens for clicks on figures (Enter on a button is one), and opens the figure that the address names. */
export function startPanel(): void {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('[data-cell]') : null;
    const asked = target && askedBy(target.getAttribute('data-cell'));
    if (asked) void open(asked, target as HTMLElement);
  });
  // A reader who points at a figure, or has come to it with the keyboard, may open it: its data are loaded meanwhile.
  for (const arriving of ['pointerover', 'focusin']) document.addEventListener(arriving, loadBefore);
  window.addEventListener('hashchange', openAddressed);
  openAddressed();
}

/** Milliseconds: a pointer on its way over a table loads nothing. */
const STAY = 60;
let staying: ReturnType<typeof setTimeout> | undefined;

function loadBefore({ target }: Event): void {
  clearTimeout(staying);
  const cell = target instanceof Element ? target.closest('[data-cell]') : null;
  const asked = cell && askedBy(cell.getAttribute('data-cell'));
  if (!asked) return;
  // What cannot be loaded is told of when the figure is opened.
  staying = setTimeout(() => void dataOf(asked).catch(() => undefined), STAY);
}

async function dataOf({ code }: Asked): Promise<[ExplainedIn, PanelCommon, PanelTrust]> {
  return await Promise.all([
    data<ExplainedIn>('explained'),
    data<PanelCommon>('panel'),
    data<PanelTrust>(`lineage/${code}`),
  ]);
}

/** The cell of `#beds-2020-21` on the page of a trust. */
function openAddressed(): void {
  const anchor = CELL_ADDRESS.exec(location.hash)?.[1];
  const place = anchor === undefined ? null : document.getElementById(anchor);
  const button = place?.matches('[data-cell]') ? place : place?.querySelector('[data-cell]');
  const asked = button && askedBy(button.getAttribute('data-cell'));
  if (!asked || dialog?.dataset['shows'] === keyOf(asked)) return;
  // A cell among those that are folded away has no place to give the focus back to.
  for (let node = button.parentElement; node; node = node.parentElement)
    if (node instanceof HTMLDetailsElement) node.open = true;
  void open(asked, button as HTMLElement);
}

function askedBy(cell: string | null): Asked | undefined {
  const [code, figure, fy] = cell?.split(' ') ?? [];
  return code && figure && fy ? { code, figure, fy } : undefined;
}

function keyOf({ code, figure, fy }: Asked): string {
  return `${code} ${figure} ${fy}`;
}

async function open(asked: Asked, from: HTMLElement): Promise<void> {
  const panel = (dialog ??= makeDialog());
  const opening = ++openings;
  if (!panel.open) {
    opener = from;
    hashBefore = CELL_ADDRESS.test(location.hash) ? '' : location.hash;
  }
  panel.dataset['shows'] = keyOf(asked);
  setAddress(asked);
  render(<Frame title={`${asked.code}, ${asked.fy}`} content={<p role="status">Opening …</p>} />, panel);
  if (!panel.open) panel.showModal();
  const content = await contentOf(asked, panel);
  if (opening !== openings || !panel.open) return;
  render(content, panel);
  panel.scrollTop = 0;
  panel.querySelector('h2')?.focus();
}

async function contentOf(asked: Asked, panel: HTMLElement): Promise<VNode> {
  const title = `${asked.code}, ${asked.fy}`;
  try {
    const [explained, common, trust] = await dataOf(asked);
    const content = explained(asked, common, trust, panel);
    if (content) return content;
    return <Frame title={title} content={<p>These pages hold no explanation of this figure.</p>} />;
  } catch {
    return (
      <Frame
        title={title}
        content={
          <p role="alert">
            The files that explain this figure cannot be loaded. Pages opened from inside a zip file show
            figures only: unpack the whole folder and open the page again.
          </p>
        }
      />
    );
  }
}

function makeDialog(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'panel';
  made.setAttribute('aria-labelledby', 'panel-title');
  made.addEventListener('close', () => {
    openings += 1;
    delete made.dataset['shows'];
    render(null, made);
    replaceHash(hashBefore);
    opener?.focus();
    opener = undefined;
  });
  // A click beside the panel closes it: the dialog itself is hit, and nothing in it.
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  document.body.append(made);
  return made;
}

/** On the page of the trust the address becomes the cell's; elsewhere the hash is the page's own state. */
function setAddress({ code, figure, fy }: Asked): void {
  if (document.body.dataset['path'] === `trust/${code}.html`) replaceHash(`#${figure}-${fy}`);
}

function replaceHash(hash: string): void {
  if (location.hash === hash) return;
  try {
    history.replaceState(history.state, '', hash === '' ? location.href.split('#')[0] : hash);
  } catch {
    // Where a page from a folder may not replace its address, it gets a new one: the panel that is open stays as it is.
    location.hash = hash;
  }
}
