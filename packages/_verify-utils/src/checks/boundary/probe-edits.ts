import { posix } from "node:path";
import type { MentionKind } from "@phasegate/code-facts";
import { type Edits, parentOf, type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../../check.ts";

/** A way to name something in a module, with the kind that it counts as. */
export interface Way {
  readonly name: string;
  readonly kind: MentionKind;
  readonly source: (specifier: string) => string;
}

/** Ways to import, each in a form that people write. */
export const ways: readonly Way[] = [
  { name: "for effect", kind: "value", source: (it) => `import ${it};` },
  {
    name: "as a namespace",
    kind: "value",
    source: (it) => `import * as phasegateProbe from ${it};\nvoid phasegateProbe;`,
  },
  { name: "and re-exports everything", kind: "value", source: (it) => `export * from ${it};` },
  {
    name: "and re-exports it as a namespace",
    kind: "value",
    source: (it) => `export * as phasegateProbe from ${it};`,
  },
  { name: "and re-exports nothing", kind: "value", source: (it) => `export {} from ${it};` },
  {
    name: "as types",
    kind: "type",
    source: (it) =>
      `import type * as PhasegateProbe from ${it};\nexport type PhasegateProbed = typeof PhasegateProbe;`,
  },
  { name: "and re-exports its types", kind: "type", source: (it) => `export type * from ${it};` },
  { name: "in a type", kind: "type", source: (it) => `export type PhasegateProbe = typeof import(${it});` },
  { name: "when it runs", kind: "dynamic", source: (it) => `void import(${it});` },
  { name: "by a template", kind: "dynamic", source: (it) => `void import(\`${it.slice(1, -1)}\`);` },
  {
    name: "by a constant",
    kind: "dynamic",
    source: (it) => `const phasegateProbe = ${it};\nvoid import(phasegateProbe);`,
  },
  { name: "by a sum", kind: "dynamic", source: (it) => `void import(${it.slice(0, 3)}" + "${it.slice(3)});` },
  {
    name: "by a choice",
    kind: "dynamic",
    source: (it) => `void import(Math.random() > 2 ? "node:fs" : ${it});`,
  },
  {
    name: "by an assignment",
    kind: "require",
    source: (it) => `import phasegateProbe = require(${it});\nvoid phasegateProbe;`,
  },
  { name: "by a call", kind: "require", source: (it) => `require(${it});` },
  {
    name: "by a loader of its own",
    kind: "require",
    source: (it) =>
      `import { createRequire as phasegateMake } from "node:module";\nconst phasegateLoad = phasegateMake(import.meta.url);\nphasegateLoad(${it});`,
  },
  { name: "to ask where it lies", kind: "resolve", source: (it) => `void import.meta.resolve(${it});` },
  { name: "as a stand-in", kind: "mock", source: (it) => `vi.mock(${it});` },
];

/** A path of the repository, relative to a module as imports write it. */
export function relativeSpecifier(from: RepoPath, to: RepoPath): string {
  const path = posix.relative(parentOf(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}

/** Adds statements to the end of a module. */
export function appended(context: CheckContext, path: RepoPath, source: string): Edits | NotApplicable {
  const text = readText(context.workspace, path);
  if (text === undefined) return new NotApplicable(`${path} does not exist`);
  return { [path]: `${text}${text.endsWith("\n") ? "" : "\n"}${source}\n` };
}

/** Prefers modules of TypeScript, in which every form is grammar. */
export function plainest(modules: readonly RepoPath[]): RepoPath | undefined {
  return (
    modules.find((path) => /(?<!\.d)\.ts$/.test(path)) ?? modules.find((path) => /\.[cm]?[jt]sx?$/.test(path))
  );
}

export const editedPlace = (_: CheckContext, edits: Edits) => ({
  path: Object.keys(edits)[0] ?? "",
  line: "edited" as const,
});

/** What looks like an import and is none, put into a module; `forbidden` is what may not be imported there. */
export function lookalikes(
  place: (context: CheckContext) => { readonly module: RepoPath; readonly forbidden: string } | NotApplicable,
): readonly Probe[] {
  const texts: readonly (readonly [name: string, source: (it: string) => string])[] = [
    ["a comment that looks like an import", (it) => `// import ${it};\n/* export * from ${it}; */`],
    [
      "a comment that looks like a type",
      (it) => `/** {@link import(${it})} */\nexport type PhasegateProbe = 1;`,
    ],
    [
      "a text that looks like an import",
      (it) => `void \`import ${it.slice(1, -1)}; require(${it.slice(1, -1)})\`;`,
    ],
    ["a text that is the specifier", (it) => `void ${it};`],
    ["an expression that looks like a call", () => "void /require\\((.*)\\)/;"],
    ["a method with the name of a loader", (it) => `void { require: (one: string) => one }.require(${it});`],
    [
      "a parameter with the name of a loader",
      (it) => `void ((require: (one: string) => string) => require(${it}));`,
    ],
    ["a type that declares a module of a name", () => 'declare module "phasegate-probe" {}'],
  ];
  return texts.map(([name, source]) => ({
    name,
    apply: (context) => {
      const found = place(context);
      if (found instanceof NotApplicable) return found;
      return appended(context, found.module, source(JSON.stringify(found.forbidden)));
    },
  }));
}

/** A module of its own that nobody imports, beside another one. */
export function besides(module: RepoPath, name = "phasegate-probe.ts"): RepoPath {
  return posix.join(parentOf(module), name);
}
