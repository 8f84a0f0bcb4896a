import { isModulePath } from "@phasegate/code-facts";
import { glob, parentOf, type RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { configNames } from "../load-config.ts";
import { ownCheck } from "../own-check.ts";
import { programIn, startedBy } from "../wiring/commands.ts";
import {
  type Configured,
  configuredGates,
  type ListedGate,
  listedGates,
} from "../wiring/configured-gates.ts";
import { scriptFindings } from "../wiring/main-guard.ts";
import { entry, placeOf } from "../wiring/part.ts";
import { type RootScripts, rootScripts } from "../wiring/root-scripts.ts";
import { readSettings } from "../wiring/settings.ts";
import { kit } from "./gate-script.ts";
import { scriptsDemand } from "./gate-scripts.demand.ts";
import { scriptsCounterexamples, scriptsInvariances } from "./gate-scripts.probes.ts";

export interface GateScripts extends CheckOptions {
  /** Globs of the gate scripts, each of which is named `verify-<id of its gate>`. */
  readonly scripts: readonly string[];
  /** The suite that every gate belongs to. */
  readonly whole: string;
  /** The turbo.json in which each script has a task of the root; no tasks are asked for where absent. */
  readonly tasks?: RepoPath;
}

/**
 * Every gate script on disk exports one gate, is in the index of its folder, in the configuration and in a suite, is a script of the
 * root and a task, and judges its gate when it is started; and nothing is listed that is no such script.
 */
export function gateScripts(args: GateScripts): Check {
  return ownCheck({
    kind: "gateScripts",
    name: args.name ?? "gateScripts",
    claim:
      args.claim ??
      "Every gate script is in its index, in the configuration, in a suite, a script of the root and a task",
    subject: { kind: "document", path: configNames[0] },
    supports: everyKind,
    demand: scriptsDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: scriptsCounterexamples(args),
    invariances: scriptsInvariances(args),
  });
}

function evaluate(args: GateScripts, context: CheckContext): Evaluation {
  const scripts = glob(context.workspace, args.scripts).filter(isModulePath);
  const configured = configuredGates(context);
  const manifest = rootScripts(context);
  const indexes = indexesOf(scripts, context);
  const listed = configured.gates.filter(({ script }) => !scripts.includes(script));
  return {
    findings: [
      ...configured.findings,
      ...manifest.findings,
      ...indexes.findings,
      ...scripts.flatMap((script) => [
        ...scriptFindings(context, script),
        ...listFindings(script, indexes.gates, configured),
        ...startFindings(script, manifest, args, context),
      ]),
      ...listed.map(({ script }) =>
        unlisted(script, `is not named like a gate script (${args.scripts.join(", ")})`),
      ),
      ...strayFindings(scripts, args, context),
      ...suiteFindings(args, configured),
    ],
    scope: {
      selected: scripts.length,
      candidates: scripts.length,
      unit: "gate scripts",
      roster: args.scripts.join(", "),
    },
  };
}

function unlisted(script: RepoPath, lacks: string): Finding {
  return found("gate-unlisted", { script, lacks }, { path: script });
}

/** The gates that the index of each script's folder exports. */
function indexesOf(scripts: readonly RepoPath[], context: CheckContext) {
  const gates: ListedGate[] = [];
  const findings: Finding[] = [];
  for (const folder of new Set(scripts.map(parentOf))) {
    const path = `${folder}/index.ts`;
    const answer = context.code.module(path);
    if (answer === undefined) continue;
    if (answer.kind === "unparsable") {
      findings.push(found("wiring-undecidable", { path, why: "it cannot be parsed" }, { path }));
      continue;
    }
    const own: ListedGate[] = [];
    const unknown: Finding[] = [];
    for (const name of answer.exports) {
      const value = context.code.valueOf({ module: path, export: name }, ["id"]);
      // What is no list may be anything else that a folder exports.
      const read = listedGates(
        value.kind === "call" ? { ...value, kind: "array", items: [value] } : value,
        path,
        name,
        context,
      );
      own.push(...read.gates);
      unknown.push(...read.findings);
    }
    gates.push(...own);
    // Whatever else a folder exports, nobody is missed.
    const isWhole = scripts.every(
      (script) => parentOf(script) !== folder || own.some((one) => one.script === script),
    );
    if (!isWhole) findings.push(...unknown);
  }
  return { gates, findings };
}

function listFindings(
  script: RepoPath,
  indexed: readonly ListedGate[],
  { path, gates, suites, findings }: Configured,
): Finding[] {
  const folder = parentOf(script);
  const lacks: string[] = [];
  const gate = gates.find((one) => one.script === script);
  if (!indexed.some((one) => one.script === script)) lacks.push(`is not in ${folder}/index.ts`);
  // What the configuration holds is not known then, and said to be so.
  if (findings.length > 0) return lacks.map((one) => unlisted(script, one));
  if (gate === undefined) lacks.push(`is not among the gates of ${path}`);
  else if (![...suites.values()].some(({ ids }) => ids.some(({ id }) => id === gate.id)))
    lacks.push("belongs to no suite");
  return lacks.map((one) => unlisted(script, one));
}

/** A script of the root starts it and nothing else, and is a task. */
function startFindings(
  script: RepoPath,
  manifest: RootScripts,
  { tasks }: GateScripts,
  context: CheckContext,
): Finding[] {
  const naming = [...manifest.scripts.values()].filter(({ command }) => command.includes(script));
  const read = naming.map((one) => ({ ...one, started: startedBy(one.command, programIn, false) }));
  const own = read.filter(
    ({ started }) =>
      started.kind === "starts" && started.what.file === script && started.what.args.length === 0,
  );
  const [nearest] = read;
  if (own.length === 0 && nearest !== undefined) {
    const why = nearest.started.kind === "not" ? nearest.started.why : "it passes arguments on";
    return [
      found(
        "gate-unlisted",
        { script, lacks: `is not started by \`${nearest.name}\`: ${why}` },
        placeOf(manifest.path, nearest.part),
      ),
    ];
  }
  if (own.length === 0) return [unlisted(script, `has no script in ${manifest.path}`)];
  if (tasks === undefined) return [];
  const settings = readSettings(context, tasks);
  if (settings.kind !== "read") return [unlisted(script, `has no task: ${tasks} is ${settings.kind}`)];
  const hasTask = own.some(({ name }) => entry(settings.root, "tasks", `//#${name}`) !== undefined);
  return hasTask ? [] : [unlisted(script, `has no task //#${own[0]?.name ?? ""} in ${tasks}`)];
}

/** A gate is defined beside the scripts in a file that is not named like one. */
function strayFindings(
  scripts: readonly RepoPath[],
  args: GateScripts,
  { workspace, code }: CheckContext,
): Finding[] {
  const folders = new Set(scripts.map(parentOf));
  const beside = workspace
    .files()
    .filter((path) => isModulePath(path) && folders.has(parentOf(path)) && !scripts.includes(path));
  const sites = kit.flatMap((module) => code.importsOf({ module, export: "defineGate" }, beside).sites);
  return [...new Set(sites.filter(({ typeOnly }) => !typeOnly).map(({ location }) => location.path))].map(
    (path) =>
      unlisted(path, `defines a gate and is not named like a gate script (${args.scripts.join(", ")})`),
  );
}

function suiteFindings({ whole }: GateScripts, { path, gates, suites, findings }: Configured): Finding[] {
  if (findings.length > 0) return [];
  const known = new Set(gates.map(({ id }) => id));
  const unknown = [...suites].flatMap(([suite, { ids }]) =>
    ids
      .filter(({ id }) => !known.has(id))
      .map(({ id, location }) => found("suite-unwired", { suite, why: `there is no gate ${id}` }, location)),
  );
  const all = suites.get(whole);
  if (all === undefined)
    return [...unknown, found("suite-unwired", { suite: whole, why: "there is no such suite" }, { path })];
  const held = new Set(all.ids.map(({ id }) => id));
  const left = [...known].filter((id) => !held.has(id));
  return [
    ...unknown,
    ...left.map((id) => found("suite-unwired", { suite: whole, why: `it leaves out ${id}` }, all.location)),
  ];
}
