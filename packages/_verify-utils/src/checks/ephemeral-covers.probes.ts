import { readText } from "@phasegate/workspace";
import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { defaultPolicy } from "../config.ts";
import { configNames } from "../load-config.ts";
import { configuredEphemeral } from "../wiring/configured-ephemeral.ts";
import { ephemeralBy } from "./durable.ts";
import { splice } from "./edits.ts";
import { examplesOf } from "./ephemeral-covers.examples.ts";
import type { EphemeralCovers } from "./ephemeral-covers.ts";

/** The configuration with another list of what is ephemeral. */
function stating(list: (globs: readonly string[]) => string): Probe["apply"] {
  return (context) => {
    const path = configNames.find((name) => context.workspace.entry(name) === "file");
    const stated = path === undefined ? undefined : configuredEphemeral(context, path);
    const text = path === undefined ? undefined : readText(context.workspace, path);
    if (path === undefined || text === undefined) return new NotApplicable("there is no configuration");
    const written = list(stated?.globs ?? defaultPolicy.ephemeral);
    if (stated?.span !== undefined) return { [path]: splice(text, ...stated.span, written) };
    const opened = text.replace(/\bpolicy: \{/, `$& ephemeral: ${written},`);
    return opened === text ? new NotApplicable("the configuration has no policy") : { [path]: opened };
  };
}

export function coversCounterexamples({
  ephemeral: [first],
  durable,
}: EphemeralCovers): readonly Counterexample[] {
  const [lasting] = durable;
  return [
    { name: "nothing is ephemeral", expect: "ephemeral-differs", apply: stating(() => "[]") },
    {
      name: "something less is ephemeral",
      expect: "ephemeral-differs",
      apply: stating((globs) =>
        JSON.stringify(globs.filter((glob) => !examplesOf(first).some((one) => ephemeralBy(one, [glob])))),
      ),
    },
    {
      name: "what is ephemeral is misspelt",
      expect: "ephemeral-differs",
      apply: stating((globs) => JSON.stringify(globs.map((glob) => `${glob}x`))),
    },
    {
      name: "what is ephemeral is computed",
      expect: "wiring-undecidable",
      apply: stating((globs) => `${JSON.stringify(globs)}.filter((one) => one.length > 99)`),
    },
    ...(lasting === undefined
      ? []
      : [
          {
            name: "what lasts is ephemeral",
            expect: "ephemeral-differs",
            apply: stating((globs) => JSON.stringify([...globs, lasting])),
          } as const,
        ]),
  ];
}

export function coversInvariances(): readonly Invariance[] {
  return [
    {
      name: "what is ephemeral stands in another order",
      apply: stating((globs) => JSON.stringify(globs.toReversed())),
    },
    {
      name: "something more is ephemeral",
      apply: stating((globs) => JSON.stringify([...globs, "**/phasegate-probe/**"])),
    },
  ];
}
