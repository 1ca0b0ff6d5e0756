import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openPages, startPage } from '../../cli/open.ts';

describe('npm start -- open', () => {
  let dataDir: string;
  const opened: string[] = [];
  const browser = (address: string): Promise<void> => {
    opened.push(address);
    return Promise.resolve();
  };
  const page = (folder: string, path: string): string => {
    const place = join(folder, 'published', 'site', path);
    mkdirSync(join(place, '..'), { recursive: true });
    writeFileSync(place, '<!doctype html>');
    return place;
  };

  beforeEach(() => {
    opened.length = 0;
    // A folder that people have: its name has to be written as an address.
    dataDir = mkdtempSync(join(tmpdir(), 'two words #1 é '));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('opens the start page as a file, whatever the folder is called', async () => {
    page(dataDir, 'index.html');
    assert.equal(await openPages(dataDir, undefined, browser), 0);
    assert.deepEqual(opened, [pathToFileURL(startPage(dataDir)).href]);
    assert.match(opened[0] ?? '', /two%20words%20%231%20%C3%A9/);
  });

  it('opens the page of a trust or a measure by its code or name', async () => {
    page(dataDir, 'index.html');
    const places = [page(dataDir, 'trust/RJ1.html'), page(dataDir, 'measure/beds.html')];
    await openPages(dataDir, 'rj1', browser);
    await openPages(dataDir, 'beds', browser);
    assert.deepEqual(
      opened,
      places.map((place) => pathToFileURL(place).href),
    );
    await assert.rejects(openPages(dataDir, 'RAL', browser), /There is no page for "RAL"/);
    await assert.rejects(openPages(dataDir, '../../etc/passwd', browser), /is no ODS code/);
  });

  it('opens the pages of the sample where no run has published any', async () => {
    const place = page(join(dataDir, 'sample'), 'index.html');
    await openPages(dataDir, undefined, browser);
    assert.deepEqual(opened, [pathToFileURL(place).href]);
  });

  it('says what makes pages where there are none, and which file to open where there is no browser', async () => {
    assert.equal(await openPages(dataDir, undefined, browser), 1);
    page(dataDir, 'index.html');
    assert.equal(await openPages(dataDir, undefined, () => Promise.reject(new Error('no display'))), 0);
  });
});
