import type { SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import { NotApplicable, type Probe } from "../check.ts";
import { callsIn } from "./calls-symbol.probes.ts";
import { editing, splice } from "./edits.ts";

/** Edits every call of a symbol in a module. */
export function atCalls(
  symbol: SymbolRef,
  module: RepoPath | undefined,
  replace: (call: string) => string | undefined,
): Probe["apply"] {
  if (module === undefined) return () => new NotApplicable("the gate names no module for it");
  return editing(module, (text, context) =>
    callsIn(context, { symbol, from: { module } }).reduce((edited, { location: { start, end } }) => {
      const by = replace(text.slice(start.offset, end.offset));
      return by === undefined ? edited : splice(edited, start.offset, end.offset, by);
    }, text),
  );
}

/** The call with its first argument replaced by a copy of it. */
export function onAnother(call: string): string | undefined {
  const first = /^([^(]*\()\s*([\w$]+)\s*(?=[,)])/.exec(call);
  return first === null ? undefined : `${first[1]}{ ...${first[2]} }${call.slice(first[0].length)}`;
}

/** The call of another function that has the same name. */
export function ofImpostor(name: string, call: string): string {
  return `((${name}: (...all: unknown[]) => void) => ${call.replace(/^[^(]*/, name)})(() => undefined)`;
}
