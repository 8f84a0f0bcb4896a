import type { SymbolRef } from "@phasegate/code-facts";
import { isFunction, type Node, type Oxc, walk } from "@phasegate/code-facts/tree";
import type { RepoPath } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";
import { outermost, type Rewrite, rewritten, type Source, sourceOf, textOf } from "./source.ts";

/** A call that an edit is about, with the statement that it is, if it is one. */
export interface CallPlace {
  readonly source: Source;
  readonly call: Oxc.CallExpression;
  /** Its text. */
  readonly text: string;
  /** The statement that consists of the call (and an `await` or `void`) only. */
  readonly statement: Oxc.ExpressionStatement | undefined;
}

/** Every call of a symbol in a module, in the order of the text. */
export function callPlaces(context: CheckContext, symbol: SymbolRef, module: RepoPath): readonly CallPlace[] {
  const source = sourceOf(context, module);
  if (source === undefined) return [];
  const { calls } = context.code.callsOf(symbol, [module]);
  return calls.flatMap(({ kind, location }): CallPlace[] => {
    if (kind !== "call") return [];
    const call = callAt(source, location.start.offset, location.end.offset);
    if (call === undefined) return [];
    return [{ source, call, text: textOf(source, call), statement: statementOf(call) }];
  });
}

function callAt({ program }: Source, start: number, end: number): Oxc.CallExpression | undefined {
  let found: Oxc.CallExpression | undefined;
  walk(program, (node) => {
    if (node.type === "CallExpression" && node.start === start && node.end === end) found = node;
    return node.start <= start && node.end >= end;
  });
  return found;
}

function statementOf(call: Node): Oxc.ExpressionStatement | undefined {
  const parent = call.parent;
  if (parent?.type === "ExpressionStatement") return parent;
  const isThrough = parent?.type === "AwaitExpression" || parent?.type === "UnaryExpression";
  return isThrough ? statementOf(parent) : undefined;
}

/** The function around a node, with a body of statements. */
export function functionAround(
  node: Node,
): { readonly body: Oxc.FunctionBody; readonly params: string[] } | undefined {
  for (let at = node.parent; at !== null && at !== undefined; at = at.parent) {
    if (!isFunction(at) || at.body?.type !== "BlockStatement") continue;
    const params = at.params.flatMap((one) => (one.type === "Identifier" ? [one.name] : []));
    return { body: at.body, params };
  }
  return undefined;
}

/** Edits at every call of a symbol in a module, counted from 0. */
export function atCallPlaces(
  symbol: SymbolRef,
  module: RepoPath | undefined,
  none: string,
  edit: (place: CallPlace, index: number) => readonly Rewrite[],
): Probe["apply"] {
  return (context) => {
    if (module === undefined) return new NotApplicable("the gate names no module for it");
    const places = callPlaces(context, symbol, module);
    const [first] = places;
    // Of calls inside calls, the outer one has the inner one in it.
    const rewrites = outermost(places.flatMap(edit));
    if (first === undefined || rewrites.length === 0) return new NotApplicable(none);
    return { [module]: rewritten(first.source.text, rewrites) };
  };
}

/** Edits at every call of a symbol in a module, or nowhere: a call that stays as it is may be the one that matters. */
export function atEveryCallPlace(
  symbol: SymbolRef,
  module: RepoPath | undefined,
  none: string,
  edit: (place: CallPlace) => readonly Rewrite[],
): Probe["apply"] {
  return (context) => {
    const places = module === undefined ? [] : callPlaces(context, symbol, module);
    const editable = places.filter((place) => edit(place).length > 0);
    if (editable.length > 0 && editable.length < places.length)
      return new NotApplicable(`of one of several calls, ${none}`);
    return atCallPlaces(symbol, module, none, edit)(context);
  };
}
