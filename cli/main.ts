/**
 * The command line. `npm start` alone runs the bundled sample; see `npm start -- --help`.
 * Each command is loaded when it is called: help and a mistyped option answer at once.
 */
import { Command, CommanderError, Option } from 'commander';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FileSource } from '../activities/references.ts';
import { CURRENT } from '../datasets/registry.ts';
import { notDueSentence } from '../calendar/years-asked.ts';
import { debug, endNow, ExitCode, UsageError } from './end.ts';
import type { StatusFlags } from './status.ts';
import type { OrganisationFlags } from './decide-organisation.ts';
import { parseDatasets, parseDatasetYear, planLoads } from './plan.ts';

interface Shared {
  readonly dataDir: string;
}
interface RunFlags extends Shared {
  readonly years: string;
  readonly datasets?: string;
  readonly fromFolder?: string;
  readonly onFailure: 'wait' | 'skip';
  readonly patience: string;
  readonly revalidate: boolean;
  readonly replace: boolean;
  readonly json: boolean;
}

const { env } = process;

const dataDirOption = new Option('--data-dir <folder>', 'where everything is kept').default('data');

/** What is set for a machine rather than for a run; docs/operate.md has the rest. */
const ENVIRONMENT = `
Environment:
  NHS_MEMORY=2GB                 what the writer of the tables may hold in memory (else an eighth of what is free, 384 to 448 MB)
  NHS_STORE=s3://bucket/folder   keep raw and parsed files in S3 (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION,
                                 AWS_ENDPOINT_URL and their like); in the data folder when not set
  TEMPORAL_ADDRESS=host:port     use a Temporal server that is running already`;

