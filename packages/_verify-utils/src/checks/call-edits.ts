import type { SymbolRef } from "@phasegate/code-facts";
import { isFunction, walk } from "@phasegate/code-facts/tree";
import { type Edits, type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";
import { atCallTexts, calledAtOnce } from "../edits/call-text.ts";
import { sourceOf, textOf } from "../edits/source.ts";
import { modulesAmong } from "./code-places.ts";
import { splice } from "./edits.ts";

/** Edits every call of a symbol in a module so that what it throws, or rejects with, is lost. */
export function swallowed(symbol: SymbolRef, module: RepoPath | undefined): Probe["apply"] {
  return (context) => {
    const answers = isAsync(context, symbol);
    if (answers === undefined) return new NotApplicable(`${symbol.export} is no function of this repository`);
    return atCallTexts(symbol, module, (call) =>
      answers
        ? `${call.whole}.catch(() => undefined)`
        : calledAtOnce(`try { return ${call.whole}; } catch { return undefined; }`, call),
    )(context);
  };
}

/** Whether a function answers by a promise, as it is declared; `undefined` when that cannot be read. */
function isAsync(context: CheckContext, symbol: SymbolRef): boolean | undefined {
  const found = context.code.exportOf(symbol);
  if (found.kind !== "found") return undefined;
  const { start, end } = found.declaration.location;
  const source = sourceOf(context, found.declaration.module);
  if (source === undefined) return undefined;
  let answer: boolean | undefined;
  walk(source.program, (node) => {
    if (answer !== undefined || node.end <= start.offset || node.start >= end.offset) return false;
    if (!isFunction(node) || node.start < start.offset) return true;
    const type = node.returnType == null ? "" : textOf(source, node.returnType);
    answer = node.async || /^:\s*Promise\b/.test(type);
    return false;
  });
  return answer;
}

/** An edit of the calls in one module that takes those in all others away, so that no other one stands in for them. */
export function alone(
  symbol: SymbolRef,
  module: RepoPath | undefined,
  among: readonly string[] | undefined,
  apply: Probe["apply"],
): Probe["apply"] {
  return (context) => {
    const edits = apply(context);
    return edits instanceof NotApplicable
      ? edits
      : { ...withoutCalls(context, symbol, module, among), ...edits };
  };
}

function withoutCalls(
  context: CheckContext,
  symbol: SymbolRef,
  kept: RepoPath | undefined,
  among: readonly string[] | undefined,
): Edits {
  const { calls } = context.code.callsOf(symbol, modulesAmong(context, among));
  const edits: Record<RepoPath, string> = {};
  const others = calls.filter(({ kind, location }) => kind === "call" && location.path !== kept);
  for (const { location } of others.toReversed()) {
    const text = edits[location.path] ?? readText(context.workspace, location.path) ?? "";
    edits[location.path] = splice(text, location.start.offset, location.end.offset, "undefined");
  }
  return edits;
}
