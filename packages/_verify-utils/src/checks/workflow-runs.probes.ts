import type { Counterexample, Invariance } from "../check.ts";
import { computed, harmlessWorkflowEdits, onJob, onStep, onWorkflow } from "../edits/workflow.ts";
import type { WorkflowRuns } from "./workflow-runs.ts";

type Args = Pick<WorkflowRuns, "workflow" | "runs">;

export function runsCounterexamples({ workflow, runs }: Args): readonly Counterexample[] {
  const scripts = [...new Set(Object.values(runs).flat())];
  const expect = ["suite-unwired", "wiring-undecidable"] as const;
  return [
    { name: "the workflow is gone", expect: "suite-unwired", apply: () => ({ [workflow]: null }) },
    {
      name: "the workflow is no YAML",
      expect: "wiring-undecidable",
      apply: () => ({ [workflow]: "on: [push\njobs:" }),
    },
    ...Object.keys(runs).flatMap((event): Counterexample[] => [
      {
        name: `the workflow does not run on ${event}`,
        expect: "suite-unwired",
        apply: onWorkflow(workflow, (document) => {
          document.set("on", "workflow_dispatch");
        }),
      },
      {
        name: `on ${event} the workflow leaves out paths`,
        expect: "suite-unwired",
        apply: onWorkflow(workflow, (document) => {
          document.setIn(["on"], document.createNode({ [event]: { "paths-ignore": ["**"] } }));
        }),
      },
    ]),
    ...onceEach.map(
      ([name, path, value]): Counterexample => ({
        name: `the workflow ${name}`,
        expect,
        at: { path: workflow },
        apply: onWorkflow(workflow, (document) => {
          document.setIn(path, document.createNode(value));
        }),
      }),
    ),
    ...scripts.flatMap((script) => [
      ...jobs.map(
        ([name, path, value]): Counterexample => ({
          name: `the job of ${script} ${name}`,
          expect,
          at: { path: workflow },
          apply: onJob(workflow, script, (job, document) => {
            job.setIn(path, document.createNode(value));
          }),
        }),
      ),
      ...steps.map(
        ([name, path, value]): Counterexample => ({
          name: `the step of ${script} ${name}`,
          expect,
          at: { path: workflow },
          apply: onStep(workflow, script, (step, _, document) => {
            step.setIn(path, document.createNode(value));
          }),
        }),
      ),
      ...commands.map(
        ([name, by]): Counterexample => ({
          name: `the step of ${script} ${name}`,
          expect,
          at: { path: workflow },
          apply: onStep(workflow, script, (step) => {
            step.set("run", by(String(step.get("run"))));
          }),
        }),
      ),
      ...before.map(
        ([name, added]): Counterexample => ({
          name: `before ${script} a step ${name}`,
          expect,
          at: { path: workflow },
          apply: onStep(workflow, script, (step, all, document) => {
            all.items.splice(all.items.indexOf(step), 0, document.createNode(added));
          }),
        }),
      ),
      {
        name: `nothing is checked out before ${script}`,
        expect,
        apply: onStep(workflow, script, (step, all) => {
          all.items = all.items.slice(all.items.indexOf(step));
        }),
      },
    ]),
  ];
}

const onceEach = [
  ["sets CI for all jobs", ["env"], { CI: "false" }],
  ["sets what Turborepo does", ["env"], { TURBO_CACHE: "remote:rw" }],
  ["runs in another shell", ["defaults"], { run: { shell: "true {0}" } }],
  ["runs in another folder", ["defaults"], { run: { "working-directory": "docs" } }],
] as const;

const jobs = [
  ["never runs", ["if"], false],
  ["runs on a condition", ["if"], "github.actor != 'someone'"],
  ["may fail", ["continue-on-error"], true],
  ["leaves out its matrix", ["strategy"], { matrix: { node: [20], exclude: [{ node: 20 }] } }],
  ["has a matrix that is computed", ["strategy"], { matrix: computed("fromJSON(vars.LIST)") }],
  ["is set to judge a part", ["env"], { PHASEGATE_ONLY: "one" }],
  ["sets how Node starts", ["env"], { NODE_OPTIONS: "--require ./probe.cjs" }],
  ["has variables that are computed", ["env"], computed("fromJSON(vars.LIST)")],
  ["runs in another shell", ["defaults"], { run: { shell: "bash {0} || true" } }],
  ["runs on a machine of its own", ["runs-on"], ["self-hosted"]],
] as const;