/** Builds the commands; `finish` receives the exit code of the one that ran. */
function program(finish: (code: number) => void): Command {
  const main = new Command('npm start --')
    .description('What every English NHS trust spent beside what it did, each figure traceable to its file.')
    .addOption(dataDirOption)
    .addHelpText('after', ENVIRONMENT)
    .allowExcessArguments(true)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .action(async (flags: Shared, command: Command) => {
      const [unknown] = command.args;
      if (unknown !== undefined) throw new UsageError(`There is no command "${unknown}".`);
      finish(await (await import('./sample.ts')).runSample(join(flags.dataDir, 'sample'), env));
    });

  main
    .command('run')
    .description('find, fetch, check, load, join and publish')
    .requiredOption(
      '--years <years>',
      'financial years: 2019-20, 2017-18..2023-24, or 2017-18..latest',
      '2017-18..2023-24',
    )
    .option('--datasets <names>', 'comma-separated; all but workforce and gdp-deflators when not given')
    .option('--from-folder <folder>', 'use files you downloaded; they are recognised by what is in them')
    .addOption(
      new Option(
        '--on-failure <what>',
        'wait: a load that needs somebody waits for retry or skip; skip: go on with named gaps',
      )
        .choices(['wait', 'skip'])
        .default('wait'),
    )
    .option(
      '--patience <time>',
      'how long a waiting load waits before it is skipped: "30 minutes", "7 days"',
      durationOf,
      '7 days',
    )
    .option(
      '--revalidate',
      'ask the publishers about every file again, even if it was checked within the hour',
      false,
    )
    .option('--replace', 'cancel other runs of this data folder first; else loads are shared', false)
    .option('--json', 'print the outcome as JSON', false)
    .action(async (_: unknown, command: Command) => finish(await run(command.optsWithGlobals())));

  main
    .command('backfill')
    .description(
      'load the years of a range side by side, as the Temporal UI does; prints the dates for its picker',
    )
    .option(
      '--years <years>',
      'financial years: 2019-20, 2017-18..2023-24, or 2017-18..latest',
      '2017-18..2023-24',
    )
    .option('--datasets <names>', 'comma-separated; all but workforce and gdp-deflators when not given')
    .option('--ask-again', 'ask the publishers about every file again, even within the hour', false)
    .option('--replace', 'cancel other backfills first; else loads are shared', false)
    .option('--json', 'print the outcome as JSON', false)
    .action(async (_: unknown, command: Command) => {
      const { runBackfill } = await import('./backfill.ts');
      finish(await runBackfill(command.optsWithGlobals(), env));
    });

  main
    .command('schedule <on|off|show>')
    .description('the refresh of what is new, on working days: switch it on or off, or see when it runs')
    .action(async (verb: string, _: unknown, command: Command) => {
      if (verb !== 'on' && verb !== 'off' && verb !== 'show')
        throw new UsageError(`"${verb}" is none of on, off and show.`);
      const { dataDir } = command.optsWithGlobals<Shared>();
      finish(await (await import('./schedule.ts')).runSchedule(verb, resolve(dataDir), env));
    });

  main
    .command('status [dataset] [year]')
    .description(
      'what every load is doing, and which one waits for you; of one load, everything: status beds 2022-23',
    )
    .option('--verbose', 'full sentences for every load that has any', false)
    .option(
      '--check',
      'one line for a monitor; exit code 0 all is well, 2 somebody has to act, 1 it does not run',
      false,
    )
    .option('--json', 'as JSON', false)
    .action(async (dataset: string | undefined, year: string | undefined, _: unknown, command: Command) => {
      const flags: Shared & StatusFlags & { check: boolean } = command.optsWithGlobals();
      const one = dataset === undefined ? undefined : parseDatasetYear(dataset, year);
      const dataDir = resolve(flags.dataDir);
      finish(
        flags.check
          ? await (await import('./check.ts')).checkStatus(dataDir, env)
          : await (await import('./status.ts')).showStatus(dataDir, one, flags, env),
      );
    });

  main
    .command('retry [dataset] [year]')
    .description('try the failed files of a dataset-year again, or of every load that waits: retry --all')
    .option('--all', 'every load that waits; with a dataset, those of it', false)
    .option('--url <url>', 'fetch from this https address instead')
    .action(async (dataset: string | undefined, year: string | undefined, _: unknown, command: Command) => {
      const flags: Shared & { url?: string; all: boolean } = command.optsWithGlobals();
      if (flags.all) {
        if (flags.url !== undefined)
          throw new UsageError('One address is one file: leave out --all or --url.');
        const { answerAll } = await import('./answer-all.ts');
        return finish(await answerAll(resolve(flags.dataDir), filterOf(dataset, year), undefined, env));
      }
      if (dataset === undefined) throw new UsageError('Say which: retry beds 2022-23, or retry --all.');
      const { sendRetry } = await import('./operator.ts');
      finish(await sendRetry(resolve(flags.dataDir), parseDatasetYear(dataset, year), flags.url, env));
    });

  main
    .command('skip [dataset] [year]')
    .description('go on without the failed files of a dataset-year, or of every load that waits: skip --all')
    .option('--all', 'every load that waits; with a dataset, those of it', false)
    .option('--reason <text>', 'published beside the gap', 'skipped at the terminal')
    .action(async (dataset: string | undefined, year: string | undefined, _: unknown, command: Command) => {
      const flags: Shared & { reason: string; all: boolean } = command.optsWithGlobals();
      if (flags.all) {
        const { answerAll } = await import('./answer-all.ts');
        return finish(await answerAll(resolve(flags.dataDir), filterOf(dataset, year), flags.reason, env));
      }
      if (dataset === undefined) throw new UsageError('Say which: skip beds 2022-23, or skip --all.');
      const { sendSkip } = await import('./operator.ts');
      finish(await sendSkip(resolve(flags.dataDir), parseDatasetYear(dataset, year), flags.reason, env));
    });

  main
    .command('accept <dataset> [year]')
    .description('load a file in spite of its refusal; its figures say so')
    .requiredOption('--reason <text>', 'why the file is right; published beside its figures')
    .option('--period <period>', 'which file, where several are refused: Q3, 2022-07')
    .option('--file <sha256>', 'which file, by the first characters of its SHA-256')
    .action(async (dataset: string, year: string | undefined, _: unknown, command: Command) => {
      const flags: Shared & { reason: string; period?: string; file?: string } = command.optsWithGlobals();
      const { accept } = await import('./decisions.ts');
      finish(await accept(resolve(flags.dataDir), parseDatasetYear(dataset, year), flags, env));
    });

  main
    .command('decisions [export]')
    .description('what people have decided; "export" writes what is worth sending to the project')
    .option('--json', 'as JSON', false)
    .action(async (what: string | undefined, _: unknown, command: Command) => {
      const flags: Shared & { json: boolean } = command.optsWithGlobals();
      const dataDir = resolve(flags.dataDir);
      if (what !== undefined && what !== 'export')
        throw new UsageError(`decisions takes "export" or nothing, not "${what}".`);
      const { exportDecisions, showDecisions } = await import('./decisions.ts');
      finish(
        what === 'export' ? await exportDecisions(dataDir) : await showDecisions(dataDir, flags.json, env),
      );
    });

  main
    .command('undo <number>')
    .description('take a decision back')
    .action(async (number: string, _: unknown, command: Command) => {
      const { dataDir } = command.optsWithGlobals<Shared>();
      if (!/^\d{1,9}$/.test(number))
        throw new UsageError(`"${number}" is no number of a decision; see npm start -- decisions.`);
      finish(await (await import('./decisions.ts')).undo(resolve(dataDir), Number(number), env));
    });

  main
    .command('explain <organisation> <year> <measure>')
    .description('where a figure comes from: explain RJ1 2020-21 beds')
    .option('--as-of <day>', 'what it said on that day, by the release that stood then: 2025-03-01')
    .option('--json', 'as JSON', false)
    .action(async (organisation: string, fy: string, measure: string, _: unknown, command: Command) => {
      const flags: Shared & { json: boolean; asOf?: string } = command.optsWithGlobals();
      const { runExplain } = await import('./explain.ts');
      finish(await runExplain(resolve(flags.dataDir), { organisation, fy, measure }, flags));
    });

  main
    .command('open [page]')
    .description(
      'open the published pages in your browser; a page of a trust or a measure: open RJ1, open beds',
    )
    .action(async (page: string | undefined, _: unknown, command: Command) => {
      const { dataDir } = command.optsWithGlobals<Shared>();
      finish(await (await import('./open.ts')).openPages(resolve(dataDir), page));
    });

  main
    .command('changes')
    .description('what has changed since the release before, or since another, and why')
    .option('--since <release>', 'a release, or a day: 2025-03-01')
    .option('--dataset <name>', 'figures of this publication only')
    .option('--json', 'as JSON', false)
    .action(async (_: unknown, command: Command) => {
      const flags: Shared & { json: boolean; since?: string; dataset?: string } = command.optsWithGlobals();
      const { showChanges } = await import('./changes.ts');
      finish(await showChanges(resolve(flags.dataDir), flags, flags.json));
    });

  main
    .command('teach <dataset> <years> <heading> <means...>')
    .description('what a heading means that no layout knows: teach beds 2022-23 "G & A beds" available_ga')
    .requiredOption('--reason <text>', 'how you know; published beside the figures')
    .action(async (...given: readonly unknown[]) => {
      const [dataset, years, heading, means] = given as [string, string, string, readonly string[]];
      const flags: Shared & { reason: string } = (given.at(-1) as Command).optsWithGlobals();
      const lesson = { dataset, years, heading, means, reason: flags.reason };
      finish(await (await import('./teach.ts')).teach(resolve(flags.dataDir), lesson, env));
    });

  main
    .command('organisation <printed> <code>')
    .description('which trust a printed name or code is: an ODS code, or none')
    .option('--years <years>', 'financial years in which it is so; all when not given')
    .option('--dataset <name>', 'only where this publication prints it; corrects rows that were set aside')
    .requiredOption('--reason <text>', 'how you know; published')
    .action(async (printed: string, code: string, _: unknown, command: Command) => {
      const flags: Shared & OrganisationFlags = command.optsWithGlobals();
      const { decideOrganisation } = await import('./decide-organisation.ts');
      finish(await decideOrganisation(resolve(flags.dataDir), printed, code, flags, env));
    });

  main
    .command('withhold <what...>')
    .description('take a cell (RJ1 beds 2022-23) or a file (its SHA-256) out of the table')
    .option('--dataset <name>', 'of a file: the publication')
    .option('--years <years>', 'of a file: the years it is withheld from')
    .requiredOption('--reason <text>', 'published in place of the figure')
    .action(async (what: readonly string[], _: unknown, command: Command) => {
      const flags: Shared & OrganisationFlags = command.optsWithGlobals();
      const { withhold } = await import('./decide-organisation.ts');
      finish(await withhold(resolve(flags.dataDir), what, flags, env));
    });

  main
    .command('quarantine [dataset] [year]')
    .description('rows of loaded files that were set aside, and what helps')
    .option('--json', 'as JSON', false)
    .action(async (dataset: string | undefined, year: string | undefined, _: unknown, command: Command) => {
      const flags: Shared & { json: boolean } = command.optsWithGlobals();
      const asked = { ...(dataset && { dataset }), ...(year && { year }), json: flags.json };
      finish(await (await import('./quarantine.ts')).showQuarantine(resolve(flags.dataDir), asked));
    });

  main
    .command('calendar [dataset]')
    .description('which files are due when, which have come, which are late')
    .option('--json', 'as JSON', false)
    .action(async (dataset: string | undefined, _: unknown, command: Command) => {
      const { dataDir, json } = command.optsWithGlobals<Shared & { json: boolean }>();
      finish(await (await import('./calendar.ts')).showCalendar(resolve(dataDir), dataset, json));
    });

  main
    .command('rebuild')
    .alias('replay')
    .description('build everything again from the raw store, without any request')
    .option('--json', 'as JSON', false)
    .action(async (_: unknown, command: Command) => {
      const flags: Shared & { json: boolean } = command.optsWithGlobals();
      finish(await (await import('./rebuild.ts')).runRebuild(resolve(flags.dataDir), flags.json, env));
    });

  main
    .command('up')
    .description('keep the Temporal server, its UI and the workers running until Ctrl-C')
    .action(async (_: unknown, command: Command) => {
      const { dataDir } = command.optsWithGlobals<Shared>();
      finish(await (await import('./serve.ts')).stayUp(resolve(dataDir), env));
    });

  main
    .command('work')
    .description('only the workers of one queue, for a Temporal server shared by machines (docs/scale.md)')
    .addOption(
      new Option('--queue <name>', 'ingest: as many processes as you like; warehouse: one')
        .choices(['ingest', 'warehouse'])
        .makeOptionMandatory(),
    )
    .action(async (_: unknown, command: Command) => {
      const flags: Shared & { queue: 'ingest' | 'warehouse' } = command.optsWithGlobals();
      finish(await (await import('./serve.ts')).work(resolve(flags.dataDir), flags.queue, env));
    });

  for (const command of main.commands) command.exitOverride().configureHelp({ showGlobalOptions: true });
  return main;
}

