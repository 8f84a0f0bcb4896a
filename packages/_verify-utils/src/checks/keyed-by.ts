import type { KeyedByAnswer, KeyPlace } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckOptions, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { callScope, moduleFinding, moduleRoster, oneLine, reasonText } from "./code-places.ts";
import { keyedDemand } from "./keyed-by.demand.ts";
import { keyedCounterexamples, keyedInvariances } from "./keyed-by.probes.ts";

export interface KeyedBy extends CheckOptions {
  /** A top-level constant that holds a `Map`, `WeakMap`, `Set` or `WeakSet`; `name` is its local name. */
  readonly cache: { readonly module: RepoPath; readonly name: string };
  /** The only things that it may be asked by. */
  readonly keys: readonly KeyPlace[];
}

/** The cache lives in one module, and every access is keyed by one of the named parameters. */
export function keyedBy(args: KeyedBy): Check {
  const { cache, keys } = args;
  return ownCheck({
    kind: "keyedBy",
    name: args.name ?? `keyedBy:${cache.name}`,
    claim: args.claim ?? `\`${cache.name}\` is keyed by ${keys.map(keyText).join(" or ")} and nothing else`,
    subject: { kind: "export", module: cache.module, export: cache.name },
    supports: everyKind,
    demand: keyedDemand(spoken(args)),
    evaluate: (context) => {
      const answer = context.code.keyedBy({ cache, keys, candidates: moduleRoster(context) });
      const broken = moduleFinding(context, cache.module);
      return {
        findings: broken === undefined ? answerFindings(args, answer) : [broken],
        scope: callScope(answer.scope, "accesses"),
      };
    },
    counterexamples: keyedCounterexamples(args),
    invariances: keyedInvariances(args),
  });
}

const hows = {
  "no-cache": "there is no such map or set at the top level of the module",
  "another-key": "here it is asked by another key",
  "leaves-module": "here it is used by another module",
  "whole-cache": "here it is used as a whole",
} as const;

function answerFindings({ cache, keys }: KeyedBy, answer: KeyedByAnswer): Finding[] {
  switch (answer.kind) {
    case "passed":
      return [];
    case "failed":
      return [
        found(
          "cache-key-differs",
          { cache: cache.name, keys: keys.map(keyText), how: hows[answer.reason] },
          locationOf(answer.at),
        ),
      ];
    case "undecided":
      return [
        found(
          "cache-undecidable",
          { cache: cache.name, expression: oneLine(answer.expression), reason: reasonText(answer.reason) },
          locationOf(answer.at),
        ),
      ];
  }
}

function keyText({ function: by, parameter, path }: KeyPlace): string {
  const member = path === undefined ? "" : `\`${path}\` of `;
  return `${member}argument ${parameter + 1} of \`${by.export}\``;
}
