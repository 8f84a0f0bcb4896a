import type { SymbolRef } from "@phasegate/code-facts";
import { type RepoPath, readText, type WorkspacePackage } from "@phasegate/workspace";
import type { z } from "zod";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { symbolText } from "./code-places.ts";
import { contributing } from "./contributing.ts";
import { keyPlaces, manifestOf, parseManifest, placeAt } from "./manifest-places.ts";
import { metadataDemand } from "./package-metadata.demand.ts";
import { metadataCounterexamples, metadataInvariances } from "./package-metadata.probes.ts";

export interface PackageMetadata extends CheckOptions {
  /** Property of package.json that holds the metadata. */
  readonly key: string;
  /** What it has to be; `z.strictObject`, so that nothing else may stand there. */
  readonly schema: z.ZodType<object>;
  /** A package of which a module imports one of these contributes, and has to declare it. */
  readonly contributors: readonly [SymbolRef, ...SymbolRef[]];
  /** Globs of the modules that count, tests left out: `["**", "!**" + "/test/**"]`. */
  readonly among?: readonly string[];
  /** Properties of the metadata that no two packages may have in common, together. */
  readonly unique: readonly string[];
  /** Properties that must stand nowhere in any package.json of the repository. */
  readonly forbidden: readonly string[];
}

/** Every workspace package that contributes declares what it is, by a strict schema and unlike any other; old keys are gone. */
export function packageMetadata(args: PackageMetadata): Check {
  const { key, contributors, unique, forbidden } = args;
  const [first] = contributors;
  return ownCheck({
    kind: "packageMetadata",
    name: args.name ?? `packageMetadata:${key}`,
    claim:
      args.claim ??
      `Every package that imports ${contributors.map(symbolText).join(" or ")} declares \`${key}\` in package.json, unique by ${unique.join(" and ")}, and none has ${forbidden.join(", ")}`,
    subject: { kind: "export", ...first },
    subjects: contributors.map((symbol) => ({ kind: "export", ...symbol })),
    supports: everyKind,
    demand: metadataDemand(args),
    evaluate: (context) => evaluate(args, context),
    counterexamples: metadataCounterexamples(args),
    invariances: metadataInvariances(args),
  });
}

function evaluate(args: PackageMetadata, context: CheckContext): Evaluation {
  const { key, forbidden } = args;
  const reasons = contributing(args, context);
  const declaring = context.packages.filter(({ manifest }) => Object.hasOwn(manifest, key));
  const silent = [...reasons].filter(([one]) => !declaring.includes(one));
  const manifests = context.workspace.files().filter((path) => /(?:^|\/)package\.json$/.test(path));
  return {
    findings: [
      ...silent.map(([one, because]) =>
        found("metadata-missing", { package: one.name, key, because }, { path: manifestOf(one) }),
      ),
      ...declaring.flatMap((one) => schemaFindings(one, args, context)),
      ...duplicates(declaring, args, context),
      ...manifests.flatMap((path) => forbiddenFindings(path, forbidden, context)),
    ],
    scope: {
      selected: reasons.size,
      candidates: context.packages.length,
      unit: "packages",
      roster: "workspace packages",
    },
  };
}

function schemaFindings(
  one: WorkspacePackage,
  { key, schema }: PackageMetadata,
  context: CheckContext,
): readonly Finding[] {
  const answer = schema.safeParse(Reflect.get(one.manifest, key));
  if (answer.success) return [];
  const path = manifestOf(one);
  return answer.error.issues.map(({ path: inner, message }) => {
    const at = [key, ...inner.map(String)];
    return found(
      "metadata-invalid",
      { package: one.name, at: at.join("."), expected: message },
      placeAt(context, path, at),
    );
  });
}

function duplicates(
  declaring: readonly WorkspacePackage[],
  { key, unique }: PackageMetadata,
  context: CheckContext,
): readonly Finding[] {
  const holders = new Map<string, WorkspacePackage>();
  return declaring.flatMap((one) => {
    const value: unknown = Reflect.get(one.manifest, key);
    if (typeof value !== "object" || value === null) return [];
    const texts = unique.map((property) => String(Reflect.get(value, property)));
    const identity = texts.join(" ");
    const first = holders.get(identity);
    if (first === undefined) {
      holders.set(identity, one);
      return [];
    }
    const place = placeAt(context, manifestOf(one), [key]);
    return [found("metadata-duplicate", { package: one.name, other: first.name, value: identity }, place)];
  });
}

function forbiddenFindings(
  path: RepoPath,
  forbidden: readonly string[],
  context: CheckContext,
): readonly Finding[] {
  const root = parseManifest(readText(context.workspace, path) ?? "");
  // A manifest of no workspace package may be a fixture of something else: what cannot be read there declares nothing.
  if (root === undefined) return [];
  return keyPlaces(root, forbidden).map(({ key, offset, length }) =>
    found("metadata-key-forbidden", { key, manifest: path }, placeAt(context, path, { offset, length })),
  );
}
