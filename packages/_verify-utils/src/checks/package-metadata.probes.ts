import { type RepoPath, readText, type WorkspacePackage } from "@phasegate/workspace";
import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import { contributing } from "./contributing.ts";
import { manifestOf } from "./manifest-places.ts";
import type { PackageMetadata } from "./package-metadata.ts";

type Manifest = Readonly<Record<string, unknown>>;

/** Edits the manifest of the first package that contributes, as data. */
function onManifest(
  args: PackageMetadata,
  edit: (manifest: Manifest, metadata: Manifest) => Manifest | undefined,
  pick: (packages: readonly WorkspacePackage[], context: CheckContext) => WorkspacePackage | undefined = ([
    first,
  ]) => first,
): Probe["apply"] {
  return (context) => {
    const one = pick([...contributing(args, context).keys()], context);
    if (one === undefined) return new NotApplicable("no package contributes");
    const path = manifestOf(one);
    const metadata: unknown = Reflect.get(one.manifest, args.key);
    const edited = edit(one.manifest, typeof metadata === "object" ? { ...metadata } : {});
    return edited === undefined
      ? new NotApplicable(`${path} offers no place for it`)
      : { [path]: `${JSON.stringify(edited, null, 2)}\n` };
  };
}

const without = (manifest: Manifest, key: string): Manifest =>
  Object.fromEntries(Object.entries(manifest).filter(([name]) => name !== key));

export function metadataCounterexamples(args: PackageMetadata): readonly Counterexample[] {
  const { key, forbidden, unique } = args;
  const on = (edit: Parameters<typeof onManifest>[1]) => onManifest(args, edit);
  return [
    {
      name: `a package that contributes has no ${key}`,
      expect: "metadata-missing",
      apply: on((manifest) => without(manifest, key)),
    },
    {
      name: `${key} has another name`,
      expect: "metadata-missing",
      apply: on((manifest, metadata) => ({ ...without(manifest, key), [`x${key}`]: metadata })),
    },
    {
      name: `${key} is a text`,
      expect: "metadata-invalid",
      apply: on((manifest) => ({ ...manifest, [key]: "probe" })),
    },
    {
      name: `${key} holds something more`,
      expect: "metadata-invalid",
      apply: on((manifest, metadata) => ({ ...manifest, [key]: { ...metadata, probe: true } })),
    },
    ...unique.map(
      (property): Counterexample => ({
        name: `${key} lacks ${property}`,
        expect: "metadata-invalid",
        apply: on((manifest, metadata) => ({ ...manifest, [key]: without(metadata, property) })),
      }),
    ),
    {
      name: `two packages declare the same ${key}`,
      expect: "metadata-duplicate",
      apply: (context) => {
        const [first, second] = contributing(args, context).keys();
        if (first === undefined || second === undefined)
          return new NotApplicable("fewer than two contribute");
        const edited = { ...second.manifest, [key]: Reflect.get(first.manifest, key) };
        return { [manifestOf(second)]: `${JSON.stringify(edited, null, 2)}\n` };
      },
    },
    ...forbidden.flatMap((name): Counterexample[] => [
      {
        name: `a package.json has ${name}`,
        expect: "metadata-key-forbidden",
        apply: on((manifest) => ({ ...manifest, [name]: "probe" })),
      },
      {
        name: `a package.json has ${name} within something`,
        expect: "metadata-key-forbidden",
        apply: on((manifest) => ({ ...manifest, template: { deep: { [name]: "probe" } } })),
      },
    ]),
    ...forbidden.slice(0, 1).map(
      (name): Counterexample => ({
        name: `the package.json of a template has ${name}`,
        expect: "metadata-key-forbidden",
        apply: () => ({ "templates/phasegate-probe/package.json": `{ "name": "probe", "${name}": "x" }\n` }),
      }),
    ),
  ];
}

export function metadataInvariances(args: PackageMetadata): readonly Invariance[] {
  const { key, forbidden } = args;
  const [word] = forbidden;
  const text = (name: string, edit: (text: string) => string): Invariance => ({
    name,
    apply: (context) => {
      const path = firstManifest(args, context);
      const before = path === undefined ? undefined : readText(context.workspace, path);
      return path === undefined || before === undefined
        ? new NotApplicable("no package contributes")
        : { [path]: edit(before) };
    },
  });
  const data = (name: string, edit: Parameters<typeof onManifest>[1]): Invariance => ({
    name,
    apply: onManifest(args, edit),
  });
  return [
    text("package.json ends its lines with CRLF", (before) => before.replaceAll(/\r?\n/g, "\r\n")),
    text("package.json is indented by a tab", (before) => JSON.stringify(JSON.parse(before), null, "\t")),
    text("package.json stands on one line", (before) => JSON.stringify(JSON.parse(before))),
    data("the keys of package.json stand in another order", (manifest) =>
      Object.fromEntries(Object.entries(manifest).reverse()),
    ),
    data(`the keys of ${key} stand in another order`, (manifest, metadata) => ({
      ...manifest,
      [key]: Object.fromEntries(Object.entries(metadata).reverse()),
    })),
    data("the description changes", (manifest) => ({
      ...manifest,
      description: `Another one${word === undefined ? "" : `, without ${word}`}.`,
    })),
    ...(word === undefined
      ? []
      : [
          data("a script has an old key as its name", (manifest) => ({
            ...manifest,
            scripts: { ...Object(Reflect.get(manifest, "scripts")), [word]: "node --version" },
          })),
          data("a keyword is the word", (manifest) => ({ ...manifest, keywords: [word] })),
        ]),
  ];
}

function firstManifest(args: PackageMetadata, context: CheckContext): RepoPath | undefined {
  const [first] = contributing(args, context).keys();
  return first === undefined ? undefined : manifestOf(first);
}
