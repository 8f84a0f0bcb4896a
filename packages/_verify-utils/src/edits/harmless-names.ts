import type { RepoPath } from "@phasegate/workspace";
import type { Probe } from "../check.ts";
import { freeName, isPredicated, renamed, variablesOf } from "./names.ts";
import { nodesOf, type Rewrite, rewriting, textOf } from "./source.ts";

/** Other names for the same things. */
export function harmlessNames(path: RepoPath): readonly Probe[] {
  return [
    {
      name: "every local and parameter has another name",
      apply: rewriting(path, "the module has no locals", (source) => {
        const suffix = freeName(source, "Other");
        return variablesOf(source)
          .filter(({ topLevel, definitions }) => !topLevel && definitions.every(({ kind }) => isLocal(kind)))
          .filter((variable) => variable.name !== "this" && !isPredicated(source, variable))
          .flatMap((variable) => renamed(variable, `${variable.name}${suffix}`));
      }),
    },
    {
      name: "every imported value has an alias",
      apply: rewriting(path, "the module imports no value by name", (source) => {
        const suffix = freeName(source, "Imported");
        return nodesOf(source, "ImportSpecifier").flatMap((node): Rewrite[] => {
          const variable = source.scopes.declared.get(node.local);
          if (variable === undefined || node.local.start !== node.imported.start) return [];
          if (node.importKind === "type" || typeImport(node)) return [];
          const uses = renamed(variable, `${node.local.name}${suffix}`).filter(
            ({ start }) => start !== node.local.start,
          );
          const alias = `${textOf(source, node.imported)} as ${node.local.name}${suffix}`;
          return [{ start: node.local.start, end: node.local.end, by: alias }, ...uses];
        });
      }),
    },
    {
      name: "relative imports are of whole namespaces",
      apply: rewriting(path, "the module imports nothing from beside it by names only", (source) =>
        nodesOf(source, "ImportDeclaration").flatMap((node, index): Rewrite[] => {
          const { specifiers } = node;
          if (!node.source.value.startsWith(".") || node.importKind === "type" || specifiers.length === 0)
            return [];
          const space = freeName(source, `space${index}`);
          const uses = specifiers.map((one) => {
            const variable = source.scopes.declared.get(one.local);
            if (one.type !== "ImportSpecifier" || one.importKind === "type" || variable === undefined)
              return undefined;
            const member = one.imported.type === "Identifier" ? one.imported.name : undefined;
            if (member === undefined || variable.references.some((use) => use.typeOnly)) return undefined;
            return renamed(variable, `${space}.${member}`).filter(({ start }) => start !== one.local.start);
          });
          if (uses.some((one) => one === undefined)) return [];
          const clause = `import * as ${space} from ${textOf(source, node.source)};`;
          return [{ start: node.start, end: node.end, by: clause }, ...uses.flatMap((one) => one ?? [])];
        }),
      ),
    },
    {
      name: "each name is imported by a statement of its own",
      apply: rewriting(path, "the module imports no two names at once", (source) =>
        nodesOf(source, "ImportDeclaration")
          .filter(
            ({ specifiers }) =>
              specifiers.length > 1 && specifiers.every((one) => one.type === "ImportSpecifier"),
          )
          .map((node) => ({
            start: node.start,
            end: node.end,
            by: node.specifiers
              .map(
                (one) =>
                  `import ${node.importKind === "type" ? "type " : ""}{ ${textOf(source, one)} } from ${textOf(source, node.source)};`,
              )
              .join("\n"),
          })),
      ),
    },
    {
      name: "what is exported is listed at the end",
      apply: rewriting(path, "the module exports no function or constant where it declares it", (source) => {
        const names: string[] = [];
        const rewrites = nodesOf(source, "ExportNamedDeclaration").flatMap((node): Rewrite[] => {
          const { declaration } = node;
          if (declaration?.type === "FunctionDeclaration" && declaration.id !== null)
            names.push(declaration.id.name);
          else if (declaration?.type === "VariableDeclaration" && declaration.declarations.length === 1) {
            const id = declaration.declarations[0]?.id;
            if (id?.type !== "Identifier") return [];
            names.push(id.name);
          } else return [];
          return [{ start: node.start, end: declaration.start, by: "" }];
        });
        const end = source.text.length;
        return names.length === 0
          ? []
          : [...rewrites, { start: end, end, by: `\nexport { ${names.join(", ")} };\n` }];
      }),
    },
  ];
}

function isLocal(kind: string): boolean {
  return kind === "variable" || kind === "parameter" || kind === "catch";
}

function typeImport(node: { readonly parent?: unknown }): boolean {
  const { parent } = node;
  return (
    typeof parent === "object" && parent !== null && "importKind" in parent && parent.importKind === "type"
  );
}
