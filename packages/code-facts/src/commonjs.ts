import { memberName, type Node, type Oxc, stringOf, walk } from "./ast.ts";
import type { DynamicRecord } from "./record.ts";

/** Finds `require`, `import("x")` types, `import x = require("x")` and CommonJS exports, which only the tree shows. */
export function readCommonJs(program: Oxc.Program): { dynamic: DynamicRecord[]; commonJs: boolean } {
  const dynamic: DynamicRecord[] = [];
  let commonJs = false;
  walk(program, (node) => {
    const found = dynamicRecord(node);
    if (found !== undefined) dynamic.push(found);
    commonJs ||= isCommonJsExport(node);
    return true;
  });
  return { dynamic, commonJs };
}

function dynamicRecord(node: Node): DynamicRecord | undefined {
  const span = [node.start, node.end] as const;
  if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "require") {
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

function isCommonJsExport(node: Node): boolean {
  if (node.type === "TSExportAssignment") return true;
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return false;
  return node.object.name === "exports" || (node.object.name === "module" && memberName(node) === "exports");
}
