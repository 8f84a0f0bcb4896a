import { finding, list } from "./define.ts";

/** Findings about what a program is composed of: its metadata, its routes, and what must not decide in it. */
export const compositionFindings = {
  "key-present": finding<{ key: string; position: string }>({
    verdict: "failed",
    title: "A property that must be gone is named",
    message: ({ key, position }) =>
      `\`${key}\` is ${position === "text" ? "spelled in a text" : position} here`,
    mend: ({ key }) => `take \`${key}\` out; what it said has another place, or none`,
    meaning:
      "The property is a legacy of something that was decided otherwise. As long as a type, a parser, a template or a wiring knows it, it can come back without anybody deciding so. The word in prose, in a comment or as the name of a variable is harmless.",
    sample: { key: "templateRole", position: "declared" },
  }),
  "key-admitted": finding<{ keys: readonly string[]; by: string }>({
    verdict: "failed",
    title: "Properties that must be gone would be let in",
    message: ({ keys, by }) => `${by} admits any property, and so ${list(keys)}`,
    mend: () => "name the properties that there are, and let no other one in",
    meaning:
      "A type with an index signature, or a schema that keeps what it does not name, accepts the legacy properties as well as any other. They could come back without a line that says so.",
    sample: { keys: ["templateRole", "channel"], by: "`RawrIdentity`" },
  }),
  "named-twice": finding<{ element: string; list: string }>({
    verdict: "failed",
    title: "A list names something twice",
    message: ({ element, list }) => `${list} names \`${element}\` once more`,
    mend: ({ element }) => `name \`${element}\` once`,
    meaning:
      "What is registered twice runs twice, or one of the two is never reached. The gate demands that the list names each thing once.",
    sample: { element: "api system", list: "what rawr.hq.ts registers" },
  }),
  "branched-on": finding<{ term: string; name: string; position: string }>({
    verdict: "failed",
    title: "Something is decided by what must not decide",
    message: ({ term, name, position }) =>
      `\`${name}\` is ${position === "looked-up" ? "what something is looked up by" : position}, so ${term} decides here`,
    mend: ({ term }) => `decide by what is registered, not by ${term}`,
    meaning:
      "The term names a surface for people. When code branches on it, it becomes a second identity beside the registered one, and the two drift apart.",
    sample: { term: "channel", name: "channel", position: "compared" },
  }),
  "metadata-missing": finding<{ package: string; key: string; because: string }>({
    verdict: "failed",
    title: "A package that contributes does not say what it is",
    message: ({ package: name, key, because }) =>
      `${name} has no \`${key}\` in its package.json, though ${because}`,
    mend: ({ key }) => `declare \`${key}\` in package.json`,
    meaning:
      "What contributes to the program is identified by its declared metadata. A package that imports what contributions are made of, and declares nothing, takes part under no name.",
    sample: {
      package: "@rawr/coordination-inngest",
      key: "rawr",
      because: "src/client.ts imports `Inngest` (inngest)",
    },
  }),
  "metadata-invalid": finding<{ package: string; at: string; expected: string }>({
    verdict: "failed",
    title: "The metadata of a package is not what it has to be",
    message: ({ package: name, at, expected }) => `${name}, \`${at}\`: ${expected}`,
    mend: ({ at }) => `give \`${at}\` a value that fits, or take out what does not belong there`,
    meaning:
      "The metadata is validated by the strict schema in the gate: nothing may be missing, and nothing more may stand there.",
    sample: {
      package: "@rawr/server",
      at: "rawr.kind",
      expected: 'Invalid option: expected one of "api"|"workflows"',
    },
  }),
  "metadata-duplicate": finding<{ package: string; other: string; value: string }>({
    verdict: "failed",
    title: "Two packages claim the same identity",
    message: ({ package: name, other, value }) => `${name} and ${other} both declare ${value}`,
    mend: () => "give each package an identity of its own",
    meaning:
      "The declared properties together identify a contribution. Two of the same identity cannot be told apart by whatever registers them.",
    sample: { package: "@rawr/other", other: "@rawr/server", value: "api system" },
  }),
  "metadata-key-forbidden": finding<{ key: string; manifest: string }>({
    verdict: "failed",
    title: "A package.json has a property that must be gone",
    message: ({ key, manifest }) => `${manifest} has \`${key}\``,
    mend: ({ key }) => `take \`${key}\` out of package.json`,
    meaning:
      "The property is a legacy of something that was decided otherwise. In a manifest, also in that of a template, tools can find it and go by it again.",
    sample: { key: "publishTier", manifest: "apps/server/package.json" },
  }),
  "mount-missing": finding<{ mount: string; module: string }>({
    verdict: "failed",
    title: "A declared route is not mounted",
    message: ({ mount, module }) => `${module} does not mount \`${mount}\``,
    mend: ({ mount }) => `mount \`${mount}\`, or take it out of the table that the gate declares`,
    meaning:
      "The gate declares the table of routes. What it declares and the code does not mount cannot be reached, or is reached past its middleware.",
    sample: { mount: "use /rpc/*", module: "apps/server/src/host.ts" },
  }),
  "mount-unexpected": finding<{ mount: string; module: string }>({
    verdict: "failed",
    title: "A route is mounted that the table does not declare",
    message: ({ mount, module }) => `${module} mounts \`${mount}\`, which the gate does not declare`,
    mend: ({ mount }) => `take \`${mount}\` out, or declare it in the gate, with whoever owns the table`,
    meaning: "The gate declares the whole table of routes. One more is a door that nobody decided on.",
    sample: { mount: "all /rpc/workflows/*", module: "apps/server/src/host.ts" },
  }),
  "mount-out-of-order": finding<{ mount: string; expected: string }>({
    verdict: "failed",
    title: "Routes are mounted in another order",
    message: ({ mount, expected }) => `\`${mount}\` is mounted where \`${expected}\` has to be`,
    mend: () => "mount in the declared order",
    meaning:
      "A router asks what was mounted first, first. In another order, a request can reach another handler, or pass a middleware.",
    sample: { mount: "use /rpc/*", expected: "use /api/workflows/*" },
  }),
  "mount-undecidable": finding<{ expression: string; reason: string }>({
    verdict: "blocked",
    title: "It cannot be told what is mounted",
    message: ({ expression, reason }) => `\`${expression}\`: ${reason}`,
    mend: () => "mount with plain statements, at paths that are constants, in the module that the gate names",
    meaning:
      "The table of routes is read from the code. What is mounted under a condition, at a computed path or by somebody else cannot be read.",
    sample: { expression: "mount(app)", reason: "the router is handed on here, so others may mount on it" },
  }),
};
