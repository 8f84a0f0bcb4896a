import type { ImportBoundary } from "@phasegate/verify-utils";

const kit = "workspace:@phasegate/verify-utils";
const workspace = "workspace:@phasegate/workspace";
const report = "workspace:@phasegate/report";
const codeFacts = "workspace:@phasegate/code-facts";
const records = "workspace:@phasegate/decision-records";
const evidence = "workspace:@phasegate/test-evidence";

/** Who may import whom, as docs/architecture.md says where things live. */
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
    reason: "facts know nothing of what is claimed about them",
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
];
