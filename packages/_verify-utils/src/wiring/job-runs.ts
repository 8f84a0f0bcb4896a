import { type Started, scriptIn, startedBy } from "./commands.ts";
import { decidesRun } from "./environment.ts";
import { entriesOf, entry, itemsOf, type Part, scalar, text } from "./part.ts";
import { shellChain } from "./shell-command.ts";
import { expression, type Job, type Obstacle, obstacle, skipObstacles, type Workflow } from "./workflow.ts";

/** What keeps one job from surely running a script of the root and failing with it; `undefined` when nothing in it starts the script. */
export function scriptObstacles(
  workflow: Workflow,
  job: Job,
  script: string,
  manager: string | undefined,
): readonly Obstacle[] | undefined {
  const named = job.steps.filter((step) => mentions(entry(step, "run"), script));
  const read = named.map((step) => [
    ...stepObstacles(workflow, job, step, "bash", startedIn(step, script, manager)),
    ...historyObstacles(job, step),
  ]);
  const best = read.sort((a, b) => a.length - b.length)[0];
  return best === undefined ? undefined : [...jobObstacles(workflow, job), ...best];
}

function mentions(run: Part | undefined, script: string): boolean {
  const escaped = script.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w:.-])${escaped}(?![\\w:.-])`).test(text(run) ?? "");
}

function startedIn(step: Part, script: string, manager: string | undefined): Started<unknown> {
  const read = scriptIn(manager);
  return startedBy(
    text(entry(step, "run")) ?? "",
    (command) => {
      const started = read(command);
      if (started.kind === "not" || started.what === script) return started;
      return { kind: "not", why: `it starts \`${started.what}\``, certain: true };
    },
    true,
  );
}

/** What in a job, whatever its steps do, keeps them from running or from deciding. */
export function jobObstacles({ root }: Workflow, job: Job): readonly Obstacle[] {
  const { part, id } = job;
  return [
    ...skipObstacles(part, `the job ${id}`),
    ...matrixObstacles(job),
    ...machineObstacles(part),
    ...variableObstacles(entry(root, "env")),
    ...variableObstacles(entry(part, "env")),
  ];
}

/** A step that is run as it stands, in the folder that was checked out, and fails when its command does. */
export function stepObstacles(
  { root }: Workflow,
  job: Job,
  step: Part,
  shell: string,
  started: Started<unknown>,
): readonly Obstacle[] {
  const before = job.steps.slice(0, job.steps.indexOf(step));
  return [
    ...(started.kind === "starts"
      ? []
      : [obstacle(`its step: ${started.why}`, entry(step, "run"), started.certain)]),
    ...skipObstacles(step, "its step"),
    ...variableObstacles(entry(step, "env")),
    ...placeObstacles(
      [
        entry(step, "shell"),
        entry(job.part, "defaults", "run", "shell"),
        entry(root, "defaults", "run", "shell"),
      ],
      [
        entry(step, "working-directory"),
        entry(job.part, "defaults", "run", "working-directory"),
        entry(root, "defaults", "run", "working-directory"),
      ],
      shell,
    ),
    ...before.flatMap(tamperings),
    ...checkoutObstacles(before, job),
  ];
}

/** The innermost setting counts. */
function placeObstacles(
  shells: readonly (Part | undefined)[],
  folders: readonly (Part | undefined)[],
  usual: string,
): readonly Obstacle[] {
  const shell = shells.find((one) => one !== undefined);
  const folder = folders.find((one) => one !== undefined);
  const isUsual = shell === undefined || scalar(shell) === usual || scalar(shell) === "sh";
  const isRoot =
    folder === undefined ||
    /^\.?\/?$/.test(String(scalar(folder))) ||
    expression(folder) === "github.workspace";
  return [
    ...(isUsual ? [] : [obstacle(`it runs in another shell (${String(scalar(shell))})`, shell, false)]),
    ...(isRoot ? [] : [obstacle(`it runs in ${String(scalar(folder))}`, folder)]),
  ];
}

