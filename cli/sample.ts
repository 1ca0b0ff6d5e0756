/** `npm start`: the bundled sample, through the very same chain as the real thing. */
import { fileURLToPath } from 'node:url';
import type { BuildInput } from '../workflows/build-trust-years.ts';
import { ILLUSTRATIVE_NOTICE } from './last-screen.ts';
import { planLoads } from './plan.ts';
import { runBuild } from './run-build.ts';
import type { Environment } from './session.ts';

/** What sample/files holds, each source in the years of which it is small enough to carry; see sample/README.md. */
const SAMPLE: readonly (readonly [dataset: string, years: readonly string[]])[] = [
  ['tac', ['2017-18', '2019-20', '2020-21', '2023-24']],
  ['ods', ['2020-21']],
  ['beds', ['2020-21']],
  ['ae-monthly', ['2020-21', '2023-24']],
  ['admitted-patient-care', ['2017-18']],
  ['maternity', ['2017-18', '2019-20', '2020-21']],
  ['diagnostic-imaging', ['2017-18', '2020-21', '2023-24']],
  ['staff-survey', ['2019-20']],
  ['gp-registered-patients', ['2020-21']],
];
const SAMPLE_FILES = fileURLToPath(new URL('../sample/files', import.meta.url));

export async function runSample(dataDir: string, env: Environment): Promise<number> {
  console.log(`${ILLUSTRATIVE_NOTICE}\n`);
  const loads = SAMPLE.flatMap(([dataset, years]) => planLoads(years.join(','), [dataset]).loads);
  const input: BuildInput = {
    loads,
    source: { kind: 'folder', path: SAMPLE_FILES },
    onFailure: 'skip',
    patience: '1 minute',
    acceptIllustrative: true,
    onlyWhatIsThere: true,
  };
  // Made-up accounts stay on this machine, wherever real files are kept.
  const options = { dataDir, json: false, unreadable: [], env: { ...env, NHS_STORE: undefined } };
  const code = await runBuild(input, options);
  console.log(
    '\nThe real thing, from the web: npm start -- run --years 2017-18..2023-24     (all commands: npm start -- --help)',
  );
  return code;
}
