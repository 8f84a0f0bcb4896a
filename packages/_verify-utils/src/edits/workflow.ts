import { type RepoPath, readText } from "@phasegate/workspace";
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { type Invariance, NotApplicable, type Probe } from "../check.ts";

/** An edit of a workflow as YAML; `false` means that it offers no place. */
export function onWorkflow(path: RepoPath, edit: (document: Document) => unknown): Probe["apply"] {
  return ({ workspace }) => {
    const text = workspace.entry(path) === "file" ? readText(workspace, path) : undefined;
    if (text === undefined) return new NotApplicable(`there is no ${path}`);
    const document = parseDocument(text);
    if (edit(document) === false) return new NotApplicable(`${path} offers no place for it`);
    return { [path]: document.toString({ lineWidth: 0 }) };
  };
}

/** An edit of the first job with a step that satisfies a condition. */
function onJobWith(
  path: RepoPath,
  isWanted: (step: YAMLMap) => boolean,
  edit: (job: YAMLMap, document: Document, step: YAMLMap, steps: YAMLSeq) => void,
): Probe["apply"] {
  return onWorkflow(path, (document) => {
    const jobs = document.get("jobs");
    for (const { value: job } of isMap(jobs) ? jobs.items : []) {
      const steps = isMap(job) ? job.get("steps") : undefined;
      if (!isMap(job) || !isSeq(steps)) continue;
      for (const step of steps.items) {
        if (!isMap(step) || !isWanted(step)) continue;
        edit(job, document, step, steps);
        return undefined;
      }
    }
    return false;
  });
}

function runs(what: string): (step: YAMLMap) => boolean {
  return (step) => {
    const run = step.get("run");
    return typeof run === "string" && run.split(/\s+/).includes(what);
  };
}

/** An edit of the first job that runs something. */
export function onJob(
  path: RepoPath,
  what: string,
  edit: (job: YAMLMap, document: Document) => void,
): Probe["apply"] {
  return onJobWith(path, runs(what), edit);
}

/** An edit of the first step that runs something. */
export function onStep(
  path: RepoPath,
  what: string,
  edit: (step: YAMLMap, steps: YAMLSeq, document: Document) => void,
): Probe["apply"] {
  return onJobWith(path, runs(what), (_, document, step, steps) => edit(step, steps, document));
}

/** An edit of the first step that uses an action. */
export function onUse(
  path: RepoPath,
  action: string,
  edit: (step: YAMLMap, document: Document) => void,
): Probe["apply"] {
  return onJobWith(
    path,
    (step) => String(step.get("uses")).startsWith(`${action}@`),
    (_, document, step) => edit(step, document),
  );
}

/** An expression of GitHub's. */
export function computed(code: string): string {
  return `$\u007b{ ${code} }}`;
}

/** The same workflow, written otherwise. */
export function harmlessWorkflowEdits(path: RepoPath): readonly Invariance[] {
  const text = (name: string, by: (text: string) => string): Invariance => ({
    name: `${path}: ${name}`,
    apply: ({ workspace }) => {
      const source = workspace.entry(path) === "file" ? readText(workspace, path) : undefined;
      return source === undefined ? new NotApplicable(`there is no ${path}`) : { [path]: by(source) };
    },
  });
  return [
    text("a comment on top", (source) => `# A remark.\n${source}`),
    text("lines end with CRLF", (source) => source.replaceAll(/\r?\n/g, "\r\n")),
    text("a byte order mark", (source) => `\ufeff${source.replace(/^\ufeff/, "")}`),
    text("without comments of its own lines", (source) => source.replaceAll(/^\s*#.*\n/gm, "")),
    {
      name: `${path}: keys stand in another order`,
      apply: onWorkflow(path, (document) => {
        const turn = (node: unknown): void => {
          if (isSeq(node)) for (const item of node.items) turn(item);
          if (!isMap(node)) return;
          node.items.reverse();
          for (const { value } of node.items) turn(value);
        };
        turn(document.contents);
      }),
    },
    {
      name: `${path}: texts are in quotes`,
      apply: onWorkflow(path, (document) => {
        const quote = (node: unknown): void => {
          if (isSeq(node)) for (const item of node.items) quote(item);
          if (isMap(node)) for (const { value } of node.items) quote(value);
          if (isScalar(node) && typeof node.value === "string") node.type = "QUOTE_SINGLE";
        };
        quote(document.contents);
      }),
    },
    {
      name: `${path}: the workflow has another name`,
      apply: onWorkflow(path, (document) => document.set("name", "something else")),
    },
    {
      name: "one more workflow",
      apply: () => ({
        [`${path.slice(0, path.lastIndexOf("/"))}/phasegate-probe.yml`]: unrelated,
      }),
    },
  ];
}

const unrelated = `name: unrelated
on:
  schedule:
    - cron: "0 3 * * 1"
permissions: {}
jobs:
  unrelated:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - run: "true"
`;
