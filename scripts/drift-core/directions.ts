import type { ImportBoundary } from "@phasegate/verify-utils";

const packages = {
  apps: ["workspace:@rawr/server", "workspace:@rawr/server-e2e"],
  coordination: "workspace:@rawr/coordination",
  inngest: "workspace:@rawr/coordination-inngest",
  executor: "workspace:@rawr/inngest-executor",
  kit: "workspace:@phasegate/verify-utils",
  workspace: "workspace:@phasegate/workspace",
  report: "workspace:@phasegate/report",
  codeFacts: "workspace:@phasegate/code-facts",
  records: "workspace:@phasegate/decision-records",
  evidence: "workspace:@phasegate/test-evidence",
  mutants: "workspace:@phasegate/mutants",
  prove: "workspace:@phasegate/prove",
} as const;
const {
  coordination,
  inngest,
  executor,
  kit,
  workspace,
  report,
  codeFacts,
  records,
  evidence,
  mutants,
  prove,
} = packages;

/** Who may import whom: docs/architecture.md, "Where things live". */
export const directions: readonly ImportBoundary[] = [
  {
    name: "workspace",
    from: [workspace],
    only: [],
    reason: "the one door to a repository lies below everything",
  },
  { name: "report", from: [report], only: [], reason: "it knows results, not checks" },
  {
    name: "code-facts",
    from: [codeFacts],
    only: [workspace],
    reason: "facts know nothing of what is claimed of them",
  },
  {
    name: "decision-records",
    from: [records],
    only: [workspace],
    reason: "records know nothing of what judges them",
  },
  {
    name: "test-evidence",
    from: [evidence],
    only: [workspace],
    reason: "evidence knows nothing of what judges it",
  },
  {
    name: "mutants",
    from: [mutants],
    only: [workspace, evidence],
    reason: "it runs tests, and knows nothing of the gates that they count for",
  },
  {
    name: "kit",
    from: [kit],
    only: [codeFacts, records, evidence, report, workspace],
    reason: "checks are made of facts, and know neither the command nor the prover",
  },
  {
    name: "prove",
    from: [prove],
    only: [kit, report, codeFacts, mutants, workspace],
    reason: "it edits code and judges it by the kit, without the command around",
  },
  {
    name: "prove-tree",
    from: [prove],
    forbid: [codeFacts, "!packages/code-facts/src/{tree,index}.ts"],
    reason: "of the code facts it needs the tree, not what is known of it",
  },
  {
    name: "phasegate",
    from: ["workspace:phasegate"],
    only: [kit, prove, report, records, workspace],
    reason: "the command knows results, and facts only by way of the kit",
  },
  {
    name: "coordination",
    from: [coordination],
    only: [],
    reason: "the domain knows no runtime, no host and no gate",
  },
  {
    name: "coordination-inngest",
    from: [inngest],
    only: [coordination],
    except: [
      {
        from: ["packages/coordination-inngest/test/**"],
        to: [executor],
        reason: "tests may run it on a real executor",
      },
    ],
    reason: "it runs the domain on Inngest, for whatever host",
  },
  {
    name: "inngest-executor",
    from: [executor],
    only: [],
    reason: "it speaks a protocol, and knows no workflow",
  },
  {
    name: "apps",
    from: ["apps/**"],
    only: [...packages.apps, coordination, inngest, executor, "rawr.hq.ts"],
    reason: "what is deployed knows nothing of the kit that judges it",
  },
  {
    name: "apps-are-last",
    from: ["packages/**"],
    forbid: ["apps/**", "scripts/**", "*.ts"],
    reason: "no package needs a host, a gate or this repository to work",
  },
  {
    name: "gates",
    from: ["scripts/*/verify-*.ts"],
    forbid: [
      "**",
      "npm:*",
      "node:*",
      `!${kit}`,
      "!npm:zod",
      "!scripts/*/verify-*.ts",
      "!scripts/drift-core/directions.ts",
      "!scripts/drift-core/routes.ts",
      "!scripts/phase-e/{dedupe,finished-hook}/*.ts",
    ],
    reason: "a gate is arguments to the kit, and names the gates that it needs",
  },
  {
    name: "arguments-of-gates",
    from: ["scripts/phase-e/{dedupe,finished-hook}/*.ts", "scripts/drift-core/{directions,routes}.ts"],
    only: [kit, "npm:zod", "!node:*", "scripts/phase-e/{dedupe,finished-hook}/*.ts"],
    reason: "what a gate is made of is arguments as well",
  },
  {
    name: "composition",
    from: ["rawr.hq.ts"],
    only: [packages.apps[0]],
    reason: "it composes the host, which brings what it needs",
  },
  {
    name: "drift-core",
    from: ["scripts/drift-core/**"],
    forbid: ["scripts/phase-*/**"],
    reason: "what every phase keeps depends on none",
  },
];
