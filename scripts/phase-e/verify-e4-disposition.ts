import {
  decisionEvidence,
  decisionRules,
  defineGate,
  dispositionAgrees,
  dispositionContract,
  documentContract,
  documentsMention,
  main,
  statusesAgree,
  triggerEvidenceContract,
} from "@phasegate/verify-utils";
import boundary from "../drift-core/verify-import-boundary.ts";
import k1 from "../kit/verify-k1-facts.ts";
import e1 from "./verify-e1-dedupe-policy.ts";
import e2 from "./verify-e2-finished-hook-policy.ts";

const packet = "docs/projects/orpc-ingest-workflows-spec";
const runtimePass = `${packet}/_phase-e-runtime-execution-pass-01-2026-02-21`;
const axes = ["04-context-propagation", "05-errors-observability", "06-middleware"].map(
  (axis) => `${packet}/axes/${axis}.md`,
);
const disposition = `${runtimePass}/E4_DISPOSITION.md`;
const triggerEvidence = `${runtimePass}/E4_TRIGGER_EVIDENCE.md`;

const gate = defineGate({
  id: "e4-disposition",
  slice: "E4",
  decisions: ["D-009", "D-010"],
  needs: [e1, e2, k1, boundary],
  checks: [
    ...decisionRules(),
    decisionEvidence({ id: "D-009", statuses: ["closed"] }),
    decisionEvidence({ id: "D-010", statuses: ["closed"] }),
    decisionEvidence({ id: "D-011" }),
    decisionEvidence({ id: "D-012" }),
    decisionEvidence({ id: "D-015", statuses: ["closed"] }),
    documentsMention({ id: "D-009", names: [...axes, disposition, triggerEvidence] }),
    documentsMention({ id: "D-010", names: [...axes, disposition, triggerEvidence] }),
    statusesAgree(),
    documentContract({ paths: [disposition], contract: dispositionContract }),
    documentContract({ paths: [triggerEvidence], contract: triggerEvidenceContract }),
    dispositionAgrees({ document: disposition, evidence: triggerEvidence }),
  ],
});

export default gate;
main(import.meta.url, gate);
