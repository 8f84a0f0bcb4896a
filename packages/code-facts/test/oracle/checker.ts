import { join, relative } from "node:path";
import type { Workspace } from "@phasegate/workspace";
import ts from "typescript-6";
import type { Node } from "../../src/ast.ts";
import { type Followed, followImport } from "../../src/names/follow.ts";
import { ModuleGraph } from "../../src/names/graph.ts";
import type { ModuleTree } from "../../src/names/tree.ts";
import type { Variable } from "../../src/names/variable.ts";

export interface Comparison {
  same: number;
  /** We do not know, the checker does. */
  unknown: number;
  readonly wrong: string[];
  readonly unknowns: string[];
}

/** Compares every identifier that names an import or a top-level declaration with TypeScript's checker. */
export function compareWithChecker(
  workspace: Workspace,
  files: readonly string[],
  options: ts.CompilerOptions,
): Comparison {
  const graph = new ModuleGraph(workspace);
  const program = ts.createProgram(
    files.map((path) => join(workspace.root, path)),
    {
      noLib: true,
      types: [],
      allowJs: true,
      jsx: ts.JsxEmit.Preserve,
      module: ts.ModuleKind.Preserve,
      ...options,
    },
  );
  const checker = program.getTypeChecker();
  const result: Comparison = { same: 0, unknown: 0, wrong: [], unknowns: [] };
  for (const path of files) {
    const tree = graph.tree(path);
    const source = program.getSourceFile(join(workspace.root, path));
    if (tree?.kind === "tree" && source !== undefined)
      compareFile(graph, tree, source, checker, workspace.root, result);
  }
  return result;
}

function compareFile(
  graph: ModuleGraph,
  tree: ModuleTree,
  source: ts.SourceFile,
  checker: ts.TypeChecker,
  root: string,
  result: Comparison,
): void {
  const ours = new Map<number, Variable>();
  for (const { node, variable } of tree.scopes.references.values()) {
    const outer = variable === undefined ? undefined : tree.scopes.topLevel.get(variable.name);
    // A class has a second binding of its name inside; both stand for the same declaration.
    const isClassName =
      outer?.definitions.some((one) => one.node === variable?.definitions[0]?.node) === true;
    if (variable !== undefined && (variable.topLevel || isClassName)) ours.set(node.start, outer ?? variable);
  }
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) compare(node);
    ts.forEachChild(node, visit);
  };
  const compare = (node: ts.Identifier): void => {
    const variable = ours.get(node.getStart(source));
    const theirs = declarationsOf(checker, node, root);
    if (theirs.length === 0) return;
    if (variable === undefined) {
      if (isTopLevelElsewhere(theirs, tree, node, source))
        result.wrong.push(`${describe(source, node)} not seen, theirs ${theirs}`);
      return;
    }
    const found = oursOf(graph, tree, variable);
    if (found === undefined) {
      result.unknown += 1;
      result.unknowns.push(describe(source, node));
    } else if (found.some((one) => theirs.includes(one))) result.same += 1;
    else result.wrong.push(`${describe(source, node)} ours ${found} theirs ${theirs}`);
  };
  visit(source);
}

function describe(source: ts.SourceFile, node: ts.Node): string {
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return `${source.fileName}:${line + 1}:${character + 1} ${node.getText(source)}`;
}

/** A plain reference that we should have had: it names a top-level declaration of this very file. */
function isTopLevelElsewhere(
  theirs: readonly string[],
  tree: ModuleTree,
  node: ts.Identifier,
  source: ts.SourceFile,
): boolean {
  const parent = node.parent;
  const isName =
    ("name" in parent && parent.name === node) ||
    ts.isPropertyAccessExpression(parent) ||
    ts.isQualifiedName(parent);
  if (isName || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent))
    return false;
  if (ts.isBindingElement(parent) || ts.isPropertyAssignment(parent) || ts.isJsxAttribute(parent))
    return false;
  if (ts.isImportTypeNode(parent) || ts.isTypePredicateNode(parent) || ts.isMetaProperty(parent))
    return false;
  const variable = tree.scopes.topLevel.get(node.text);
  if (variable === undefined || source.isDeclarationFile) return false;
  return variable.definitions.some((one) => theirs.includes(`${tree.path}:${one.name.start}`));
}

function declarationsOf(checker: ts.TypeChecker, node: ts.Identifier, root: string): readonly string[] {
  const shorthand = ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node;
  let symbol = shorthand
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : ts.isExportSpecifier(node.parent)
      ? checker.getExportSpecifierLocalTargetSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
  if (symbol === undefined) return [];
  if (symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return (symbol.declarations ?? []).map((declaration) => {
    const file = declaration.getSourceFile();
    const path = relative(root, file.fileName);
    if (path.includes("node_modules/") || isOfDeclaredModule(declaration)) return "external";
    if (ts.isSourceFile(declaration)) return `${path}:*`;
    const name = ts.getNameOfDeclaration(declaration) ?? declaration;
    return `${path}:${ts.isExportAssignment(declaration) ? "default" : name.getStart(file)}`;
  });
}

/** Types that are written down here for a module that comes without. */
function isOfDeclaredModule(declaration: ts.Node): boolean {
  for (let node = declaration; !ts.isSourceFile(node); node = node.parent)
    if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return true;
  return false;
}

function oursOf(graph: ModuleGraph, tree: ModuleTree, variable: Variable): readonly string[] | undefined {
  const definition = variable.definitions[0];
  if (definition?.kind !== "import")
    return variable.definitions.map((one) => `${tree.path}:${one.name.start}`);
  const declaration = definition.node.parent;
  if (declaration?.type !== "ImportDeclaration") return undefined;
  return placesOf(
    graph,
    followImport(graph, tree.path, declaration.source.value, importedName(definition.node)),
  );
}

function importedName(node: Node): string {
  if (node.type === "ImportNamespaceSpecifier") return "*";
  if (node.type !== "ImportSpecifier") return "default";
  return node.imported.type === "Literal" ? node.imported.value : node.imported.name;
}

function placesOf(graph: ModuleGraph, followed: Followed): readonly string[] | undefined {
  if (followed.kind === "external") return ["external"];
  if (followed.kind === "namespace") return [`${followed.path}:*`];
  if (followed.kind !== "local") return undefined;
  const tree = graph.tree(followed.path);
  if (tree?.kind !== "tree") return undefined;
  const variable = followed.local === undefined ? undefined : tree.scopes.topLevel.get(followed.local);
  if (variable !== undefined) return variable.definitions.map((one) => `${tree.path}:${one.name.start}`);
  const node = tree.program.body.find((one) => one.type === "ExportDefaultDeclaration");
  return node === undefined
    ? undefined
    : [`${tree.path}:default`, `${tree.path}:${node.declaration.start}`, `${tree.path}:${node.start}`];
}
