import { glob, type RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { programIn, startedBy } from "../wiring/commands.ts";
import { isCalled } from "../wiring/job-names.ts";
import { jobObstacles, stepObstacles } from "../wiring/job-runs.ts";
import { entriesOf, entry, placeOf, scalar, text, texts } from "../wiring/part.ts";
import { readSettings } from "../wiring/settings.ts";
import {
  eventObstacles,
  eventsOf,
  expression,
  type Job,
  type Obstacle,
  obstacle,
  skipObstacles,
  type Workflow,
  workflowOf,
} from "../wiring/workflow.ts";
import { obstacleFinding } from "../wiring/workflow-finding.ts";
import { requiredDemand } from "./required-check.demand.ts";
import { requiredCounterexamples, requiredInvariances } from "./required-check.probes.ts";

export interface RequiredCheck extends CheckOptions {
  /** A workflow of GitHub Actions. */
  readonly workflow: RepoPath;
  /** Name of the one check that the ruleset requires. */
  readonly check: string;
  /** Events on which it has to speak. */
  readonly events: readonly string[];
  /** The script that judges the results of all jobs. */
  readonly script: RepoPath;
  /** The variable in which the script finds them, as JSON. */
  readonly results: string;
  /** The authority on which jobs there have to be: a JSON file with a list of job ids by event. */
  readonly jobs: RepoPath;
}

/**
 * The one required check runs always, needs every other job of its workflow, and gives their results to the script that judges them;
 * the authority names the same jobs, none of them hides its failure, and no other workflow has a check of that name.
 * Source: GitHub, "Troubleshooting required status checks": a skipped job reports success.
 */
export function requiredCheck(args: RequiredCheck): Check {
  const { workflow, check } = args;
  return ownCheck({
    kind: "requiredCheck",
    name: args.name ?? `requiredCheck:${check}`,
    claim: args.claim ?? `${check} is green only when every other job of ${workflow} ran and succeeded`,
    subject: { kind: "document", path: workflow },
    subjects: [args.script, args.jobs].map((path) => ({ kind: "document", path })),
    supports: everyKind,
    demand: requiredDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: requiredCounterexamples(args),
    invariances: requiredInvariances(args),
  });
}

function evaluate(args: RequiredCheck, context: CheckContext): Evaluation {
  const { workflow: path, check } = args;
  const settings = readSettings(context, path);
  const scope = (jobs: number) => ({ selected: jobs, candidates: jobs, unit: "jobs", roster: path });
  if (settings.kind !== "read") {
    const finding =
      settings.kind === "absent"
        ? found("required-check-open", { workflow: path, why: "it does not exist" }, { path })
        : found("wiring-undecidable", { path, why: settings.why }, { path });
    return { findings: [finding], scope: scope(0) };
  }
  const workflow = workflowOf(path, settings.root);
  const required = workflow.jobs.filter((job) => isCalled(job, check) === "yes");
  const [own] = required;
  const others = workflow.jobs.filter((job) => job !== own);
  const obstacles = [
    ...args.events.flatMap((event) => eventObstacles(workflow, event)),
    ...(own === undefined
      ? [obstacle(`there is no job ${check}`, entry(settings.root, "jobs"))]
      : ownObstacles(workflow, own, others, args, context)),
    ...(required.length > 1 ? [obstacle(`several jobs are called ${check}`, required[1]?.part)] : []),
    ...others
      .filter((job) => isCalled(job, check) === "maybe")
      .map(({ id, part }) => obstacle(`${id} may be called ${check}`, entry(part, "name"), false)),
    ...others.flatMap(lenientObstacles),
  ];
  const open = (why: string): Finding => found("required-check-open", { workflow: path, why });
  return {
    findings: [
      ...obstacles.map((one) => obstacleFinding(workflow, one, open)),
      ...authorityFindings(workflow, others, args, context),
      ...rivalFindings(args, context),
    ],
    scope: scope(others.length),
  };
}

/** Of such a job GitHub says that it succeeded. */
function lenientObstacles({ part, id }: Job): readonly Obstacle[] {
  const lenient = entry(part, "continue-on-error");
  return lenient === undefined || scalar(lenient) === false
    ? []
    : [obstacle(`${id} may fail (continue-on-error)`, lenient)];
}

function ownObstacles(
  workflow: Workflow,
  own: Job,
  others: readonly Job[],
  args: RequiredCheck,
  context: CheckContext,
): readonly Obstacle[] {
  const { part, needs } = own;
  const lacking = others.filter(({ id }) => !needs.includes(id));
  const strategy = entry(part, "strategy");
  return [
    ...skipObstacles(part, own.id, true),
    ...jobObstacles(workflow, own).filter(
      ({ part: at }) => at !== entry(part, "if") && at !== entry(part, "continue-on-error"),
    ),
    ...(strategy === undefined ? [] : [obstacle(`${own.id} has a matrix`, strategy)]),
    ...lacking.map(({ id }) =>
      obstacle(`${own.id} does not need the job ${id}`, entry(part, "needs") ?? part),
    ),
    ...judgingObstacles(workflow, own, args),
    ...(context.workspace.entry(args.script) === "file"
      ? []
      : [obstacle(`there is no ${args.script}`, undefined)]),
  ];
}

/** The step that gives the results to the script. */
function judgingObstacles(
  workflow: Workflow,
  own: Job,
  { script, results }: RequiredCheck,
): readonly Obstacle[] {
  const step = own.steps.find((one) => (text(entry(one, "run")) ?? "").includes(script));
  if (step === undefined) return [obstacle(`${own.id} does not run ${script}`, own.part)];
  const started = startedBy(
    text(entry(step, "run")) ?? "",
    (command) => {
      const program = programIn(command);
      if (program.kind === "not") return program;
      const { file, args } = program.what;
      if (file === script && args.length === 0) return program;
      return { kind: "not", why: `it starts ${[file, ...args].join(" ")}`, certain: true };
    },
    true,
  );
  const given = entry(step, "env", results);
  return [
    ...stepObstacles(workflow, own, step, "bash", started),
    ...(expression(given) === "tojson(needs)" && /\$\{\{/.test(text(given) ?? "")
      ? []
      : [obstacle(`${results} is not all that ${own.id} needs (toJSON(needs))`, given ?? step)]),
  ];
}

/** The authority names the jobs of the workflow, for each event on which it runs. */
function authorityFindings(
  workflow: Workflow,
  others: readonly Job[],
  { jobs: path, events }: RequiredCheck,
  context: CheckContext,
): readonly Finding[] {
  const settings = readSettings(context, path);
  if (settings.kind === "absent")
    return [found("required-check-open", { workflow: workflow.path, why: `there is no ${path}` }, { path })];
  if (settings.kind === "unreadable")
    return [found("wiring-undecidable", { path, why: settings.why }, { path })];
  const present = others.map(({ id }) => id);
  const named = new Set([
    ...events,
    ...eventsOf(workflow).keys(),
    ...entriesOf(settings.root).map(([event]) => event),
  ]);
  return [...named].flatMap((event) => {
    const part = entry(settings.root, event);
    const expected = part?.kind === "list" ? texts(part) : undefined;
    const open = (why: string) =>
      found("required-check-open", { workflow: workflow.path, why }, placeOf(path, part));
    if (expected === undefined) return [open(`${path} names no jobs for ${event}`)];
    return [
      ...present
        .filter((id) => !expected.includes(id))
        .map((id) => open(`on ${event} ${path} does not name the job ${id}`)),
      ...expected
        .filter((id) => !present.includes(id))
        .map((id) => open(`there is no job ${id}, which ${path} names for ${event}`)),
    ];
  });
}

/** A check of the same name on the same commit would stand for the required one. */
function rivalFindings({ workflow, check }: RequiredCheck, context: CheckContext): readonly Finding[] {
  const folder = workflow.slice(0, workflow.lastIndexOf("/"));
  return glob(context.workspace, [`${folder}/*.yml`, `${folder}/*.yaml`])
    .filter((path) => path !== workflow)
    .flatMap((path) => {
      const settings = readSettings(context, path);
      if (settings.kind !== "read")
        return [
          found(
            "wiring-undecidable",
            { path, why: settings.kind === "unreadable" ? settings.why : "it is gone" },
            { path },
          ),
        ];
      return workflowOf(path, settings.root).jobs.flatMap((job) => rivalFinding(path, job, workflow, check));
    });
}

function rivalFinding(path: RepoPath, job: Job, workflow: RepoPath, check: string): readonly Finding[] {
  const called = isCalled(job, check);
  const at = placeOf(path, entry(job.part, "name") ?? job.part);
  if (called === "no") return [];
  if (called === "maybe")
    return [found("wiring-undecidable", { path, why: `the job ${job.id} may be called ${check}` }, at)];
  const why = `${path} has a job of that name as well, which would stand for it`;
  return [found("required-check-open", { workflow, why }, at)];
}
