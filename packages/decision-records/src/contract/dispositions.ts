import { column, section } from "./build.ts";
import type { DocumentContract } from "./contract.ts";

const decision = column("decision", "Decision", "Id");

/** The outcome of each decision at the end of a phase, why, and what would open a deferred one again. */
export const dispositionContract: DocumentContract = {
  name: "disposition",
  sections: {
    outcomes: section(["Outcomes", "Outcome"], {
      decision,
      status: column("status", "Status", "Outcome"),
      reason: column("text", "Reason", "Why", "Rationale"),
    }),
    watchpoints: section(
      ["Watchpoints", "Watchpoint"],
      {
        decision,
        trigger: column("text", "Trigger", "What would trigger it"),
        seen: column("text", "How it is seen", "Seen by", "Seen", "Signal"),
        looks: column("text", "Who looks", "Looks", "Owner"),
      },
      { required: false },
    ),
  },
};

/** What triggered the closure of each decision, and what each claim of the closure rests on. */
export const triggerEvidenceContract: DocumentContract = {
  name: "trigger evidence",
  sections: {
    triggers: section(["Triggers", "Trigger"], {
      decision,
      trigger: column("text", "Trigger", "What triggered it"),
    }),
    claims: section(["Claims", "Claim"], {
      decision,
      claim: column("text", "Claim"),
      evidence: column("paths", "Evidence", "Rests on", "Paths"),
    }),
  },
};
