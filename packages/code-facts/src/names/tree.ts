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
  return read(path, text, readScopes);
}

/** As {@link readTree}; its scopes are worked out when something asks for them, and may throw `RangeError` then. */
export function readLateTree(path: RepoPath, text: string): TreeAnswer {
  return read(path, text, lateScopes);
}

export const tooDeep: Extract<TreeAnswer, { kind: "unparsable" }> = {
  kind: "unparsable",
  problems: [{ message: "the code nests too deeply", span: [0, 0] }],
};

function read(path: RepoPath, text: string, scopesOf: (program: Oxc.Program) => Scopes): TreeAnswer {
  const parsed = parseTree(path, text);
  if (parsed.kind === "unparsable") return parsed;
  const { program } = parsed.result;
  linkParents(program);
  try {
    return { kind: "tree", path, text, lines: new LineTable(text), program, scopes: scopesOf(program) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return tooDeep;
  }
}

function lateScopes(program: Oxc.Program): Scopes {
  let known: Scopes | undefined;
  const scopes = (): Scopes => {
    known ??= readScopes(program);
    return known;
  };
  return {
    get topLevel() {
      return scopes().topLevel;
    },
    get references() {
      return scopes().references;
    },
    get declared() {
      return scopes().declared;
    },
  };
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