function variableObstacles(env: Part | undefined): readonly Obstacle[] {
  if (env !== undefined && env.kind !== "map" && scalar(env) !== null)
    return [obstacle("its variables are computed", env, false)];
  return entriesOf(env).flatMap(([name, value]) =>
    decidesRun(name, scalar(value)) ? [obstacle(`it sets ${name}`, value)] : [],
  );
}

/** A list of lists that cannot be empty. */
function matrixObstacles({ part: job, id }: Job): readonly Obstacle[] {
  const strategy = entry(job, "strategy");
  if (strategy === undefined) return [];
  const matrix = entry(strategy, "matrix");
  if (matrix === undefined) return [];
  const lists = entriesOf(matrix).filter(([key]) => key !== "include");
  if (entry(matrix, "exclude") !== undefined)
    return [obstacle(`the matrix of ${id} leaves out entries`, matrix)];
  const isFull = lists.length > 0 && lists.every(([, list]) => itemsOf(list).length > 0);
  return isFull ? [] : [obstacle(`the matrix of ${id} may be empty`, matrix, false)];
}

function machineObstacles(job: Part): readonly Obstacle[] {
  const machine = entry(job, "runs-on");
  const container = entry(job, "container");
  const isKnown = /^(?:ubuntu|macos)-/.test(text(machine) ?? "");
  return [
    ...(isKnown ? [] : [obstacle("it is not known which shell its machine has", machine ?? job, false)]),
    ...(container === undefined ? [] : [obstacle("it runs in a container", container, false)]),
  ];
}

const checkout = /^actions\/checkout@/;

/** The change itself is checked out, where the steps run. */
function checkoutObstacles(before: readonly Part[], { id, part: job }: Job): readonly Obstacle[] {
  const checkouts = before.filter((step) => checkout.test(text(entry(step, "uses")) ?? ""));
  if (checkouts.length === 0)
    return [obstacle(`${id} checks out nothing before`, entry(job, "steps") ?? job)];
  return checkouts.flatMap((step) =>
    entriesOf(entry(step, "with"))
      .filter(([key]) => /^(?:ref|repository|path|sparse-checkout|filter)$/.test(key))
      .map(([key, value]) => obstacle(`${id} checks out something else (${key})`, value)),
  );
}

/** What a change is compared with is in the history. */
function historyObstacles(job: Job, step: Part): readonly Obstacle[] {
  const before = job.steps.slice(0, job.steps.indexOf(step));
  const found = before.find((one) => checkout.test(text(entry(one, "uses")) ?? ""));
  const depth = entry(found, "with", "fetch-depth");
  return found === undefined || String(scalar(depth)) === "0"
    ? []
    : [obstacle(`${job.id} checks out without the history (fetch-depth: 0)`, depth ?? found)];
}

/** Commands that write files of the repository, or move it elsewhere. */
const rewriting =
  /^(?:git (?:-\S+ \S+ )*(?:am|apply|checkout|cherry-pick|clean|merge|pull|rebase|reset|restore|revert|rm|mv|stash|switch|submodule|update-index)|sed|perl|awk|rm|mv|cp|ln|tee|patch|dd|truncate|rsync|tar|unzip|curl|wget|(?:pnpm|npm|yarn) (?:pkg|config|set|version|link|patch))\b/;

/** What an earlier step may do to those after it. */
function tamperings(step: Part): readonly Obstacle[] {
  const run = entry(step, "run");
  const uses = text(entry(step, "uses"));
  if (uses?.startsWith("./") === true)
    return [obstacle(`${uses} runs before it`, entry(step, "uses"), false)];
  const source = text(run);
  if (source === undefined) return [];
  if (/GITHUB_(?:ENV|PATH)|::(?:set-env|add-path)|BASH_ENV/.test(source))
    return [obstacle("an earlier step sets what later ones run with", run)];
  const chain = shellChain(source);
  if (chain.kind === "other")
    return [obstacle(`of an earlier step it cannot be told what it changes: ${chain.why}`, run, false)];
  const writes = chain.commands.find(({ words }) => rewriting.test(words.join(" ")));
  return writes === undefined
    ? []
    : [obstacle(`an earlier step changes what is judged (\`${writes.words.slice(0, 2).join(" ")}\`)`, run)];
}
