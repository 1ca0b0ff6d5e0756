import assert from 'node:assert/strict';
import { loadDetails, loadStaticDetails } from '../../workflows/details.ts';
import { LOOK_AGAIN } from '../../workflows/look-again.ts';
import { asMarkdown } from '../../workflows/markdown.ts';
import { type LoadProgress, Stage } from '../../workflows/messages.ts';

const parked: LoadProgress = {
  ...{ dataset: 'beds', fy: '2022-23', stage: Stage.needsAttention },
  ...{ expected: 4, loaded: 3, unchanged: 0 },
  problems: [{ slot: 'Q2', period: 'Q2', url: '', code: 'NOT_FOUND', message: 'There is nothing.' }],
  looksAgainAt: '2026-11-30T14:05:09.000Z',
};

describe('what the Temporal UI shows beside a load', () => {
  it('addresses, options and examples are code, so that the UI changes no sign of them', () => {
    assert.equal(
      asMarkdown('Nothing at https://a.nhs.uk/x_y.xlsx. Retry with --url, or use --from-folder.'),
      'Nothing at `https://a.nhs.uk/x_y.xlsx`. Retry with `--url`, or use `--from-folder`.',
    );
    assert.equal(asMarkdown('Send {"reason": "x"} to go on.'), 'Send `{"reason": "x"}` to go on.');
  });

  it('a text of a publisher makes no row, link, picture or code of its own', () => {
    const hostile = '| a | b |\n![x](https://evil/`y`) <img src=x> **bold** \u001b[31m\u202e`--x`';
    const shown = asMarkdown(hostile);
    assert.doesNotMatch(shown, /\n|\u001b|\u202e/);
    assert.doesNotMatch(shown, /(?<!\\)[|*<[\]]/);
    assert.equal((shown.match(/`/g) ?? []).length % 2, 0);
    assert.ok(asMarkdown('x'.repeat(5000)).length < 700);
    assert.match(asMarkdown('see https://a.nhs.uk/a|b'), /`https:\/\/a\.nhs\.uk\/a\\\|b`/);
  });

  it('a parked load says when it looks again and what may be sent; accept only where a file may be accepted', () => {
    const shown = loadDetails(parked, LOOK_AGAIN);
    assert.match(
      shown,
      /\| looks again \| At 2026-11-30 14:05 UTC it looks by itself whether the site or the file has healed\. \|/,
    );
    assert.match(shown, /`retryDownload` with `\{\}`/);
    assert.match(shown, /`skip` with/);
    assert.doesNotMatch(shown, /`accept`/);
    const raw = {
      dataset: 'beds',
      fy: '2022-23',
      slot: 'Q2',
      period: 'Q2',
      url: '',
      sha256: 'a',
      bytes: 1,
      path: '',
      fileName: '',
    };
    const judged = {
      ...parked,
      problems: parked.problems.map((one) => ({
        ...{ ...one, code: 'TOTAL_DISAGREES' },
        ...{ raw, readable: true as const },
      })),
    };
    assert.match(loadDetails(judged, LOOK_AGAIN), /whether the page or the file is another one/);
    assert.match(loadDetails(judged, LOOK_AGAIN), /`accept` with/);
  });

  it('a load that waits for nobody says nothing of what may be sent now', () => {
    const shown = loadDetails({ ...parked, stage: Stage.done, problems: [] }, LOOK_AGAIN);
    assert.doesNotMatch(shown, /Send an Update|looks again/);
  });

  it('from its beginning a load says what it is, and has an example of each message', () => {
    const shown = loadStaticDetails('beds', '2022-23');
    for (const part of [
      'retryDownload',
      'accept',
      'skip',
      '"url"',
      '"reason"',
      'npm start -- retry beds 2022-23',
    ])
      assert.ok(shown.includes(part), part);
  });
});
