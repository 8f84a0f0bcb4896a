import { isFunction, keyOf, type Node, type Oxc } from "../ast.ts";
import { followName } from "../names/declared-type.ts";
import type { Followed } from "../names/follow.ts";
import { followSymbol, type Names } from "../names/names.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";
import type { SymbolRef } from "../symbol.ts";
import type { WordSite } from "./of-bytes.ts";

export type ShapePosition = "declared" | "open";
export type ShapeSite = WordSite<ShapePosition>;

interface Place {
  readonly tree: ModuleTree;
  readonly node: Node;
}

/**
 * The properties that an exported type declares, wherever it has them from, and the places that open it to any other one:
 * index signatures, `Record<string, …>`, `any`. Of a function, the types of its parameters, and what it demands of type arguments. Types of properties count only
 * for the properties in `into`. What comes from outside of the repository is not looked at.
 */
export function typeShape(names: Names, symbol: SymbolRef, into: readonly string[]): readonly ShapeSite[] {
  const shape = new Shape(names, new Set(into));
  shape.follow(followSymbol(names.graph, symbol));
  return shape.sites;
}

/** Types that have the properties of their first argument. */
const transparent: ReadonlySet<string> = new Set(["Readonly", "Partial", "Required", "NonNullable"]);

class Shape {
  readonly sites: ShapeSite[] = [];
  readonly #names: Names;
  readonly #into: ReadonlySet<string>;
  readonly #seen = new Set<Node>();

  constructor(names: Names, into: ReadonlySet<string>) {
    this.#names = names;
    this.#into = into;
  }

  follow(followed: Followed): void {
    if (followed.kind !== "local" || followed.local === undefined) return;
    const tree = this.#names.graph.tree(followed.path);
    if (tree?.kind !== "tree") return;
    for (const { node } of tree.scopes.topLevel.get(followed.local)?.definitions ?? []) {
      this.#read({ tree, node });
    }
  }

  #read({ tree, node }: Place): void {
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    for (const part of partsOf(node)) this.#read({ tree, node: part });
    if (node.type === "TSInterfaceDeclaration") {
      for (const one of node.extends) this.#named({ tree, node: one.expression }, one.typeArguments?.params);
    } else if (node.type === "TSTypeReference") {
      this.#named({ tree, node: node.typeName }, node.typeArguments?.params);
    } else if (node.type === "TSPropertySignature") {
      this.#member({ tree, node }, node.typeAnnotation?.typeAnnotation);
    } else if (node.type === "TSMethodSignature") {
      this.#member({ tree, node }, undefined);
    } else if (this.#admitsAny({ tree, node })) {
      this.#found("any property", "open", { tree, node });
    }
  }

  #admitsAny({ tree, node }: Place): boolean {
    if (node.type === "TSMappedType") return this.#isAnyKey({ tree, node: node.constraint });
    return node.type === "TSIndexSignature" || node.type === "TSAnyKeyword";
  }

  #member(
    { tree, node }: { tree: ModuleTree; node: Oxc.TSPropertySignature | Oxc.TSMethodSignature },
    type: Node | undefined,
  ): void {
    const name = keyOf(node);
    if (name === undefined) return;
    this.#found(name, "declared", { tree, node: node.key });
    if (type !== undefined && this.#into.has(name)) this.#read({ tree, node: type });
  }

  #named({ tree, node }: Place, args: readonly Node[] = []): void {
    if (node.type !== "Identifier") return;
    const [first] = args;
    const isOwn = tree.scopes.topLevel.has(node.name);
    if (!isOwn && node.name === "Record" && first !== undefined) {
      if (this.#isAnyKey({ tree, node: first })) this.#found("any property", "open", { tree, node: first });
    } else if (!isOwn && node.name === "Omit" && first !== undefined) {
      // What it leaves out is not declared, but what is open stays open.
      const below = new Shape(this.#names, this.#into);
      below.#read({ tree, node: first });
      this.sites.push(...below.sites.filter(({ position }) => position === "open"));
    } else if (!isOwn && transparent.has(node.name) && first !== undefined) this.#read({ tree, node: first });
    else this.follow(followName(this.#names, tree, node.name));
  }

  /** `string`, `PropertyKey`, a template with holes, and what is named for one of these. */
  #isAnyKey({ tree, node }: Place, depth = 0): boolean {
    if (depth > 16) return true;
    const inner = (part: Node) => this.#isAnyKey({ tree, node: part }, depth + 1);
    switch (node.type) {
      case "TSStringKeyword":
      case "TSAnyKeyword":
        return true;
      case "TSTemplateLiteralType":
        return node.types.some(inner);
      case "TSParenthesizedType":
      case "TSTypeAliasDeclaration":
        return inner(node.typeAnnotation);
      case "TSUnionType":
      case "TSIntersectionType":
        return node.types.some(inner);
      case "TSTypeReference": {
        if (node.typeName.type !== "Identifier") return false;
        const followed = followName(this.#names, tree, node.typeName.name);
        const definition = this.#definition(followed);
        return definition === undefined
          ? node.typeName.name === "PropertyKey"
          : this.#isAnyKey(definition, depth + 1);
      }
      default:
        return false;
    }
  }

  #definition(followed: Followed): Place | undefined {
    if (followed.kind !== "local" || followed.local === undefined) return undefined;
    const tree = this.#names.graph.tree(followed.path);
    if (tree?.kind !== "tree") return undefined;
    const node = tree.scopes.topLevel.get(followed.local)?.definitions[0]?.node;
    return node && { tree, node };
  }

  #found(name: string, position: ShapePosition, { tree, node }: Place): void {
    this.sites.push({ name, position, location: locationOf(tree, node) });
  }
}

/** What a type is made of, as far as it has the same properties; of a function, what it takes. */
function partsOf(node: Node): readonly Node[] {
  if (isFunction(node)) {
    const demanded = (node.typeParameters?.params ?? []).flatMap(({ constraint }) => constraint ?? []);
    const taken = node.params.flatMap((one) =>
      "typeAnnotation" in one ? (one.typeAnnotation?.typeAnnotation ?? []) : [],
    );
    return [...demanded, ...taken];
  }
  switch (node.type) {
    case "VariableDeclarator":
      return node.init !== null && isFunction(node.init) ? [node.init] : [];
    case "TSTypeAliasDeclaration":
    case "TSParenthesizedType":
      return [node.typeAnnotation];
    case "TSTypeOperator":
      return node.operator === "readonly" ? [node.typeAnnotation] : [];
    case "TSUnionType":
    case "TSIntersectionType":
      return node.types;
    case "TSInterfaceDeclaration":
      return node.body.body;
    case "TSTypeLiteral":
      return node.members;
    default:
      return [];
  }
}
