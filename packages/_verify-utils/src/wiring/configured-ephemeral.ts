import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Location, locationOf } from "../finding.ts";
import { inputOf, propertyOf } from "./configured-gates.ts";

/** What the code of the configuration calls ephemeral; `undefined` where it says nothing, and the default holds. */
export type ConfiguredEphemeral =
  | {
      readonly kind: "stated";
      readonly globs: readonly string[];
      readonly location: Location;
      readonly span: readonly [start: number, end: number];
    }
  | { readonly kind: "computed"; readonly globs?: never; readonly location?: never; readonly span?: never }
  | undefined;

export function configuredEphemeral(context: CheckContext, path: RepoPath): ConfiguredEphemeral {
  const input = inputOf(context, path, ["policy", "ephemeral"]);
  if (input.kind !== "object") return { kind: "computed" };
  const policy = propertyOf(input, "policy");
  if (policy === undefined) return undefined;
  if (policy.kind !== "object") return { kind: "computed" };
  const stated = propertyOf(policy, "ephemeral");
  if (stated === undefined) return undefined;
  const texts = stated.kind === "array" ? stated.items : [];
  const globs = texts.flatMap((one) => (one.kind === "string" ? [one.value] : []));
  return stated.kind === "array" && globs.length === texts.length
    ? {
        kind: "stated",
        globs,
        location: locationOf(stated.location),
        span: [stated.location.start.offset, stated.location.end.offset],
      }
    : { kind: "computed" };
}
