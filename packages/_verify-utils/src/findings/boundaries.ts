import { finding } from "./define.ts";

export interface Import {
  readonly importer: string;
  readonly specifier: string;
  readonly target: string;
  readonly reason: string;
}

/** Findings about who may import whom. */
export const boundaryFindings = {
  "boundary-crossed": finding<Import & { rule: string; kind: string }>({
    verdict: "failed",
    title: "A module imports what a rule forbids",
    message: ({ rule, reason, importer, specifier, target, kind }) =>
      `${importer} imports "${specifier}" (${kind}), which is ${target}; «${rule}» forbids it: ${reason}`,
    mend: ({ target }) =>
      `take the import away, or move what is needed of ${target} to where both may import it`,
    meaning:
      "Dependencies that point one way let a part be understood, tested and replaced without those that build on it. Every way to name a module counts: types, re-exports, `import()`, `require`, aliases, paths.",
    sample: {
      rule: "apps",
      reason: "what is deployed knows nothing of its gates",
      importer: "apps/server/src/main.ts",
      specifier: "@phasegate/verify-utils",
      target: "packages/_verify-utils/src/index.ts",
      kind: "value",
    },
  }),
  "boundary-names-nothing": finding<{ rule: string; side: string; selector: string }>({
    verdict: "failed",
    title: "A rule on imports names nothing that is there",
    message: ({ rule, side, selector }) =>
      `\`${selector}\` in \`${side}\` of «${rule}» names nothing in the repository`,
    mend: ({ side }) =>
      `name what took its place in \`${side}\`, take it out, or write \`emptyIsFine: true\` where that is meant`,
    meaning:
      "After a rename or a move, a rule that still names the old place guards nothing, and looks as if it did.",
    sample: { rule: "apps", side: "from", selector: "app/**" },
  }),
  "boundary-undecidable": finding<{ rule: string; reason: string; importer: string; begins: string }>({
    verdict: "blocked",
    title: "An import of a computed name could be one that a rule forbids",
    message: ({ rule, importer, begins }) =>
      `${importer} imports a computed name${begins === "" ? "" : ` that begins with "${begins}"`}, which could be one that «${rule}» forbids`,
    mend: () =>
      'name what is imported, or begin the name with the folder that it lies in; or trust it with `computed: "assumed"`, which every report shows',
    meaning:
      "What is named when the program runs is taken to reach what begins like it; where nothing of it is known, the modules of its own package and what its package.json declares. When the rule forbids none of these, the import is fine.",
    sample: {
      rule: "layers",
      reason: "the domain knows no storage",
      importer: "src/domain/load.ts",
      begins: "../",
    },
  }),
  "import-unresolved": finding<{ importer: string; specifier: string }>({
    verdict: "blocked",
    title: "An import leads nowhere",
    message: ({ importer, specifier }) =>
      `${importer} imports "${specifier}", which leads to no file of the repository`,
    mend: () => "correct the path; what a build makes is taken for there when git ignores it",
    meaning:
      "A rule on imports speaks of where they lead. One that leads nowhere may lead to something forbidden elsewhere, such as where a file was generated.",
    sample: { importer: "src/main.ts", specifier: "./gone.ts" },
  }),
  "import-cycle": finding<{ unit: string; way: readonly string[]; size: number; reason: string }>({
    verdict: "failed",
    title: "Imports form a circle",
    message: ({ unit, way, size, reason }) =>
      `${size} ${unit} import one another in a circle: ${way.join(" → ")}; ${reason}`,
    mend: ({ way }) =>
      `take one import of the circle away, for example by moving what ${way[1] ?? "the next"} needs of ${way[0] ?? "the first"} to a module of its own`,
    meaning:
      "Modules of a circle can only be understood together, and which of them is evaluated first depends on who is imported first. The shortest circle of the group is shown.",
    sample: {
      unit: "modules",
      way: ["src/a.ts", "src/b.ts", "src/a.ts"],
      size: 2,
      reason: "a module can be read without those that use it",
    },
  }),
  "package-reached-into": finding<Import & { how: string }>({
    verdict: "failed",
    title: "A module reaches into the files of another package",
    message: ({ importer, specifier, target, how, reason }) =>
      `${importer} reaches ${target} by ${how}, "${specifier}": ${reason}`,
    mend: () => "import the package by its name, and let its `exports` offer what is needed",
    meaning:
      "What `exports` do not offer may change at any time, is not there once the package is published, and can be loaded twice when it is reached by a path: two copies of one class are two classes.",
    sample: {
      importer: "packages/a/src/index.ts",
      specifier: "../../b/src/inner.ts",
      target: "packages/b/src/inner.ts",
      how: "a relative path",
      reason: "packages are imported by name",
    },
  }),
  "dependency-undeclared": finding<{
    importer: string;
    dependency: string;
    manifest: string;
    as: "not at all" | "for development only";
    reason: string;
  }>({
    verdict: "failed",
    title: "A package imports what it does not declare",
    message: ({ importer, dependency, manifest, as, reason }) =>
      `${importer} imports ${dependency}, which ${manifest} declares ${as}: ${reason}`,
    mend: ({ dependency, manifest }) => `add ${dependency} to the dependencies in ${manifest}`,
    meaning:
      "An undeclared dependency is there by chance, because another package brought it, and is missing where the package is installed by itself.",
    sample: {
      importer: "packages/a/src/index.ts",
      dependency: "zod",
      manifest: "packages/a/package.json",
      as: "not at all",
      reason: "a package works by itself",
    },
  }),
};
