import { readText } from "@phasegate/workspace";
import { isMap, isSeq, type YAMLMap } from "yaml";
import { type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { editingAt, otherJson } from "../edits/settings.ts";
import { computed, harmlessWorkflowEdits, onJob, onStep, onWorkflow } from "../edits/workflow.ts";
import { rival, rivals, strangers } from "./required-check.rivals.ts";
import type { RequiredCheck } from "./required-check.ts";

type Args = Omit<RequiredCheck, "claim" | "name">;

export function requiredCounterexamples(args: Args): readonly Counterexample[] {
  const { workflow, script, results, jobs, check, events } = args;
  const expect = ["required-check-open", "wiring-undecidable"] as const;
  return [
    { name: "the workflow is gone", expect: "required-check-open", apply: () => ({ [workflow]: null }) },
    {
      name: "the workflow is no YAML",
      expect: "wiring-undecidable",
      apply: () => ({ [workflow]: "jobs: [" }),
    },
    { name: "the authority is gone", expect: "required-check-open", apply: () => ({ [jobs]: null }) },
    { name: "the authority names nothing", expect: "required-check-open", apply: () => ({ [jobs]: "{}" }) },
    { name: "the script is gone", expect: "required-check-open", apply: () => ({ [script]: null }) },
    {
      name: "the authority names a job less",
      expect: "required-check-open",
      at: { path: jobs },
      apply: editingAt(
        () => jobs,
        "it names none",
        (text) => text.replace(/\[\s*"[^"]*",?\s*/, "["),
      ),
    },
    {
      name: "a job is in a list of the authority only",
      expect: "required-check-open",
      at: { path: jobs },
      apply: editingAt(
        () => jobs,
        "it names none",
        (text) => text.replace("[", '["phasegate-probe", '),
      ),
    },
    ...settings.map(
      ([name, path, value]): Counterexample => ({
        name: `the required job ${name}`,
        expect,
        at: { path: workflow },
        apply: onJob(workflow, script, (job, document) => {
          job.setIn(path, document.createNode(value));
        }),
      }),
    ),
    {
      name: "the required job does not say when it runs",
      expect: "required-check-open",
      apply: onJob(workflow, script, (job) => {
        job.delete("if");
      }),
    },
    {
      name: "the required job needs a job less",
      expect: "required-check-open",
      at: { path: workflow },
      apply: onJob(workflow, script, (job) => {
        const needs = job.get("needs");
        if (isSeq(needs)) needs.items.shift();
        else job.delete("needs");
      }),
    },
    ...steps.map(
      ([name, edit]): Counterexample => ({
        name: `the step that judges ${name}`,
        expect,
        at: { path: workflow },
        apply: onStep(workflow, script, (step) => edit(step, args)),
      }),
    ),
    {
      name: "results are put together by hand",
      expect: "required-check-open",
      apply: onStep(workflow, script, (step) => {
        step.setIn(["env", results], computed("toJSON(needs.phasegate-probe)"));
      }),
    },
    ...others(args).map(
      ([name, edit]): Counterexample => ({
        name,
        expect: "required-check-open",
        at: edit.at,
        apply: edit.apply,
      }),
    ),
    ...events.map(
      (event): Counterexample => ({
        name: `it leaves out changes on ${event}`,
        expect: "required-check-open",
        apply: onWorkflow(workflow, (document) => {
          document.setIn(
            ["on"],
            document.createNode(
              Object.fromEntries(events.map((one) => [one, one === event ? { branches: ["x"] } : null])),
            ),
          );
        }),
      }),
    ),
    ...rivals.map(
      ([name, lines]): Counterexample => ({
        name: `another workflow ${name}`,
        expect,
        apply: () => rival(workflow, lines(check)),
      }),
    ),
  ];
}

const settings = [
  ["runs unless something failed", ["if"], "success()"],
  ["does not run when it is cancelled", ["if"], "!cancelled()"],
  ["runs on a condition", ["if"], computed("always() && github.actor != 'someone'")],
  ["never runs", ["if"], false],
  ["may fail", ["continue-on-error"], true],
  ["is called otherwise", ["name"], "phasegate-probe"],
  ["sets how Node starts", ["env"], { NODE_OPTIONS: "--require ./probe.cjs" }],
] as const;

const steps: readonly (readonly [string, (step: YAMLMap, args: Args) => void])[] = [
  ["may fail", (step) => step.set("continue-on-error", true)],
  ["runs only when something failed", (step) => step.set("if", "failure()")],
  ["succeeds whatever comes of it", (step, { script }) => step.set("run", `node ${script} || true`)],
  ["prints the command", (step, { script }) => step.set("run", `echo node ${script}`)],
  ["only checks the syntax", (step, { script }) => step.set("run", `node --check ${script}`)],
  ["starts another file", (step, { script }) => step.set("run", `node ${script}.js`)],
  ["is given no results", (step, { results }) => step.deleteIn(["env", results])],
  ["is given results that are made up", (step, { results }) => step.setIn(["env", results], "{}")],
  [
    "is given the words instead of results",
    (step, { results }) => step.setIn(["env", results], "toJSON(needs)"),
  ],
];

/** Edits of the other jobs. */
function others({ workflow, script }: Args) {
  const at = { path: workflow };
  const other = (edit: (job: YAMLMap) => void): Counterexample["apply"] =>
    onWorkflow(workflow, (document) => {
      const jobs = document.get("jobs");
      const found = isMap(jobs)
        ? jobs.items.find(({ value }) => isMap(value) && !String(value).includes(script))
        : undefined;
      if (!isMap(found?.value)) return false;
      edit(found.value);
      return true;
    });
  return [
    ["another job may fail", { at, apply: other((job) => job.set("continue-on-error", true)) }],
    [
      "there is a job more that nobody needs",
      {
        at,
        apply: onWorkflow(workflow, (document) => {
          const job = { "runs-on": "ubuntu-24.04", steps: [{ run: "exit 1" }] };
          document.setIn(["jobs", "phasegate-probe"], document.createNode(job));
        }),
      },
    ],
  ] as const;
}

export function requiredInvariances({ workflow, script, jobs, results, check }: Args): readonly Invariance[] {
  return [
    ...harmlessWorkflowEdits(workflow),
    { name: "the authority is written otherwise", apply: editingAt(() => jobs, "it names none", otherJson) },
    {
      name: "results are spaced and marked otherwise",
      apply: onStep(workflow, script, (step) => {
        step.setIn(["env", results], computed("  toJson( needs ) "));
      }),
    },
    {
      name: "that it runs always is an expression",
      apply: onJob(workflow, script, (job) => {
        job.set("if", computed("always()"));
      }),
    },
    ...strangers.map(
      ([name, lines]): Invariance => ({
        name: `another workflow ${name}`,
        apply: () => rival(workflow, lines(check)),
      }),
    ),
    {
      name: "a job has another id everywhere",
      apply: ({ workspace }) => {
        const text = workspace.entry(workflow) === "file" ? readText(workspace, workflow) : undefined;
        const list = workspace.entry(jobs) === "file" ? readText(workspace, jobs) : undefined;
        const id = /"([\w-]+)"\s*[,\]]/.exec(list ?? "")?.[1];
        if (text === undefined || list === undefined || id === undefined)
          return new NotApplicable("the authority names no job");
        const all = onWorkflow(workflow, (document) => {
          const known = document.get("jobs");
          for (const { key, value } of isMap(known) ? known.items : []) {
            if (isMap(value)) renameNeed(value, id);
            if (typeof key === "object" && key !== null && "value" in key && key.value === id)
              key.value = "phasegate-probe";
          }
        });
        const edits = all({ workspace } as Parameters<typeof all>[0]);
        if (edits instanceof NotApplicable) return edits;
        return { ...edits, [jobs]: list.replaceAll(`"${id}"`, '"phasegate-probe"') };
      },
    },
  ];
}

function renameNeed(job: YAMLMap, id: string): void {
  const needs = job.get("needs");
  if (needs === id) job.set("needs", "phasegate-probe");
  if (!isSeq(needs)) return;
  for (const item of needs.items)
    if (typeof item === "object" && item !== null && "value" in item && item.value === id)
      item.value = "phasegate-probe";
}
