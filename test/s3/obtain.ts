/** Builds the S3 server of the tests ahead of them: `node --import tsx test/s3/obtain.ts`. */
import { noServer, obtainVersitygw } from './versitygw.ts';

if (noServer === undefined) console.log(`S3 server of the tests: ${await obtainVersitygw(console.log)}`);
else console.log(`No S3 server for the tests: ${noServer}.`);
