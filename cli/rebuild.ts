import { asMachineFault, requireDisk } from '../machine/machine-fault.ts';
import { NotRebuilt } from '../rebuild/read-plan.ts';
import { type Rebuilt, rebuild } from '../rebuild/rebuild.ts';
import { storeLocation } from '../store/store-location.ts';
import { pagesFailedSentence } from '../warehouse/publish/pages-failed.ts';
import { ExitCode } from './end.ts';
import type { Environment } from './session.ts';

const NAMED = 12;

/** Builds everything again from the raw store, and says how long that took and what is other than before. */
export async function runRebuild(dataDir: string, json: boolean, env: Environment): Promise<number> {
  const say = (line: string): void => (json ? console.error(line) : console.log(line));
  const began = performance.now();
  try {
    await requireDisk(dataDir);
    const rebuilt = await rebuild(dataDir, { env, say });
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    if (json) console.log(JSON.stringify({ ...rebuilt, seconds, dataDir }, null, 2));
    else say(inWords(rebuilt, seconds, storeLocation(env) !== undefined));
    const { refused, gaps, pagesFailed } = rebuilt;
    return refused.length + gaps > 0 || pagesFailed ? ExitCode.completeWithGaps : ExitCode.complete;
  } catch (error) {
    console.error(
      error instanceof NotRebuilt ? error.message : (await asMachineFault(error, dataDir)).message,
    );
    return ExitCode.failed;
  }
}

function inWords(rebuilt: Rebuilt, seconds: number, inBucket: boolean): string {
  const {
    files,
    bytes,
    from,
    trustYears,
    release,
    newRelease,
    differing,
    published,
    refused,
    gaps,
    pagesFailed,
  } = rebuilt;
  const megabytes = (bytes / 1e6).toFixed(1);
  const same =
    differing.length === 0
      ? `All ${published} files of published/ are the same as before, byte for byte.`
      : `${differing.length} of ${published} files of published/ are other than before: ${differing.slice(0, NAMED).join(', ')}${differing.length > NAMED ? ' …' : ''}.`;
  return [
    `Rebuilt in ${seconds} s: ${files} files (${megabytes} MB) of the raw store, ${trustYears} trust-years. The list of files is that of ${from}.`,
    inBucket ? 'Nobody but the bucket of NHS_STORE was asked.' : 'No request was made.',
    newRelease
      ? `It says something new, so it is a release: ${release ?? ''}. See npm start -- changes.`
      : `It says what the release ${release ?? ''} says.`,
    same,
    ...(gaps > 0 ? [`${gaps} slots have no file, as source_file and trust_activity say.`] : []),
    ...(pagesFailed ? [pagesFailedSentence(pagesFailed)] : []),
    ...refused.map(({ message }) => `No longer taken: ${message}`),
  ].join('\n');
}
