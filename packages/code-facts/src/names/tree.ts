import type { RepoPath } from "@phasegate/workspace";
import { childrenOf, type Node, type Oxc } from "../ast.ts";
import { LineTable, type Location } from "../location.ts";
import { type ParseProblem, parseTree } from "../parse.ts";
import { readScopes, type Scopes } from "./scopes.ts";

/** A parsed module with its scopes. Parent links are set on the nodes (`parentOf`). */
export interface ModuleTree {
  readonly kind: "tree";
  readonly path: RepoPath;
  readonly text: string;
  readonly lines: LineTable;
  readonly program: Oxc.Program;
  readonly scopes: Scopes;
}

export type TreeAnswer =
  | ModuleTree
  | { readonly kind: "unparsable"; readonly problems: readonly ParseProblem[] };

export function readTree(path: RepoPath, text: string): TreeAnswer {
  const parsed = parseTree(path, text);
  if (parsed.kind === "unparsable") return parsed;
  const { program } = parsed.result;
  linkParents(program);
  try {
    return { kind: "tree", path, text, lines: new LineTable(text), program, scopes: readScopes(program) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: "unparsable", problems: [{ message: "the code nests too deeply", span: [0, 0] }] };
  }
}

function linkParents(program: Oxc.Program): void {
  const open: Node[] = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of childrenOf(node)) {
      Reflect.set(child, "parent", node);
      open.push(child);
    }
  }
}

export function locationOf(tree: ModuleTree, node: Node): Location {
  return tree.lines.location(tree.path, [node.start, node.end]);
}
