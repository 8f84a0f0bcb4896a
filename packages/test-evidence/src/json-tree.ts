import { type DocumentNode, evaluate, type ObjectNode, parse, type StringNode } from "@humanwhocodes/momoa";

/** JSON with comments and trailing commas, as TypeScript reads its configuration; `undefined` for text that is neither. */
export function parseJsonc(text: string): DocumentNode | undefined {
  try {
    return parse(text, { mode: "jsonc", allowTrailingCommas: true });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

export function dataOf(tree: DocumentNode | undefined): unknown {
  return tree && evaluate(tree);
}

/** The string at a path of object keys. Of equal keys the last one counts, as in `JSON.parse`. */
export function stringAt(tree: DocumentNode | undefined, keys: readonly string[]): StringNode | undefined {
  let node = tree?.body;
  for (const key of keys) node = node?.type === "Object" ? member(node, key) : undefined;
  return node?.type === "String" ? node : undefined;
}

function member(object: ObjectNode, key: string): DocumentNode["body"] | undefined {
  return object.members.findLast(({ name }) => name.type === "String" && name.value === key)?.value;
}
