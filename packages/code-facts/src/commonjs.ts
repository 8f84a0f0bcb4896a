import { bare, memberName, type Node, stringOf, walk } from "./ast.ts";
import { isBuiltinLoader, isHandedOn, loaderOf, mayLoad } from "./mentions/loaders.ts";
import type { Scopes } from "./names/scopes.ts";
import type { ModuleTree } from "./names/tree.ts";
import type { DynamicRecord } from "./record.ts";

/**
 * Finds `require`, `import("x")` types, `import x = require("x")` and CommonJS exports, which only the tree shows.
 * @throws RangeError where scopes are read late, for a tree that is too deep
 */
export function readCommonJs(tree: ModuleTree): { dynamic: DynamicRecord[]; commonJs: boolean } {
  const dynamic: DynamicRecord[] = [];
  let commonJs = false;
  const scopes = mayLoad(tree.text) ? tree.scopes : undefined;
  walk(tree.program, (node) => {
    const found = dynamicRecord(node, scopes);
    if (found !== undefined) dynamic.push(found);
    commonJs ||= isCommonJsExport(node);
    return true;
  });
  if (scopes !== undefined) dynamic.push(...handedOn(scopes));
  return { dynamic, commonJs };
}

/** A loader that somebody else calls may load anything. */
function handedOn(scopes: Scopes): readonly DynamicRecord[] {
  return [...scopes.references.values()]
    .filter((reference) => isHandedOn(reference, scopes))
    .map(({ node }) => ({ kind: "require", specifier: null, span: [node.start, node.end] }));
}

function dynamicRecord(node: Node, scopes: Scopes | undefined): DynamicRecord | undefined {
  const span = [node.start, node.end] as const;
  if (node.type === "CallExpression" && isLoader(bare(node.callee), scopes)) {
    return { kind: "require", specifier: stringOf(node.arguments[0]) ?? null, span };
  }
  if (node.type === "TSImportType") return { kind: "import-type", specifier: node.source.value, span };
  if (
    node.type === "TSImportEqualsDeclaration" &&
    node.moduleReference.type === "TSExternalModuleReference"
  ) {
    const { value } = node.moduleReference.expression;
    return { kind: node.importKind === "type" ? "import-type" : "import-equals", specifier: value, span };
  }
  return undefined;
}

/** Whatever is called `require` counts as it; of other names, those that are known to stand for it. */
function isLoader(callee: Node, scopes: Scopes | undefined): boolean {
  if (callee.type === "Identifier" && callee.name === "require") return true;
  if (isBuiltinLoader(callee)) return true;
  return scopes !== undefined && loaderOf(callee, scopes) === "own";
}

function isCommonJsExport(node: Node): boolean {
  if (node.type === "TSExportAssignment") return true;
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return false;
  return node.object.name === "exports" || (node.object.name === "module" && memberName(node) === "exports");
}
