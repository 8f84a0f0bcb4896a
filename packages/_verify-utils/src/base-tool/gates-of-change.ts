import { type Definition, definitionSchema } from "@phasegate/report";
import { openWorkingTree } from "@phasegate/workspace";
import type { Check } from "../check.ts";
import type { Config } from "../config.ts";
import { type Demand, plainDemand } from "../demand/demand.ts";
import { found } from "../finding.ts";
import type { Gate } from "../gate.ts";
import type { BaseGates } from "../gates-kept/base-gates.ts";
import { type DefinedGates, definitionOf } from "../gates-kept/definition.ts";
import { gateSources, isSame } from "../gates-kept/gate-sources.ts";
import { ownCheck } from "../own-check.ts";
import { type BaseTool, withBaseTool, withOwnTool } from "./base-tool.ts";
import { type AtBaseRequest, ask } from "./gates-at-base.ts";

export interface OfChangeRequest extends Omit<AtBaseRequest, "base"> {
  /** Folder of the repository whose gates and kit judge. */
  readonly gatesFolder: string;
}

/**
 * Where the gates of a base judge a change: those gates, beside what the change made of them. The change's own kit tells
 * that, in a process of its own; a kit that was made to lie is not found out by it.
 */
export async function gatesOfChange(request: OfChangeRequest): Promise<BaseGates> {
  const { workspace, judged, memo, process, config, gatesFolder } = request;
  const [own, theirs] = [gateSources(openWorkingTree(gatesFolder), memo), gateSources(workspace, memo)];
  if (
    own !== undefined &&
    theirs !== undefined &&
    isSame(own.gates, theirs.gates) &&
    isSame(own.kit, theirs.kit)
  )
    return { kind: "same" };
  const command = "phasegate verify";
  if (judged === "index")
    return {
      kind: "unknown",
      why: "the gates of an index cannot be run; commit it, or judge the working tree",
      command,
    };
  const use = (tool: BaseTool) => ask(tool, ["gates", "definition"], definitionSchema, "the change's");
  const answer =
    typeof judged === "object"
      ? await withBaseTool(workspace.root, judged.at, process, use)
      : await withOwnTool(workspace.root, process, use);
  if (answer.kind === "unavailable") return { ...answer, kind: "unknown" };
  const { result } = answer;
  if ("why" in result) return result;
  return {
    kind: "known",
    kit: "same",
    definition: definitionOf(config),
    now: toldGates(result, config),
    counterexamples: { schema: "phasegate.counterexamples/1", counterexamples: [], notApplicable: [] },
  };
}

/** Gates from what another kit tells of them: they can be compared, not judged by. */
function toldGates(definition: Definition, own: Config): DefinedGates {
  const orders = new Map<string, Demand>();
  for (const { checks } of own.gates) for (const { kind, demand } of checks) orders.set(kind, demand);
  const gates = new Map<string, Gate>();
  const make = (id: string, above: readonly string[]): Gate | undefined => {
    const told = definition.gates.find((one) => one.id === id);
    if (gates.has(id) || told === undefined || above.includes(id)) return gates.get(id);
    const needs = told.needs.flatMap((need) => make(need, [...above, id]) ?? []);
    const checks = told.checks.map((check) => toldCheck(check, orders.get(check.kind)));
    gates.set(id, { ...told, needs, checks });
    return gates.get(id);
  };
  for (const { id } of definition.gates) make(id, []);
  return { gates: [...gates.values()], definition };
}

function toldCheck(
  { name, kind, claim, own, demands }: Definition["gates"][number]["checks"][number],
  order: Demand | undefined,
): Check {
  const check: Check = {
    name,
    kind,
    claim,
    subject: { kind: "decisions" },
    supports: [],
    demand: order?.of(demands) ?? plainDemand({}).of(demands),
    evaluate: () => ({
      findings: [found("check-crashed", { error: "a check of another kit", where: kind })],
      scope: { selected: 0, candidates: 0, unit: "things", roster: "none" },
    }),
    counterexamples: [],
    invariances: [],
  };
  return own ? ownCheck(check) : check;
}
