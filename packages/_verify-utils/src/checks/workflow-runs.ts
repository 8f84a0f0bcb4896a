import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { scriptObstacles } from "../wiring/job-runs.ts";
import { entry } from "../wiring/part.ts";
import { type RootScripts, rootScripts } from "../wiring/root-scripts.ts";
import { readSettings } from "../wiring/settings.ts";
import { eventObstacles, type Obstacle, obstacle, type Workflow, workflowOf } from "../wiring/workflow.ts";
import { obstacleFinding } from "../wiring/workflow-finding.ts";
import { runsDemand } from "./workflow-runs.demand.ts";
import { runsCounterexamples, runsInvariances } from "./workflow-runs.probes.ts";

export interface WorkflowRuns extends CheckOptions {
  /** A workflow of GitHub Actions. */
  readonly workflow: RepoPath;
  /** By event, scripts of the root that jobs of the workflow run. */
  readonly runs: Readonly<Record<string, readonly string[]>>;
}

/**
 * On each event a job of the workflow runs each script of the root, as it stands, on the change itself with its history, and fails
 * when the script does. Source: GitHub, "Workflow syntax for GitHub Actions".
 */
export function workflowRuns(args: WorkflowRuns): Check {
  const { workflow, runs } = args;
  const scripts = [...new Set(Object.values(runs).flat())];
  return ownCheck({
    kind: "workflowRuns",
    name: args.name ?? `workflowRuns:${workflow}`,
    claim: args.claim ?? `${workflow} runs ${scripts.join(", ")} as they stand, and fails when they do`,
    subject: { kind: "document", path: workflow },
    supports: everyKind,
    demand: runsDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: runsCounterexamples(args),
    invariances: runsInvariances(args),
  });
}

function evaluate({ workflow: path, runs }: WorkflowRuns, context: CheckContext): Evaluation {
  const manifest = rootScripts(context);
  const wanted = Object.entries(runs).flatMap(([event, scripts]) =>
    scripts.map((script) => ({ event, script })),
  );
  const scope = {
    selected: wanted.length,
    candidates: wanted.length,
    unit: "scripts on events",
    roster: path,
  };
  const settings = readSettings(context, path);
  if (settings.kind === "unreadable")
    return { findings: [found("wiring-undecidable", { path, why: settings.why }, { path })], scope };
  const workflow = settings.kind === "read" ? workflowOf(path, settings.root) : undefined;
  const scripts = [...new Set(wanted.map(({ script }) => script))];
  return {
    findings: [
      ...manifest.findings,
      ...Object.keys(runs).flatMap((event) =>
        findingsOf(workflow, path, event, workflow === undefined ? missing : eventObstacles(workflow, event)),
      ),
      ...scripts.flatMap((script) =>
        findingsOf(
          workflow,
          path,
          script,
          workflow === undefined ? [] : runObstacles(workflow, script, manifest),
        ),
      ),
    ],
    scope,
  };
}

const missing = [obstacle("it does not exist", undefined)];

function findingsOf(
  workflow: Workflow | undefined,
  path: RepoPath,
  suite: string,
  obstacles: readonly Obstacle[],
): readonly Finding[] {
  return obstacles.map((one) =>
    obstacleFinding({ path: workflow?.path ?? path }, one, (why) =>
      found("suite-unwired", { suite, why: `${path}: ${why}` }),
    ),
  );
}

/** What keeps every job from running a script; nothing when one of them surely does. */
function runObstacles(
  workflow: Workflow,
  script: string,
  { scripts, manager }: RootScripts,
): readonly Obstacle[] {
  if (!scripts.has(script)) return [obstacle(`there is no script \`${script}\` in the root`, undefined)];
  const read = workflow.jobs.flatMap((job) => {
    const obstacles = scriptObstacles(workflow, job, script, manager);
    return obstacles === undefined ? [] : [obstacles];
  });
  const best = read.sort((a, b) => a.length - b.length)[0];
  if (best !== undefined) return best;
  // What another workflow does is not looked into.
  const elsewhere = workflow.jobs.find(({ part }) => entry(part, "uses") !== undefined);
  const isOpen = elsewhere !== undefined;
  return [
    obstacle(
      isOpen
        ? `only ${elsewhere.id} may run \`${script}\`, by another workflow`
        : `no job runs \`${script}\``,
      elsewhere?.part,
      !isOpen,
    ),
  ];
}
