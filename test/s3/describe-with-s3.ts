/** Tests on a real S3 server: registered where one can be had, loudly skipped where not. */
import { skipped } from '../lane.ts';
import { type S3Server, BUILD_WITHIN_MS, noServer, obtainVersitygw, startS3Server } from './versitygw.ts';

/** `body` registers tests; the server is there while they run. */
export function describeWithS3(
  title: string,
  body: (this: Mocha.Suite, server: () => S3Server) => void,
): void {
  if (noServer !== undefined) {
    skipped('groups of tests on S3', noServer);
    describe.skip(title, () => it('needs an S3 server'));
    return;
  }
  describe(title, function () {
    let server: S3Server | undefined;
    before('the S3 server', async function () {
      this.timeout(BUILD_WITHIN_MS);
      try {
        await obtainVersitygw((line) => console.log(`    ${line}`));
      } catch (error) {
        // In CI a server that cannot be built is a failure, not a matter of taste.
        if (process.env['CI']) throw error;
        const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
        skipped('groups of tests on S3', `the S3 server cannot be built: ${reason}`);
        this.skip();
      }
      server = await startS3Server();
    });
    after(async () => await server?.stop());
    body.call(this, () => {
      if (!server) throw new Error('The S3 server is there only while tests run.');
      return server;
    });
  });
}
