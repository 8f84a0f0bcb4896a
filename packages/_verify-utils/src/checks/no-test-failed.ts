import type { Check, CheckOptions } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { ownCheck } from "../own-check.ts";
import { noFailureDemand } from "./no-test-failed.demand.ts";
import { anyTestCounterexamples } from "./no-test-failed.probes.ts";
import { evidenceOf, evidenceScope } from "./tests-passed.evidence.ts";
import { failures } from "./tests-passed.findings.ts";
import { testsInvariances } from "./tests-passed.invariances.ts";

export interface NoTestFailed extends CheckOptions {
  /** Name of the workspace package whose tests ran. */
  readonly package: string;
}

/** No test of the package failed in this tree, whether a gate names it or not. */
export function noTestFailed(args: NoTestFailed): Check {
  const { package: name } = args;
  return ownCheck({
    kind: "noTestFailed",
    name: args.name ?? `noTestFailed:${name}`,
    claim: args.claim ?? `No test of ${name} fails`,
    subject: { kind: "tests", package: name, file: name },
    supports: ["working-tree", "index", "overlay"],
    demand: noFailureDemand(spoken(args)),
    evaluate: (context) => {
      const { document, findings } = evidenceOf(name, context);
      const ran = (document?.modules ?? [])
        .flatMap(({ tests }) => tests)
        .filter(({ state }) => state === "passed");
      const failed = document === undefined ? [] : failures(name, document, context.decisions);
      return { findings: [...findings, ...failed], scope: evidenceScope(name, ran.length, document) };
    },
    counterexamples: anyTestCounterexamples(name),
    invariances: testsInvariances({ package: name }),
  });
}
