/** Two runs on two days over the same files: their pages say the same, but for the name of the release. */
import assert from 'node:assert/strict';
import { openSmallSite, type SmallSite } from './small-site.ts';

const DAYS = ['2031-03-04', '2032-05-06'] as const;

describe('two runs over the same files', function () {
  this.timeout(60_000);
  let sites: readonly [SmallSite, SmallSite];
  before(async () => {
    const runOn = async (day: string): Promise<SmallSite> =>
      await openSmallSite({ now: new Date(`${day}T09:00:00Z`) });
    sites = [await runOn(DAYS[0]), await runOn(DAYS[1])];
  });
  after(async () => {
    for (const site of sites) await site.close();
  });

  it('have the same files', async () => {
    assert.deepEqual(await sites[0].files(), await sites[1].files());
  });

  it('differ where the release is named, and nowhere else', async () => {
    let named = 0;
    for (const path of await sites[0].files()) {
      const [first, second] = [await sites[0].text(path), await sites[1].text(path)];
      if (first.includes(DAYS[0])) named += 1;
      assert.equal(inOneDay(first), inOneDay(second), path);
    }
    assert.ok(named > 10, `${named} files name the release`);
  });
});

/** The release in the form of its name and in that of a sentence. */
function inOneDay(text: string): string {
  return text.replaceAll(/2031-03-04|2032-05-06/g, 'DAY').replaceAll(/4 March 2031|6 May 2032/g, 'DAY');
}
