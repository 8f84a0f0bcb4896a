import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, type Location } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { type Program, programIn, type Started, startedBy, turboTasksIn } from "../wiring/commands.ts";
import { configuredGates } from "../wiring/configured-gates.ts";
import { decidesRun } from "../wiring/environment.ts";
import { entry, placeOf } from "../wiring/part.ts";
import { type RootScript, type RootScripts, rootScripts } from "../wiring/root-scripts.ts";
import { readSettings } from "../wiring/settings.ts";
import type { ShellCommand } from "../wiring/shell-command.ts";
import { suitesDemand } from "./suites-run.demand.ts";
import { suitesCounterexamples, suitesInvariances } from "./suites-run.probes.ts";

export interface SuitesRun extends CheckOptions {
  /** By suite, the script of the root that people and CI start. */
  readonly suites: Readonly<Record<string, string>>;
  /** Files with the arguments that make them judge a suite: `scripts/suite.mjs verify {suite}`. `phasegate verify {suite}` always does. */
  readonly runners: readonly string[];
  /** Tasks of the root that each suite has, where there are tasks: `suite-{suite}`. */
  readonly tasks?: { readonly in: RepoPath; readonly names: readonly string[] };
}

/** Each suite of the configuration is judged by its script of the root, by itself or through a task of the root. */
export function suitesRun(args: SuitesRun): Check {
  return ownCheck({
    kind: "suitesRun",
    name: args.name ?? "suitesRun",
    claim: args.claim ?? "Each suite is judged, and by its own outcome, when its script is started",
    subject: { kind: "document", path: "package.json" },
    supports: everyKind,
    demand: suitesDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: suitesCounterexamples(args),
    invariances: suitesInvariances(args),
  });
}

function evaluate(args: SuitesRun, context: CheckContext): Evaluation {
  const configured = configuredGates(context);
  const manifest = rootScripts(context);
  const wanted = Object.entries(args.suites);
  const isKnown = configured.findings.length === 0;
  const forgotten = [...configured.suites].filter(([suite]) => !Object.hasOwn(args.suites, suite));
  const absent = wanted.filter(([suite]) => isKnown && !configured.suites.has(suite));
  return {
    findings: [
      ...configured.findings,
      ...manifest.findings,
      ...absent.map(([suite]) => unwired(suite, "there is no such suite", { path: configured.path })),
      ...forgotten.map(([suite, { location }]) =>
        unwired(suite, "no script is named that runs it", location),
      ),
      ...wanted.flatMap(([suite, script]) => suiteFindings(suite, script, args, manifest, context)),
    ],
    scope: {
      selected: wanted.length,
      candidates: Math.max(configured.suites.size, wanted.length),
      unit: "suites",
      roster: configured.path,
    },
  };
}

function unwired(suite: string, why: string, at: Location): Finding {
  return found("suite-unwired", { suite, why }, at);
}

function suiteFindings(
  suite: string,
  name: string,
  args: SuitesRun,
  manifest: RootScripts,
  context: CheckContext,
): readonly Finding[] {
  const script = manifest.scripts.get(name);
  if (script === undefined)
    return [unwired(suite, `there is no script \`${name}\``, { path: manifest.path })];
  const gone = args.runners
    .map((runner) => runner.split(" ")[0] ?? "")
    .filter((file) => context.workspace.entry(file) !== "file");
  return [
    ...gone.map((file) => unwired(suite, `there is no ${file}`, { path: file })),
    ...startFindings(suite, script, args, manifest),
    ...taskFindings(suite, args, manifest, context),
  ];
}

/** The tasks of a suite are there, and those that are scripts judge it as well. */
function taskFindings(
  suite: string,
  args: SuitesRun,
  manifest: RootScripts,
  context: CheckContext,
): readonly Finding[] {
  const { tasks } = args;
  if (tasks === undefined) return [];
  const settings = readSettings(context, tasks.in);
  if (settings.kind !== "read") {
    const why = settings.kind === "absent" ? "it does not exist" : settings.why;
    return [found("wiring-undecidable", { path: tasks.in, why }, { path: tasks.in })];
  }
  const known = entry(settings.root, "tasks");
  return tasks.names.flatMap((pattern) => {
    const task = pattern.replaceAll("{suite}", suite);
    const script = manifest.scripts.get(task);
    return [
      ...(entry(known, `//#${task}`) === undefined
        ? [unwired(suite, `there is no task //#${task}`, placeOf(tasks.in, known))]
        : []),
      ...(script === undefined ? [] : startFindings(suite, script, args, manifest)),
    ];
  });
}

function startFindings(
  suite: string,
  script: RootScript,
  args: SuitesRun,
  manifest: RootScripts,
): readonly Finding[] {
  const direct = startedBy(script.command, (command) => runnerIn(command, suite, args), false);
  if (direct.kind === "starts") return [];
  const tasks = startedBy(script.command, turboTasksIn, false);
  if (tasks.kind === "not") return [notStarted(suite, script, nearer(direct, tasks), manifest)];
  const own = tasks.what.flatMap((task) => manifest.scripts.get(task) ?? []).filter((one) => one !== script);
  // The outcome is that of all the tasks: one of them has to judge.
  const judges = own.some(
    ({ command }) => startedBy(command, (inner) => runnerIn(inner, suite, args), false).kind === "starts",
  );
  const isTask = args.tasks !== undefined && judges;
  return isTask
    ? []
    : [notStarted(suite, script, { why: "none of its tasks judges it", certain: true }, manifest)];
}

type NotStarted = Extract<Started<unknown>, { kind: "not" }>;

/** What is wrong with a command, by that reading of it which knows more. */
function nearer(one: NotStarted, other: NotStarted): NotStarted {
  return !one.certain && other.certain ? other : one;
}

/** Reads a command that judges the suite; anything more would judge less. */
function runnerIn(command: ShellCommand, suite: string, { runners }: SuitesRun): Started<string> {
  const wanted = [...runners, "phasegate verify {suite}"].map((one) =>
    one.replaceAll("{suite}", suite).split(" "),
  );
  const started: Started<Program> =
    command.words[0] === "phasegate" ? commandItself(command) : programIn(command);
  if (started.kind === "not") return started;
  const { file, args } = started.what;
  const given = [file, ...args];
  const fits = wanted.some(
    (words) => words.length === given.length && words.every((word, index) => word === given[index]),
  );
  return fits
    ? { kind: "starts", what: suite }
    : { kind: "not", why: `it starts \`${given.join(" ")}\``, certain: true };
}

function commandItself({ env, words: [file, ...args] }: ShellCommand): Started<Program> {
  const set = env.find(([name, value]) => decidesRun(name, value));
  return set === undefined
    ? { kind: "starts", what: { file, args } }
    : { kind: "not", why: `it sets ${set[0]}`, certain: true };
}

function notStarted(
  suite: string,
  script: RootScript,
  { why, certain }: Pick<NotStarted, "why" | "certain">,
  { path }: RootScripts,
): Finding {
  const at = placeOf(path, script.part);
  if (certain) return unwired(suite, `\`${script.name}\` does not start it: ${why}`, at);
  return found(
    "wiring-undecidable",
    { path, why: `of \`${script.name}\` it cannot be told what it starts: ${why}` },
    at,
  );
}
