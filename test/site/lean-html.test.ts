import assert from 'node:assert/strict';
import { load } from 'cheerio';
import { renderToString } from 'preact-render-to-string';
import { h } from 'preact';
import { leanHtml } from '../../site/lean-html.ts';

/** The tree that a reader's program makes of a page. */
const treeOf = (html: string): string => load(html).html();

describe('site: pages without what HTML lets a writer leave out', () => {
  const hostile = `</td><script>="x" >alert(1)</script> a="b" <path></path>`;

  it('the page is shorter, and the same tree comes of it', () => {
    const page = renderToString(
      h('main', { id: 'main' }, [
        h('table', { class: 'figures' }, [
          h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Year'), h('td', null))),
          h('tbody', null, [
            h(
              'tr',
              null,
              h('th', { scope: 'row' }, 'Beds'),
              h('td', { id: 'beds-2020-21', class: 'h' }, '1 '),
            ),
            h('tr', null, h('th', { scope: 'row' }, 'Staff'), h('td', null, h('b', null, '2'))),
          ]),
        ]),
        h('ul', null, h('li', null, 'one'), h('li', null, h('ol', null, h('li', null, 'two')))),
        h('dl', null, h('dt', null, 'a'), h('dd', null, 'b'), h('dd', null, h('p', null, 'c'))),
        h(
          'svg',
          { 'aria-hidden': 'true' },
          h('path', { d: 'M1' }),
          h('path', { class: 'dots', d: 'M1 2h0' }),
          h('path', { d: 'M1,2h0' }),
        ),
        h('img', { alt: 'x' }),
        h(
          'table',
          null,
          h('tbody', null, h('tr', null)),
          h('tbody', null, h('tr', null, h('td', null, 'A&E waits'))),
          h('tbody', null),
        ),
        h('div', null, h('p', null, 'A&B;'), h('ul', null, h('li', null, 'R&D spend'))),
        h('a', { href: '../trust/RJ1.html' }, 'x'),
        h('select', null, h('option', { value: '1' }, 'a'), h('option', { value: '' }, 'b')),
      ]),
    );
    const lean = leanHtml(page);
    assert.equal(treeOf(lean), treeOf(page));
    assert.ok(lean.length < page.length * 0.85);
  });

  it('hostile texts and values stay what they are', () => {
    for (const value of [hostile, 'ends with =', '="a" ', '/', 'a=', `'"<>`]) {
      const page = renderToString(
        h('p', { title: value, 'data-x': 'y' }, [
          value,
          h('a', { href: value, id: 'a' }, value),
          h('input', { value }),
        ]),
      );
      assert.equal(treeOf(leanHtml(page)), treeOf(page), value);
      assert.equal(load(leanHtml(page))('script').length, 0);
    }
  });
});
