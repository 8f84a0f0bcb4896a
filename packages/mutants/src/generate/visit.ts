import { childrenOf, type Node } from "../syntax/nodes.ts";

/**
 * Visits a tree, parents first, in the order of the text. Without recursion: code may nest as deeply as it likes.
 * @param enter is given the nodes around, innermost first; `false` leaves out what is below
 */
export function visit(root: Node, enter: (node: Node, around: readonly Node[]) => boolean): void {
  const open: { readonly node: Node; readonly around: readonly Node[] }[] = [{ node: root, around: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!enter(next.node, next.around)) continue;
    const around = [next.node, ...next.around];
    for (const child of childrenOf(next.node).reverse()) open.push({ node: child, around });
  }
}
