import type { SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import type { Probe } from "../check.ts";
import { atEveryCallPlace, type CallPlace, functionAround } from "./call-places.ts";
import { type Rewrite, textOf } from "./source.ts";

interface Swap {
  readonly name: string;
  readonly apply: Probe["apply"];
}

/** Edits after which an argument of a call is another thing than before. */
export function otherArguments(
  symbol: SymbolRef,
  module: RepoPath | undefined,
  argument: number,
): readonly Swap[] {
  const swap = (
    name: string,
    none: string,
    by: (written: string, place: CallPlace) => string | undefined,
  ): Swap => ({
    name,
    apply: atEveryCallPlace(symbol, module, none, (place) => replaceArgument(place, argument, by)),
  });
  const nth = argument + 1;
  return [
    swap(`argument ${nth} is a copy`, "there is no such argument", (it) => `{ ...${it} }`),
    swap(`argument ${nth} inherits from it`, "there is no such argument", (it) => `Object.create(${it})`),
    swap(
      `argument ${nth} is another one on one way`,
      "there is no such argument",
      (it) => `(process.argv.length > 2 ? ${it} : ({} as never))`,
    ),
    swap(`argument ${nth} is another parameter`, "the function has no other parameter", (it, { call }) => {
      const other = functionAround(call)?.params.find((name) => name !== it);
      return other === undefined ? undefined : `${other} as never`;
    }),
    {
      name: `argument ${nth} is another thing afterwards`,
      apply: atEveryCallPlace(symbol, module, "it is no parameter of the function around the call", (place) =>
        reassigned(place, argument),
      ),
    },
  ];
}

function replaceArgument(
  place: CallPlace,
  argument: number,
  by: (written: string, place: CallPlace) => string | undefined,
): readonly Rewrite[] {
  const node = place.call.arguments[argument];
  if (node === undefined) return [];
  const text = by(textOf(place.source, node), place);
  return text === undefined ? [] : [{ start: node.start, end: node.end, by: text }];
}

/** The parameter is given another value once the call is over. */
function reassigned({ source, call, statement }: CallPlace, argument: number): readonly Rewrite[] {
  const node = call.arguments[argument];
  const name = node === undefined ? undefined : textOf(source, node);
  if (name === undefined || statement === undefined || !functionAround(call)?.params.includes(name))
    return [];
  return [{ start: statement.end, end: statement.end, by: ` ${name} = { ...${name} };` }];
}