const steps = [
  ["never runs", ["if"], computed("false")],
  ["may fail", ["continue-on-error"], computed("true")],
  ["runs elsewhere", ["working-directory"], "docs"],
  ["runs in another shell", ["shell"], "pwsh"],
  ["sets CI", ["env"], { CI: "" }],
] as const;

const commands: readonly (readonly [string, (command: string) => string])[] = [
  ["succeeds whatever comes of it", (one) => `${one} || true`],
  ["ends with success", (one) => `${one}; exit 0`],
  ["ends with success on another line", (one) => `set +e\n${one}\nexit 0`],
  ["goes on when it fails", (one) => `set +e\n${one}\n`],
  ["is printed", (one) => `echo "${one}"`],
  ["is printed as it is", (one) => `echo ${one}`],
  ["is a comment", (one) => `# ${one}`],
  ["is a comment behind something else", (one) => `node --version # ${one}`],
  ["is piped", (one) => `${one} | tee log`],
  ["runs behind", (one) => `${one} &`],
  ["is computed", (one) => `$(echo ${one})`],
  ["runs on a condition", (one) => `if false; then\n  ${one}\nfi`],
  ["is text for something else", (one) => `cat <<'END'\n${one}\nEND`],
  ["is in a function", (one) => `judge() { ${one}; }`],
  ["runs what is there", (one) => one.replace(/ (\S+)$/, " --if-present $1")],
  ["runs in packages", (one) => one.replace(/ (\S+)$/, " --filter phasegate-probe $1")],
  ["passes arguments on", (one) => `${one} --only phasegate-probe`],
];

const before = [
  ["sets variables for later ones", { run: 'echo "NODE_OPTIONS=--require ./x.cjs" >> "$GITHUB_ENV"' }],
  ["puts a program on the path", { run: 'echo "$PWD/bin" >> $GITHUB_PATH' }],
  ["takes another commit", { run: "git checkout main" }],
  ["edits files", { run: "sed -i s/a/b/ package.json" }],
  ["checks out something else", { uses: `actions/checkout@${"0".repeat(40)}`, with: { ref: "main" } }],
  ["is an action of the change", { uses: "./.github/actions/phasegate-probe" }],
] as const;

export function runsInvariances({ workflow, runs }: Args): readonly Invariance[] {
  const scripts = [...new Set(Object.values(runs).flat())];
  return [
    ...harmlessWorkflowEdits(workflow),
    ...scripts.flatMap((script): Invariance[] => [
      {
        name: `the step of ${script} has a name`,
        apply: onStep(workflow, script, (step) => {
          step.set("name", "Judge");
        }),
      },
      {
        name: `the step of ${script} has a comment`,
        apply: onStep(workflow, script, (step) => {
          step.set("run", `# The gates.\n${String(step.get("run"))} # judged\n`);
        }),
      },
      {
        name: `the step of ${script} tells how to print`,
        apply: onStep(workflow, script, (step, _, document) => {
          step.set("env", document.createNode({ FORCE_COLOR: "1", CI: "true" }));
        }),
      },
      {
        name: `before ${script} a step prints something`,
        apply: onStep(workflow, script, (step, all, document) => {
          all.items.splice(
            all.items.indexOf(step),
            0,
            document.createNode({ run: "node --version && git log -1" }),
          );
        }),
      },
      {
        name: `after ${script} a step may fail`,
        apply: onStep(workflow, script, (_, all, document) => {
          all.items.push(
            document.createNode({ if: "always()", "continue-on-error": true, run: "df -h || true" }),
          );
        }),
      },
      {
        name: `the job of ${script} runs for several systems`,
        apply: onJob(workflow, script, (job, document) => {
          job.set(
            "strategy",
            document.createNode({ "fail-fast": false, matrix: { arch: ["x64", "arm64"] } }),
          );
        }),
      },
    ]),
  ];
}
