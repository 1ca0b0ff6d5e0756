import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tellPeople } from '../../activities/notify.ts';
import type { Notice, ReleaseChanges } from '../../notices/notice.ts';
import { NoticeFailure } from '../../notices/send-notice.ts';
import { noticeWorld, SECRET, startWebhook, type Webhook } from './webhook.ts';

const beds = { dataset: 'beds', fy: '2022-23', problems: 1, waitingFor: 'Q3: a heading is missing.' };
const waiting: Notice = { kind: 'waiting', loads: [beds] };
const changes: ReleaseChanges = {
  release: '2026-12-10',
  from: '2026-11-30',
  changed: 212,
  sentence: 'Of 46,300 figures 212 changed: 212 because the publisher revised a file.',
  largest: [
    {
      ...{ org_code: 'RJ1', org_name: 'A trust', fy: '2020-21', measure: 'beds' },
      ...{ old_value: 1000, old_status: 'reported', new_value: 1020.5, new_status: 'partial', percent: 2.05 },
      cause_text: 'The publisher revised a file.',
    },
  ],
};

describe('notices', () => {
  let hook: Webhook;
  let world: ReturnType<typeof noticeWorld>;
  const use = (env: Readonly<Record<string, string>> = {}): void => {
    world = noticeWorld({ NHS_NOTIFY_URL: hook.url, ...env });
  };
  beforeEach(async () => {
    hook = await startWebhook();
    use();
  });
  afterEach(async () => {
    await hook.close();
    world.dispose();
  });
  const failure = async (notice: Notice): Promise<NoticeFailure> => {
    const error: unknown = await tellPeople(notice, world).catch((one: unknown) => one);
    assert.ok(error instanceof NoticeFailure, String(error));
    assert.doesNotMatch(`${error.stack ?? ''} ${JSON.stringify(error)}`, /hooks|T024|127\.0\.0\.1/);
    return error;
  };

  it('a load that waits is one POST of JSON: a text for people, fields for programs', async () => {
    assert.deepEqual(await tellPeople(waiting, world), { told: true });
    const [post, ...more] = hook.posts;
    assert.deepEqual(more, []);
    assert.equal(post?.method, 'POST');
    assert.match(post.contentType, /^application\/json/);
    assert.equal(
      post.body.text,
      [
        'nhs-trust-activity: One load waits for somebody.',
        '- beds 2022-23, one file: Q3: a heading is missing.',
        'To answer: npm start -- status, or the Temporal UI.',
      ].join('\n'),
    );
    assert.deepEqual(post.body.notice, { project: 'nhs-trust-activity', kind: 'waiting', loads: [beds] });
  });

  it('the same thing is told once; a load beside it, or another trouble of the same load, is told', async () => {
    await tellPeople(waiting, world);
    assert.equal((await tellPeople(waiting, world)).told, false);
    const tac = { ...beds, dataset: 'tac' };
    await tellPeople({ kind: 'waiting', loads: [beds, tac] }, world);
    await tellPeople(
      { kind: 'waiting', loads: [{ ...beds, waitingFor: 'Q3: it is of another period.' }] },
      world,
    );
    assert.deepEqual(
      hook.posts.slice(1).map(({ body }) => body.notice['loads']),
      [[tac], [{ ...beds, waitingFor: 'Q3: it is of another period.' }]],
    );
  });

  it('a load that was mended and waits again later is told again', async () => {
    await tellPeople(waiting, world);
    assert.equal((await tellPeople({ kind: 'settled', loads: [beds] }, world)).told, false);
    await tellPeople(waiting, world);
    assert.equal(hook.posts.length, 2);
  });

  it('a late period is told once, and again only when it is due on another day', async () => {
    const late = { dataset: 'ae-monthly', period: '2026-09', due: '2026-11-12' };
    await tellPeople({ kind: 'late', periods: [late] }, world);
    await tellPeople({ kind: 'late', periods: [late] }, world);
    const next = { ...late, period: '2026-10', due: '2026-12-10' };
    await tellPeople({ kind: 'late', periods: [late, next] }, world);
    assert.deepEqual(
      hook.posts.map(({ body }) => body.text.split('\n')[1]),
      ['- ae-monthly 2026-09 was due on 2026-11-12.', '- ae-monthly 2026-10 was due on 2026-12-10.'],
    );
  });

  it('a release that changed figures is told once, with how many and the largest', async () => {
    await tellPeople({ kind: 'changed', changes }, world);
    await tellPeople({ kind: 'changed', changes }, world);
    assert.equal(hook.posts.length, 1);
    assert.match(
      hook.posts[0]?.body.text ?? '',
      /212 changed.*\n- RJ1 2020-21 beds: 1,000 → 1,020\.5 \(partial\) \(\+2\.1 %\)\n/,
    );
    assert.deepEqual(hook.posts[0]?.body.notice['changes'], changes);
  });

  it('where no address is set nobody is told, nothing is noted, and setting one tells what still waits', async () => {
    const nobody = { ...world, address: undefined };
    assert.match((await tellPeople(waiting, nobody)).why ?? '', /NHS_NOTIFY_URL is not set/);
    assert.equal((await tellPeople(waiting, world)).told, true);
  });

  it('a webhook that fails is to be tried again, one that does not exist is not, and nothing is noted as told', async () => {
    hook.answers.push(
      { status: 503, headers: { 'retry-after': '7' } },
      { status: 404 },
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    );
    const failures = [await failure(waiting), await failure(waiting), await failure(waiting)];
    assert.deepEqual(
      failures.map(({ transient, retryAfterMs }) => [transient, retryAfterMs]),
      [
        [true, 7000],
        [false, undefined],
        [false, undefined],
      ],
    );
    assert.equal((await tellPeople(waiting, world)).told, true);
    assert.equal(hook.posts.length, 4);
  });

  it('a webhook that cannot be reached, or is silent, is told without its address', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    world = { ...world, address: new URL(`http://127.0.0.1:${port}/hooks/${SECRET}`), patienceMs: 300 };
    assert.match((await failure(waiting)).message, /does not answer \(ETIMEDOUT\)/);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    assert.match((await failure(waiting)).message, /does not answer \(ECONNREFUSED\)/);
  });

  it('goes through the network’s proxy, whose password is in no failure', async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(
        `${request.method ?? ''} ${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`,
      );
      response.writeHead(asked.length === 1 ? 200 : 407).end();
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const env = {
      NHS_NOTIFY_URL: 'http://chat.internal/hooks/T024',
      http_proxy: `http://nurse:pa55word@127.0.0.1:${port}`,
    };
    world.dispose();
    world = noticeWorld(env);
    assert.equal((await tellPeople(waiting, world)).told, true);
    assert.equal(
      asked[0],
      `POST http://chat.internal/hooks/T024 Basic ${Buffer.from('nurse:pa55word').toString('base64')}`,
    );
    const refused = await failure({ kind: 'waiting', loads: [{ ...beds, problems: 2 }] });
    assert.match(refused.message, /proxy wants a user and a password/);
    assert.equal(refused.transient, false);
    assert.doesNotMatch(refused.message, /pa55word/);
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('no secret of the environment and no password of an address is in it, whatever a sentence holds', async () => {
    world.dispose();
    use({ AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG' });
    const waitingFor = `Asked for https://me:hunter22@files.example/x?sig=abc&X-Amz-Signature=def with wJalrXUtnFEMI/K7MDENG; told ${hook.url}.`;
    await tellPeople({ kind: 'waiting', loads: [{ ...beds, waitingFor }] }, world);
    const sent = JSON.stringify(hook.posts[0]?.body);
    assert.doesNotMatch(sent, /hunter22|abc|def\b|wJalr|T024/);
    assert.match(sent, /https:\/\/files\.example/);
  });

  it('what a publisher writes is no command, no mention, no link under other words, and does not fill the screen', async () => {
    const waitingFor = `<!channel> @here [click](https://evil.example) \u001b[2J\u202e\n\n${'x'.repeat(5000)}`;
    const loads = Array.from({ length: 40 }, (_, index) => ({ ...beds, fy: `${2000 + index}`, waitingFor }));
    await tellPeople({ kind: 'waiting', loads }, world);
    const { text } = hook.posts[0]?.body ?? { text: '' };
    assert.match(text, /^nhs-trust-activity: 40 loads wait for somebody\.\n/);
    assert.match(text, /- and 30 more\n/);
    assert.ok(text.length < 4000, String(text.length));
    assert.doesNotMatch(text, /<!|@here|\]\(|[\u0000-\u0009\u000b-\u001f\u202e]/);
    assert.equal(text.split('\n').length, 13);
  });
});
