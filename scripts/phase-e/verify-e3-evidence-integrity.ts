import {
  cacheCovers,
  cadenceStated,
  column,
  defineGate,
  documentContract,
  durableReads,
  ephemeralCovers,
  gateScripts,
  gatesStated,
  hookRuns,
  main,
  requiredCheck,
  section,
  suitesRun,
  workBreakdown,
  workflowRuns,
  workflowsHardened,
} from "@phasegate/verify-utils";
import { z } from "zod";
import e1 from "./verify-e1-dedupe-policy.ts";
import e2 from "./verify-e2-finished-hook-policy.ts";

const planning = "docs/projects/orpc-ingest-workflows-spec/_phase-e-planning-pass-01-2026-02-21";
const workflow = ".github/workflows/verify.yml";
const suites = { quick: "verify:quick", full: "verify:full" };
const runs = Object.values(suites);
const except = ["K*", "*-*"];

const gate = defineGate({
  id: "e3-evidence-integrity",
  slice: "E3",
  needs: [e1, e2],
  checks: [
    cacheCovers({
      harmless: ["pnpm_config_verify_deps_before_run"],
      claim:
        "No cache answers for a verdict, and evidence comes back only for the sources, settings and runtime that it was made from",
    }),
    durableReads({
      claim:
        "What the gates of D-009 and D-010 read is tracked and durable, or made from such by a declared task",
    }),
    ephemeralCovers({
      ephemeral: [
        "**/AGENT_*_PLAN_VERBATIM.md",
        "**/AGENT_*_SCRATCHPAD.md",
        "**/ORCHESTRATOR_PLAN_VERBATIM.md",
        "**/ORCHESTRATOR_SCRATCHPAD.md",
        "**/.scratch/**",
      ],
      durable: ["**/PHASE_E_*", "**/AGENT_*_FINAL_*"],
      claim: "Plans and scratchpads of agents do not last, and documents of the phase do",
    }),
    gateScripts({ scripts: ["scripts/*/verify-*.ts"], whole: "full", tasks: "turbo.json" }),
    suitesRun({
      suites,
      runners: ["scripts/suite/verify.mjs {suite}", "scripts/suite/run.mjs verify {suite}"],
      tasks: { in: "turbo.json", names: ["suite-{suite}", "evidence-{suite}"] },
    }),
    workflowRuns({ workflow: ".github/workflows/push.yml", runs: { push: ["verify:quick"] } }),
    workflowRuns({ workflow, runs: { pull_request: runs, merge_group: runs } }),
    requiredCheck({
      workflow,
      check: "required",
      events: ["pull_request", "merge_group"],
      script: "scripts/ci/required.mjs",
      results: "NEEDS",
      jobs: "scripts/ci/required-jobs.json",
    }),
    workflowsHardened({ workflows: [".github/workflows/*.{yml,yaml}"] }),
    hookRuns({
      hook: ".husky/pre-commit",
      runs: [
        "judge=$(git show :scripts/hook/pre-commit.mjs) || {",
        '  echo "phasegate: blocked: scripts/hook/pre-commit.mjs is not in the index; mend: git add scripts/hook" >&2',
        "  exit 1",
        "}",
        'printf \'%s\\n\' "$judge" | node --input-type=module - "$(git rev-parse --show-toplevel)"',
      ],
      installedBy: { script: "prepare", command: "node scripts/hook/install.mjs" },
    }),
    cadenceStated({ document: "docs/ci.md" }),
    workBreakdown({ path: `${planning}/PHASE_E_WORKBREAKDOWN.yaml`, except }),
    gatesStated({ document: `${planning}/PHASE_E_ACCEPTANCE_GATES.md`, suites, except }),
    documentContract({
      paths: [`${planning}/PHASE_E_ACCEPTANCE_GATES.md`],
      contract: {
        name: "acceptance gates",
        sections: {
          suites: section("Suites", {
            suite: column("text", z.enum(["quick", "full"]), "Suite"),
            command: column("text", "Command"),
            when: column("text", "When"),
          }),
          gates: section("Gates", {
            slice: column("text", z.string().regex(/^E\d[A-Z]?$/), "Slice"),
            gate: column("text", "Gate"),
            script: column("paths", "Script"),
          }),
        },
      },
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
