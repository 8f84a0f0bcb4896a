import { entriesOf, entry, type Part, scalar, text } from "./part.ts";
import { eventsOf, type Job, type Workflow } from "./workflow.ts";

/** What a workflow may do or run without need. */
export interface Laxity {
  readonly why: string;
  readonly instead: string;
  readonly part: Part | undefined;
}

/** Everything of a workflow that is laxer than it has to be. */
export function laxities(workflow: Workflow, writes: readonly string[]): readonly Laxity[] {
  const { jobs } = workflow;
  return [
    ...eventLaxities(workflow),
    ...topLaxities(workflow),
    ...jobs.flatMap((job) => [
      ...jobLaxities(job, writes),
      ...job.steps.flatMap((step) => stepLaxities(step)),
    ]),
  ];
}

/** Events that run code of a change with the rights of the repository. */
function eventLaxities(workflow: Workflow): readonly Laxity[] {
  return [...eventsOf(workflow)]
    .filter(([event]) => event === "pull_request_target" || event === "workflow_run")
    .map(([event, part]) => ({
      why: `it runs on ${event}, with the rights of the repository`,
      instead: "run on `pull_request`",
      part: part ?? entry(workflow.root, "on"),
    }));
}

/** Events that no change sends one after the other: a clock, a person, a workflow with a group of its own. */
const seldom = ["schedule", "workflow_dispatch", "workflow_call"];

function topLaxities(workflow: Workflow): readonly Laxity[] {
  const { root, jobs } = workflow;
  const permissions = entry(root, "permissions");
  const isNone = permissions?.kind === "map" && permissions.entries.length === 0;
  const grouped =
    [...eventsOf(workflow).keys()].every((event) => seldom.includes(event)) ||
    entry(root, "concurrency") !== undefined ||
    jobs.every(({ part }) => entry(part, "concurrency") !== undefined);
  return [
    ...(isNone
      ? []
      : [
          {
            why: "its jobs have permissions that none of them names",
            instead: "write `permissions: {}` at the top",
            part: permissions ?? root,
          },
        ]),
    ...(grouped ? [] : [{ why: "runs of it pile up", instead: "name a `concurrency` group", part: root }]),
  ];
}

function jobLaxities({ part, id, steps }: Job, writes: readonly string[]): readonly Laxity[] {
  const permissions = entry(part, "permissions");
  const secrets = entry(part, "secrets");
  const uses = entry(part, "uses");
  return [
    ...(permissions?.kind === "map"
      ? permissions.entries
          .filter(
            ([scope, value]) =>
              !["read", "none"].includes(String(scalar(value))) && !writes.includes(`${id}: ${scope}`),
          )
          .map(([scope, value]) => ({
            why: `${id} may write (${scope})`,
            instead: `grant no more than \`${scope}: read\`, or say in the gate that ${id} has to write`,
            part: value,
          }))
      : [
          {
            why: `${id} does not say what it may do`,
            instead: "give each job `permissions`, such as `contents: read`",
            part: permissions ?? part,
          },
        ]),
    ...(steps.length > 0 && entry(part, "timeout-minutes") === undefined
      ? [{ why: `${id} may run for hours`, instead: "give each job `timeout-minutes`", part }]
      : []),
    ...(secrets === undefined
      ? []
      : [{ why: `${id} hands on secrets`, instead: "hand on none", part: secrets }]),
    ...(uses === undefined ? [] : pinLaxities(uses)),
    ...imageLaxities(entry(part, "container"), id),
    ...entriesOf(entry(part, "services")).flatMap(([, service]) => imageLaxities(service, id)),
  ];
}

function stepLaxities(step: Part): readonly Laxity[] {
  const uses = entry(step, "uses");
  const run = entry(step, "run");
  return [
    ...(uses === undefined ? [] : [...pinLaxities(uses), ...inputLaxities(text(uses) ?? "", step)]),
    ...(/\$\{\{/.test(text(run) ?? "")
      ? [
          {
            why: "an expression is put into a shell line",
            instead: "hand it through `env`, and quote the variable",
            part: run,
          },
        ]
      : []),
  ];
}

/** A full commit with the version as a comment; an image by its digest; or something of this repository. */
function pinLaxities(uses: Part): readonly Laxity[] {
  const name = text(uses) ?? "";
  const [action = "", version = ""] = name.split("@");
  const after = uses.kind === "scalar" ? uses.after : "";
  if (name.startsWith("./") || /^docker:\/\/[^@]+@sha256:[0-9a-f]{64}$/.test(name)) return [];
  if (!/^[0-9a-f]{40}$/.test(version)) {
    const instead = `name the full commit, with the version as a comment: \`${action}@<40 digits> # v1.2.3\``;
    return [{ why: `${name} is not pinned to a commit`, instead, part: uses }];
  }
  if (/#\s*v?\d+(?:\.\d+)*\b/.test(after)) return [];
  return [
    {
      why: `of ${action} it is not said which version the commit is`,
      instead: "write the version behind it: `# v1.2.3`",
      part: uses,
    },
  ];
}

function imageLaxities(container: Part | undefined, id: string): readonly Laxity[] {
  if (container === undefined) return [];
  const image = container.kind === "map" ? entry(container, "image") : container;
  if (/@sha256:[0-9a-f]{64}$/.test(text(image) ?? "")) return [];
  return [
    {
      why: `an image of ${id} is not pinned`,
      instead: "name its digest: `<image>@sha256:<64 digits>`",
      part: image ?? container,
    },
  ];
}

/** Inputs of well-known actions that keep a token, or read what a change could write. */
function inputLaxities(name: string, step: Part): readonly Laxity[] {
  const [action = ""] = name.split("@");
  const inputs = entry(step, "with");
  const cache = "a pull request can fill a cache that the default branch reads";
  if (action === "actions/checkout" && String(scalar(entry(inputs, "persist-credentials"))) !== "false")
    return [
      {
        why: "the checkout leaves its token behind",
        instead: "write `persist-credentials: false`",
        part: entry(inputs, "persist-credentials") ?? step,
      },
    ];
  if (/^actions\/cache(?:\/.*)?$/.test(action))
    return [{ why: cache, instead: "make it again in each run", part: step }];
  const named = entriesOf(inputs).filter(
    ([key, value]) =>
      /^(?:cache|bundler-cache|package-manager-cache)$/.test(key) &&
      !["false", "", "null"].includes(String(scalar(value))),
  );
  // From version 5 on it caches by itself, when package.json names a package manager.
  const isSilent =
    action === "actions/setup-node" && String(scalar(entry(inputs, "package-manager-cache"))) !== "false";
  const [first] = named;
  if (first !== undefined) return [{ why: cache, instead: `leave out \`${first[0]}\``, part: first[1] }];
  return isSilent ? [{ why: cache, instead: "write `package-manager-cache: false`", part: step }] : [];
}
