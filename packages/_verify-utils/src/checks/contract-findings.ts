import type { ContractProblem } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Finding, found, locationOf } from "../finding.ts";

const expected = {
  text: "text",
  decision: "the id of a decision, first",
  status: "a status of the vocabulary, alone",
  paths: "links, or paths in code marks",
} as const;

const hows = {
  "section-missing": "missing",
  "section-empty": "empty",
  "section-repeated": "repeated",
} as const;

/** What a document's departure from its contract is called. */
export function contractFinding(document: RepoPath, problem: ContractProblem): Finding {
  const { section } = problem;
  const at = locationOf(problem.location);
  switch (problem.code) {
    case "section-missing":
    case "section-empty":
    case "section-repeated":
      return found("document-section-missing", { document, section, how: hows[problem.code] }, at);
    case "cell-missing": {
      const { column, row } = problem;
      return found("document-cell-missing", { document, section, column, row }, at);
    }
    case "cell-unreadable": {
      const { column, text, kind } = problem;
      return found(
        "document-cell-unreadable",
        { document, section, column, text, expected: expected[kind] },
        at,
      );
    }
  }
}
