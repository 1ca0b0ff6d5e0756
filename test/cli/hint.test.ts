import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { hintFor } from '../../cli/hint.ts';

describe('the command that a person is told to type', () => {
  it('names the data folder where it is not the default one', () => {
    assert.equal(hintFor('data')('up'), 'npm start -- up');
    assert.equal(hintFor(resolve('data'))('up'), 'npm start -- up');
    assert.equal(hintFor('data/sample')('status'), 'npm start -- status --data-dir data/sample');
    assert.equal(hintFor('/srv/nhs')('status'), 'npm start -- status --data-dir /srv/nhs');
  });

  it('quotes a folder whose name a shell would read as its own', () => {
    assert.equal(
      hintFor("/srv/it's $HOME")('up'),
      String.raw`npm start -- up --data-dir '/srv/it'\''s $HOME'`,
    );
  });
});
