import { mentionKinds } from "@phasegate/code-facts";
import { joinRepoPath, parentOf, type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { packagesOf } from "./boundary/edges.ts";
import { judgedModules } from "./boundary/modules.ts";
import {
  appended,
  besides,
  editedPlace,
  lookalikes,
  plainest,
  relativeSpecifier,
  type Way,
  ways,
} from "./boundary/probe-edits.ts";
import { type Judge, judgeOf } from "./boundary/rule.ts";
import { selectFiles } from "./boundary/selector.ts";
import { moduleRoster } from "./code-places.ts";
import { plainModuleEdits } from "./edits.ts";
import type { ImportBoundary } from "./import-boundary.ts";

interface Place {
  readonly module: RepoPath;
  /** What the rule forbids to it, as a specifier. */
  readonly forbidden: string;
}

export function boundaryCounterexamples(rule: ImportBoundary): readonly Counterexample[] {
  const kinds = rule.kinds ?? mentionKinds;
  const own = ways.filter(({ kind }) => kinds.includes(kind));
  return [
    ...own.map(
      (way): Counterexample => ({
        name: `a module imports what is forbidden ${way.name}`,
        expect: "boundary-crossed",
        apply: (context) =>
          at(rule, context, ({ module, forbidden }) => appended(context, module, written(way, forbidden))),
        at: editedPlace,
      }),
    ),
    ...own.slice(0, 1).flatMap((way) => moreOf(rule, way)),
  ];
}

function written({ source }: Way, specifier: string): string {
  return source(JSON.stringify(specifier));
}

/** What does not depend on the form of the import. */
function moreOf(rule: ImportBoundary, way: Way): readonly Counterexample[] {
  const fresh = (name: string, file: string, source: (place: Place) => string): Counterexample => ({
    name,
    expect: "boundary-crossed",
    apply: (context) =>
      at(rule, context, (place) => {
        const path = besides(place.module, file);
        if (!judgeOf(rule, context).isFrom(path))
          return new NotApplicable("no new module would be one of them");
        return { [path]: source(place) };
      }),
    at: editedPlace,
  });
  return [
    fresh(
      "a new module imports what is forbidden",
      "phasegate-probe.ts",
      ({ forbidden }) => `${written(way, forbidden)}\n`,
    ),
    fresh(
      "a new component imports what is forbidden",
      "phasegate-probe.tsx",
      ({ forbidden }) => `${written(way, forbidden)}\n`,
    ),
    {
      name: "an alias of tsconfig leads to what is forbidden",
      expect: "boundary-crossed",
      apply: (context) => at(rule, context, (place) => aliased(rule, way, place, context)),
    },
    {
      name: "an allowed module hands on what is forbidden",
      expect: "boundary-crossed",
      apply: (context) =>
        at(rule, context, ({ module, forbidden }) => {
          const third = besides(module);
          if (!judgeOf(rule, context).isFrom(third))
            return new NotApplicable("no new module would be one of them");
          const edits = appended(context, module, 'export * from "./phasegate-probe.ts";');
          return edits instanceof NotApplicable
            ? edits
            : { [third]: `export * from ${JSON.stringify(forbidden)};\n`, ...edits };
        }),
    },
  ];
}

function aliasFolder(module: RepoPath): RepoPath {
  return `${parentOf(module)}/phasegate-probe`.replace(/^\//, "");
}

/** A folder of its own whose tsconfig gives the target another name. */
function aliased(rule: ImportBoundary, way: Way, { module, forbidden }: Place, context: CheckContext) {
  if (!forbidden.startsWith("."))
    return new NotApplicable("what is forbidden lies outside of the repository");
  const folder = aliasFolder(module);
  if (!judgeOf(rule, context).isFrom(`${folder}/index.ts`))
    return new NotApplicable("no new module would be one of them");
  const target = relativeSpecifier(`${folder}/index.ts`, joinRepoPath(parentOf(module), forbidden));
  const paths = { "phasegate-alias": [target] };
  return {
    [`${folder}/index.ts`]: `${written(way, "phasegate-alias")}\n`,
    [`${folder}/tsconfig.json`]: JSON.stringify({ compilerOptions: { paths } }),
  };
}

export function boundaryInvariances(rule: ImportBoundary): readonly Invariance[] {
  const place = (context: CheckContext) => at(rule, context, (found) => found);
  const kinds = rule.kinds ?? mentionKinds;
  const other = ways.find(({ kind }) => !kinds.includes(kind));
  const harmless = plainModuleEdits("");
  return [
    ...lookalikes(place),
    ...harmless.map(
      (_, index): Invariance => ({
        name: harmless[index]?.name ?? "",
        apply: (context) =>
          at(
            rule,
            context,
            ({ module }) => plainModuleEdits(module)[index]?.apply(context) ?? new NotApplicable(""),
          ),
      }),
    ),
    {
      name: "a new module that imports its neighbour",
      apply: (context) =>
        at(rule, context, ({ module }) => ({
          [besides(module)]:
            `import * as neighbour from "${relativeSpecifier(besides(module), module)}";\nvoid neighbour;\n`,
        })),
    },
    {
      name: "imports in another order",
      apply: (context) =>
        at(rule, context, ({ module }) => {
          const text = readText(context.workspace, module) ?? "";
          const lines = text.split("\n");
          const count = lines.findIndex((line) => !/^import .* from ["'][^"']+["'];?$/.test(line));
          if (count < 2) return new NotApplicable("the module does not begin with two imports of one line");
          return { [module]: [...lines.slice(0, count).reverse(), ...lines.slice(count)].join("\n") };
        }),
    },
    ...(other === undefined
      ? []
      : [
          {
            name: `it imports what is forbidden ${other.name}, which the rule lets through`,
            apply: (context: CheckContext) =>
              at(rule, context, ({ module, forbidden }) =>
                appended(context, module, written(other, forbidden)),
              ),
          },
        ]),
  ];
}

/** A module that the rule is about, and something that it may not import. */
function at<Result>(
  rule: ImportBoundary,
  context: CheckContext,
  use: (place: Place) => Result,
): Result | NotApplicable {
  const known = places.get(rule) ?? new WeakMap<CheckContext["code"], Place | NotApplicable>();
  places.set(rule, known);
  const place = known.get(context.code) ?? placeOf(rule, context);
  known.set(context.code, place);
  return place instanceof NotApplicable ? place : use(place);
}

/** The same for each edit of one repository. */
const places = new WeakMap<ImportBoundary, WeakMap<CheckContext["code"], Place | NotApplicable>>();

function placeOf(rule: ImportBoundary, context: CheckContext): Place | NotApplicable {
  const judge = judgeOf(rule, context);
  const judged = judgedModules(context, rule.among);
  const module = plainest(selectFiles(judged, rule.from, packagesOf(context)));
  if (module === undefined) return new NotApplicable("no module is one of them");
  const forbidden = forbiddenTo(module, rule, judge, context);
  if (forbidden === undefined) return new NotApplicable("nothing that is there is forbidden");
  askIgnored(module, context);
  return { module, forbidden };
}

/** Whoever tries edits asks of each new file whether git would ignore it: git is asked once for the edits of all rules. */
function askIgnored(module: RepoPath, context: CheckContext): void {
  const folders = new Set([module, ...moduleRoster(context)].map(parentOf));
  const fresh = [...folders].flatMap((folder) => {
    const beside = folder === "" ? "module.ts" : `${folder}/module.ts`;
    const alias = aliasFolder(beside);
    return [
      besides(beside),
      besides(beside, "phasegate-probe.tsx"),
      `${alias}/index.ts`,
      `${alias}/tsconfig.json`,
    ];
  });
  context.workspace.ignores(besides(module), fresh);
}

function forbiddenTo(
  module: RepoPath,
  rule: ImportBoundary,
  judge: Judge,
  context: CheckContext,
): string | undefined {
  const packages = packagesOf(context);
  const path = plainest(
    moduleRoster(context).filter(
      (one) =>
        one !== module && judge.isForbidden(module, { kind: "file", path: one, package: packages.of(one) }),
    ),
  );
  if (path !== undefined) return relativeSpecifier(module, path);
  const named = (prefix: string) =>
    (rule.forbid ?? [])
      .find((one) => one.startsWith(prefix))
      ?.slice(prefix.length)
      .replaceAll("*", "phasegate-probe");
  const node = named("node:");
  return named("npm:") ?? (node === undefined ? undefined : `node:${node.replace("phasegate-probe", "fs")}`);
}