/** Which of the loads that wait are meant by `--all`. */
function filterOf(
  dataset: string | undefined,
  year: string | undefined,
): { dataset?: string; year?: string } {
  if (dataset === undefined) return {};
  if (year === undefined) return { dataset: parseDatasets(dataset)[0] ?? dataset };
  const named = parseDatasetYear(dataset, year);
  return { dataset: named.dataset, year: named.fy };
}

async function run(flags: RunFlags): Promise<number> {
  const { loads, unreadable, notDue } = planLoads(flags.years, parseDatasets(flags.datasets));
  const named = [...unreadable, ...notDue.map(notDueSentence)];
  if (named.length > 0 && loads.every((load) => load.fy === CURRENT)) {
    throw new UsageError(`There is nothing to load: ${named.join('; ')}.`);
  }
  for (const year of notDue) console.error(`Not asked for: ${notDueSentence(year)}.`);
  const { runBuild } = await import('./run-build.ts');
  const source: FileSource =
    flags.fromFolder === undefined
      ? { kind: 'web', revalidate: flags.revalidate }
      : { kind: 'folder', path: await existingFolder(flags.fromFolder) };
  return await runBuild(
    {
      loads,
      source,
      onFailure: flags.onFailure,
      patience: flags.patience,
      acceptIllustrative: false,
      onlyWhatIsThere: false,
    },
    { dataDir: flags.dataDir, json: flags.json, replace: flags.replace, unreadable, env },
  );
}

function durationOf(text: string): string {
  if (/^\d+ (second|minute|hour|day)s?$/.test(text)) return text;
  throw new UsageError(`"${text}" is not a length of time. Write 30 minutes, 12 hours or 7 days.`);
}

async function existingFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) throw new UsageError(`${path} is not a folder.`);
  return path;
}

async function main(): Promise<number> {
  let code: number = ExitCode.complete;
  try {
    await program((ended) => (code = ended)).parseAsync();
    return code;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? ExitCode.complete : ExitCode.wrongUsage;
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee npm start -- --help.`);
      return ExitCode.wrongUsage;
    }
    console.error(error instanceof Error ? error.message : error);
    debug(error);
    return ExitCode.failed;
  }
}

process.exitCode = await main();
// Everything has been closed; whatever a library still holds open must not keep the terminal.
setTimeout(() => endNow(Number(process.exitCode)), 3000).unref();
