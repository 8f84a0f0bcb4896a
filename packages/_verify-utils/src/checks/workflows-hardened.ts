import { glob } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { type Laxity, laxities } from "../wiring/laxities.ts";
import { placeOf } from "../wiring/part.ts";
import { readSettings } from "../wiring/settings.ts";
import { workflowOf } from "../wiring/workflow.ts";
import { hardenedDemand } from "./workflows-hardened.demand.ts";
import { hardenedCounterexamples, hardenedInvariances } from "./workflows-hardened.probes.ts";

export interface WorkflowsHardened extends CheckOptions {
  /** Globs of workflows of GitHub Actions. */
  readonly workflows: readonly string[];
  /** Permissions to write that jobs have: `<job>: <permission>`. */
  readonly writes?: readonly string[];
}

/**
 * Workflows run pinned actions with the least permissions, keep no credentials, read no cache, and put nothing of an event into a
 * shell line. Source: GitHub, "Secure use reference".
 */
export function workflowsHardened(args: WorkflowsHardened): Check {
  const [first = ""] = args.workflows;
  return ownCheck({
    kind: "workflowsHardened",
    name: args.name ?? "workflowsHardened",
    claim:
      args.claim ??
      "Workflows run what is pinned, may do no more than they have to, and trust no cache and no text of a change",
    subject: { kind: "document", path: first },
    supports: everyKind,
    demand: hardenedDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: hardenedCounterexamples(args),
    invariances: hardenedInvariances(args),
  });
}

function evaluate({ workflows, writes = [] }: WorkflowsHardened, context: CheckContext): Evaluation {
  const paths = glob(context.workspace, workflows);
  return {
    findings: paths.flatMap((path): Finding[] => {
      const settings = readSettings(context, path);
      if (settings.kind !== "read") {
        const why = settings.kind === "absent" ? "it is gone" : settings.why;
        return [found("wiring-undecidable", { path, why }, { path })];
      }
      return laxities(workflowOf(path, settings.root), writes).map((one: Laxity) =>
        found(
          "workflow-lax",
          { workflow: path, why: one.why, instead: one.instead },
          placeOf(path, one.part),
        ),
      );
    }),
    scope: {
      selected: paths.length,
      candidates: paths.length,
      unit: "workflows",
      roster: workflows.join(", "),
    },
  };
}
