import type { ColumnContract, DocumentContract } from "./contract.ts";

const decision: ColumnContract = { names: ["Decision", "Id"], kind: "decision", required: true };
const text = (...names: readonly [string, ...string[]]): ColumnContract => ({
  names,
  kind: "text",
  required: true,
});

/** The outcome of each decision at the end of a phase, why, and what would open a deferred one again. */
export const dispositionContract = {
  name: "disposition",
  sections: {
    outcomes: {
      names: ["Outcomes", "Outcome"],
      required: true,
      columns: {
        decision,
        status: { names: ["Status", "Outcome"], kind: "status", required: true },
        reason: text("Reason", "Why", "Rationale"),
      },
    },
    watchpoints: {
      names: ["Watchpoints", "Watchpoint"],
      required: false,
      columns: {
        decision,
        trigger: text("Trigger", "What would trigger it"),
        seen: text("How it is seen", "Seen by", "Seen", "Signal"),
        looks: text("Who looks", "Looks", "Owner"),
      },
    },
  },
} as const satisfies DocumentContract;

/** What triggered the closure of each decision, and what each claim of the closure rests on. */
export const triggerEvidenceContract = {
  name: "trigger-evidence",
  sections: {
    triggers: {
      names: ["Triggers", "Trigger"],
      required: true,
      columns: { decision, trigger: text("Trigger", "What triggered it") },
    },
    claims: {
      names: ["Claims", "Claim"],
      required: true,
      columns: {
        decision,
        claim: text("Claim"),
        evidence: { names: ["Evidence", "Rests on", "Paths"], kind: "paths", required: true },
      },
    },
  },
} as const satisfies DocumentContract;
