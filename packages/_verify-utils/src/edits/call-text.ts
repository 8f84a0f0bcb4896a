import type { SymbolRef } from "@phasegate/code-facts";
import { isFunction, type Node, walk } from "@phasegate/code-facts/tree";
import type { RepoPath } from "@phasegate/workspace";
import { NotApplicable, type Probe } from "../check.ts";
import { type CallPlace, callPlaces } from "./call-places.ts";
import type { Source } from "./source.ts";

/** What stands in a function has to be waited for when it waits, and cannot be moved into another one when it yields. */
export interface Waiting {
  readonly lazy: "async " | "";
  readonly wait: "await " | "";
  readonly yields: boolean;
}

/** How code waits, what its own functions do aside. */
export function waitingOf(code: Node): Waiting {
  let [awaits, yields] = [false, false];
  walk(code, (node) => {
    awaits ||= node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await);
    yields ||= node.type === "YieldExpression";
    return !isFunction(node);
  });
  return { lazy: awaits ? "async " : "", wait: awaits ? "await " : "", yields };
}

/** A call as it is written, with whatever was replaced in it. */
export interface CallText extends Waiting {
  /** What is called, in its parentheses. */
  readonly callee: string;
  /** Its type arguments, or nothing. */
  readonly types: string;
  /** Its arguments, with their parentheses. */
  readonly args: string;
  readonly whole: string;
}

/** Edits every call of a symbol in a module, those inside others first; `undefined` leaves one as it is. */
export function atCallTexts(
  symbol: SymbolRef,
  module: RepoPath | undefined,
  replace: (call: CallText) => string | undefined,
): Probe["apply"] {
  return (context) => {
    if (module === undefined) return new NotApplicable("the gate names no module for it");
    const places = callPlaces(context, symbol, module);
    const [first] = places;
    if (first === undefined) return new NotApplicable(`nothing calls ${symbol.export}`);
    const { text } = first.source;
    const edited = rendered(first.source, places, replace, 0, text.length);
    return edited === text
      ? new NotApplicable(`no call of ${symbol.export} offers a place`)
      : { [module]: edited };
  };
}

type Replace = Parameters<typeof atCallTexts>[2];

function rendered(
  source: Source,
  places: readonly CallPlace[],
  replace: Replace,
  start: number,
  end: number,
): string {
  const inside = places.filter(({ call }) => call.start >= start && call.end <= end);
  const outer = inside.filter(
    (one) =>
      !inside.some(
        ({ call }) => call !== one.call && call.start <= one.call.start && call.end >= one.call.end,
      ),
  );
  let [result, from] = ["", start];
  for (const place of outer) {
    const { call } = place;
    const others = inside.filter((one) => one !== place);
    const part = (first: number, last: number) => rendered(source, others, replace, first, last);
    const open = calleeEnd(place);
    const given = call.typeArguments?.end ?? open;
    const [callee, types, args] = [part(call.start, open), part(open, given), part(given, call.end)];
    const whole = `${callee}${types}${args}`;
    const waiting = waitingOf(call);
    result +=
      source.text.slice(from, call.start) + (replace({ ...waiting, callee, types, args, whole }) ?? whole);
    from = call.end;
  }
  return result + source.text.slice(from, end);
}

/** Behind what is called and the parentheses around it. */
function calleeEnd({ source: { text }, call }: CallPlace): number {
  const opened = text.slice(call.start, call.callee.start).split("(").length - 1;
  let end = call.callee.end;
  for (let closed = 0; closed < opened; closed += 1) end = text.indexOf(")", end) + 1;
  return end;
}

/** The call of another function that has the same name; none where it would have to yield. */
export function ofImpostor(
  name: string,
  { types: _, args, lazy, wait, yields }: CallText,
): string | undefined {
  if (yields) return undefined;
  const call = `${wait}(${lazy}(${name}: (...all: unknown[]) => void) => ${name}${args})(() => undefined)`;
  return `(${call})`;
}

/** Code in a function of its own that is called at once; none where it would have to yield. */
export function calledAtOnce(body: string, { lazy, wait, yields }: Waiting): string | undefined {
  return yields ? undefined : `(${wait}(${lazy}() => { ${body} })())`;
}
