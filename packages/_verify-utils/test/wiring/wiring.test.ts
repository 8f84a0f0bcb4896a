import { describe, expect, test } from "vitest";
import {
  type Check,
  cadenceStated,
  ephemeralCovers,
  gateScripts,
  gatesStated,
  hookRuns,
  requiredCheck,
  suitesRun,
  workflowRuns,
  workflowsHardened,
} from "../../src/index.ts";
import { codesOf, probesOf, weakProbes, workspaceOf } from "../support.ts";
import { type Attack, violations } from "./attacks.ts";
import { files } from "./fixture.ts";
import { harmless } from "./harmless.ts";

const workflow = ".github/workflows/verify.yml";
const runs = { pull_request: ["verify:quick", "verify:full"], merge_group: ["verify:full"] };
const checks: Readonly<Record<string, Check>> = {
  gateScripts: gateScripts({
    scripts: ["gates/*/verify-*.ts", "!**/*.test.ts"],
    whole: "full",
    tasks: "turbo.json",
  }),
  suitesRun: suitesRun({
    suites: { quick: "verify:quick", full: "verify:full" },
    runners: ["suite.mjs {suite}"],
    tasks: { in: "turbo.json", names: ["suite-{suite}"] },
  }),
  workflowRuns: workflowRuns({ workflow, runs }),
  requiredCheck: requiredCheck({
    workflow,
    check: "required",
    events: ["pull_request", "merge_group"],
    script: "ci/required.mjs",
    results: "NEEDS",
    jobs: "ci/jobs.json",
  }),
  workflowsHardened: workflowsHardened({ workflows: [".github/workflows/*.{yml,yaml}"] }),
  hookRuns: hookRuns({
    hook: ".husky/pre-commit",
    runs: "verify:quick",
    installedBy: { script: "prepare", command: "husky" },
  }),
  cadenceStated: cadenceStated({ document: "CONTRIBUTING.md" }),
  ephemeralCovers: ephemeralCovers({
    ephemeral: ["**/AGENT_*_SCRATCHPAD.md", "**/.scratch/**"],
    durable: ["**/PHASE_A_*"],
  }),
  gatesStated: gatesStated({
    document: "docs/gates.md",
    suites: { quick: "verify:quick", full: "verify:full" },
  }),
};

function edited([name, path, from, to]: Attack): Record<string, string> {
  const all: Record<string, string> = { ...files };
  const before = all[path];
  if (from === null) {
    if (to === null) delete all[path];
    else all[path] = to;
    return all;
  }
  const after = before?.replace(from, to ?? "");
  expect([name, after]).not.toEqual([name, before]);
  all[path] = after ?? "";
  return all;
}

const bare = (codes: readonly string[]) => codes.map((one) => one.split(" ")[0]);
const untouched = workspaceOfFiles(files);

function workspaceOfFiles(all: Readonly<Record<string, string>>) {
  return () => workspaceOf(all);
}

describe.each(Object.entries(checks))("%s", (kind, check) => {
  test("passes, and its probes do what they are for", () => {
    const workspace = untouched();
    expect(codesOf(check, workspace)).toEqual([]);
    expect(weakProbes(probesOf(check, workspace))).toEqual([]);
  });

  test.each(violations[kind] ?? [])("%s", (name, codes, path, from, to) => {
    const found = bare(codesOf(check, workspaceOf(edited([name, path, from, to]))));
    expect(found.filter((code) => codes.some((one) => one === code))).not.toEqual([]);
    expect(found.filter((code) => code === "check-crashed")).toEqual([]);
  });
});

test.each(harmless)("harmless: %s", (...attack) => {
  let all = edited(attack);
  if (attack[0] === "the configuration has a name first")
    all = { ...all, "phasegate.config.ts": `${all["phasegate.config.ts"]}\nexport default config;\n` };
  if (attack[0] === "suites have a name first")
    all = {
      ...all,
      "phasegate.config.ts": (all["phasegate.config.ts"] ?? "").replace(
        "export default",
        'const every = ["first", "second"];\nexport default',
      ),
    };
  const workspace = workspaceOf(all);
  const found = Object.entries(checks).map(([kind, check]) => [kind, codesOf(check, workspace)]);
  expect(found.filter(([, codes]) => codes?.length !== 0)).toEqual([]);
});
