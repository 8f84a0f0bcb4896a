import {
  type Counterexamples,
  counterexamplesSchema,
  type Definition,
  definitionSchema,
} from "@phasegate/report";
import type { Base, Memo, Workspace } from "@phasegate/workspace";
import type { z } from "zod";
import type { Config } from "../config.ts";
import { contextOf } from "../context.ts";
import type { BaseGates } from "../gates-kept/base-gates.ts";
import { definedGates } from "../gates-kept/definition.ts";
import { gateSources, isSame } from "../gates-kept/gate-sources.ts";
import { compareWithBase, toTry } from "../gates-kept/judge-gates.ts";
import { checkKey } from "../gates-kept/make-counterexamples.ts";
import type { Judged } from "../judged.ts";
import type { Process } from "../process.ts";
import { type BaseTool, withBaseTool } from "./base-tool.ts";

export interface AtBaseRequest {
  readonly workspace: Workspace;
  readonly judged: Judged;
  readonly base: Base;
  readonly config: Config;
  readonly memo: Memo;
  readonly process: Process;
}

/**
 * The gates of the base. Where their sources are those of now, nothing is run for it; otherwise the base's own kit, in
 * processes of its own, says what they demanded, and what has to turn them red.
 */
export async function gatesAtBase(request: AtBaseRequest): Promise<BaseGates> {
  const { base, workspace, memo, process } = request;
  if (base.kind === "none") return { kind: "waived" };
  if (base.kind === "unknown") return base;
  const before = gateSources(base.workspace, memo);
  if (base.kind === "root" || before === undefined) return { kind: "absent" };
  const now = gateSources(workspace, memo);
  const isKitSame = now !== undefined && isSame(before.kit, now.kit);
  if (isKitSame && isSame(before.gates, now.gates) && !before.isOpen && !now.isOpen) return { kind: "same" };
  const kit = isKitSame ? "same" : "changed";
  const answer = await withBaseTool(workspace.root, base.commit, process, (tool) =>
    told(tool, kit, base.commit, request),
  );
  if (answer.kind === "done") return answer.result;
  const { why, command } = answer;
  return { kind: "unknown", why, command };
}

async function told(
  tool: BaseTool,
  kit: "same" | "changed",
  commit: string,
  request: AtBaseRequest,
): Promise<BaseGates> {
  const definition = await ask(tool, ["gates", "definition"], definitionSchema);
  if ("why" in definition) return definition;
  const known = { kind: "known", kit, definition, counterexamples: none } as const;
  const { config, memo, base, workspace } = request;
  const context = contextOf(workspace, { decisions: [] }, { config, memo, base: () => base });
  const wanted = toTry(known, compareWithBase(known, definedGates(config), context));
  if (wanted.length === 0) return known;
  const keys = wanted.map(({ gate, check }) => checkKey(gate, check.name));
  const args = [
    "gates",
    "counterexamples",
    ...contentArguments(request, commit),
    "--checks",
    ...new Set(keys),
  ];
  const counterexamples = await ask(tool, args, counterexamplesSchema);
  return "why" in counterexamples ? counterexamples : { ...known, counterexamples };
}

const none: Counterexamples = {
  schema: "phasegate.counterexamples/1",
  counterexamples: [],
  notApplicable: [],
};

/** How another phasegate is told which content to look at. */
function contentArguments({ workspace, judged }: AtBaseRequest, commit: string): readonly string[] {
  const kind = typeof judged === "object" ? ["--at", judged.at] : judged === "index" ? ["--index"] : [];
  return ["--repository", workspace.root, "--base", commit, ...kind];
}

type Unknown = Extract<BaseGates, { readonly kind: "unknown" }>;

export async function ask<T extends Definition | Counterexamples>(
  tool: BaseTool,
  args: readonly string[],
  schema: z.ZodType<T>,
  whose = "the base's",
): Promise<T | Unknown> {
  const { code, stdout, stderr } = await tool.run(args);
  const asked = `phasegate ${args.slice(0, 2).join(" ")}`;
  // Nothing that is done here makes another commit answer; a later one may.
  const command = "phasegate verify --base <a commit whose phasegate can tell>";
  if (code !== 0) {
    const [line = "no output"] = stderr.split("\n").filter((one) => one.trim() !== "");
    return {
      kind: "unknown",
      why: `${whose} \`${asked}\` ended with ${code ?? "a signal"}: ${line}`,
      command,
    };
  }
  const parsed = schema.safeParse(fromJson(stdout));
  if (parsed.success) return parsed.data;
  return { kind: "unknown", why: `${whose} \`${asked}\` answers in another format`, command };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
