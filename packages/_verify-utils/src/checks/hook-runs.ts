import { type RepoPath, readText } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { demandsOf } from "../demand/demand.ts";
import { same, wherePresent } from "../demand/orders.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { scriptIn, startedBy } from "../wiring/commands.ts";
import { placeOf } from "../wiring/part.ts";
import { type RootScripts, rootScripts } from "../wiring/root-scripts.ts";
import { hookCounterexamples, hookInvariances } from "./hook-runs.probes.ts";

export interface HookRuns extends CheckOptions {
  /** A hook of git, as a shell script. */
  readonly hook: RepoPath;
  /** The script of the root that it runs, or all its lines where it does more than that; comments and spacing apart. */
  readonly runs: string | readonly string[];
  /** The script of the root that puts hooks in place, with its command. */
  readonly installedBy?: { readonly script: string; readonly command: string };
}

const demand = demandsOf<Omit<HookRuns, "claim" | "name">>({
  hook: same,
  runs: same,
  installedBy: wherePresent,
});

/** The hook runs a script of the root and ends with its outcome; or it is the very lines that the gate states. */
export function hookRuns(args: HookRuns): Check {
  const { hook } = args;
  return ownCheck({
    kind: "hookRuns",
    name: args.name ?? `hookRuns:${hook}`,
    claim: args.claim ?? `${hook} judges what is committed, and stops a commit that does not pass`,
    subject: { kind: "document", path: hook },
    supports: everyKind,
    demand: demand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: hookCounterexamples(args),
    invariances: hookInvariances(args),
  });
}

function evaluate({ hook, runs, installedBy }: HookRuns, context: CheckContext): Evaluation {
  const { workspace } = context;
  const manifest = rootScripts(context);
  const text = workspace.entry(hook) === "file" ? (readText(workspace, hook) ?? "") : undefined;
  const lines = text === undefined ? [] : linesOf(text);
  const own =
    text === undefined
      ? [open(hook, "it does not exist")]
      : typeof runs === "string"
        ? scriptFindings(hook, text, runs, manifest)
        : lineFindings(hook, text, runs);
  return {
    findings: [...manifest.findings, ...own, ...installFindings(installedBy, manifest)],
    scope: { selected: lines.length, candidates: lines.length, unit: "lines", roster: hook },
  };
}

function open(hook: RepoPath, why: string, line?: number): Finding {
  return found(
    "hook-open",
    { hook, why },
    line === undefined ? { path: hook } : { path: hook, start: { line, column: 1 } },
  );
}

function scriptFindings(
  hook: RepoPath,
  text: string,
  script: string,
  { scripts, manager }: RootScripts,
): readonly Finding[] {
  if (!scripts.has(script)) return [open(hook, `there is no script \`${script}\``)];
  const read = scriptIn(manager);
  const started = startedBy(
    text,
    (command) => {
      const one = read(command);
      if (one.kind === "not" || one.what === script) return one;
      return { kind: "not", why: `it starts \`${one.what}\``, certain: true };
    },
    false,
  );
  if (started.kind === "starts") return [];
  const why = `it does not run \`${script}\`: ${started.why}`;
  return [
    started.certain ? open(hook, why) : found("wiring-undecidable", { path: hook, why }, { path: hook }),
  ];
}

/** Lines that do something, without the space around them. */
function linesOf(text: string): readonly { readonly line: string; readonly number: number }[] {
  return text
    .split("\n")
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(
      ({ line, number }) => line !== "" && (!line.startsWith("#") || (number === 1 && line.startsWith("#!"))),
    )
    .filter(({ line }) => !/^#!\s*(?:\/usr)?\/bin\/(?:env )?(?:ba|da)?sh$/.test(line));
}

function lineFindings(hook: RepoPath, text: string, runs: readonly string[]): readonly Finding[] {
  const actual = linesOf(text);
  const wanted = runs.map((line) => line.trim());
  const length = Math.max(actual.length, wanted.length);
  const at = Array.from({ length }, (_, index) => index).find(
    (index) => actual[index]?.line !== wanted[index],
  );
  if (at === undefined) return [];
  const { line, number } = actual[at] ?? { line: "nothing", number: undefined };
  return [
    open(
      hook,
      `it says ${line === "nothing" ? line : `\`${line}\``}, not ${wanted[at] === undefined ? "nothing" : `\`${wanted[at]}\``}`,
      number,
    ),
  ];
}

/** A hook that nobody puts in place stops nothing. */
function installFindings(
  installedBy: HookRuns["installedBy"],
  { scripts, path }: RootScripts,
): readonly Finding[] {
  if (installedBy === undefined) return [];
  const { script, command } = installedBy;
  const own = scripts.get(script);
  if (own?.command.trim() === command) return [];
  return [
    found("hook-open", { hook: path, why: `\`${script}\` is not \`${command}\`` }, placeOf(path, own?.part)),
  ];
}
