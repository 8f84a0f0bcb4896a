import { column, type DocumentContract, section } from "@phasegate/decision-records";

/** What a document that states gates and suites has to say, and where. */
export const gatesContract = {
  name: "gates",
  sections: {
    suites: section("Suites", {
      suite: column("text", "Suite"),
      command: column("text", "Command"),
      when: column("text", "When"),
    }),
    gates: section("Gates", {
      slice: column("text", "Slice"),
      gate: column("text", "Gate"),
      script: column("paths", "Script"),
    }),
  },
} satisfies DocumentContract;
