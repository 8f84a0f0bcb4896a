import type { Node } from "../ast.ts";

const pointKinds = [
  "entry",
  /** Normal completion of the unit, whatever it returns. */
  "exit",
  "exit-truthy",
  "exit-falsy",
  /** The unit is left by an exception. */
  "throw",
  "call-start",
  "call-end",
  "await-end",
  /** A condition turned out as `truth`. */
  "assume",
  /** A variable or property is written. */
  "write",
  /** A function or class value comes into being. */
  "create",
  /** The argument of `return` was evaluated. */
  "return",
  "yield-end",
  /** The argument of `throw` was evaluated. */
  "raise",
  "catch",
  "join",
] as const;
export type PointKind = (typeof pointKinds)[number];

/** A moment of a run. `node` is the syntax that it belongs to. */
export interface Point {
  readonly kind: PointKind;
  readonly node: Node;
  readonly truth?: boolean;
}

/**
 * What can follow what in one unit (a function, a module's top level, a field initialiser). An edge from `a` to `b` says
 * that a run can reach `b` right after `a` with no other point between. Exceptions are edges like any others. The graph
 * holds every possible run, and some impossible ones: conditions are not weighed, except literal ones.
 */
export class FlowGraph {
  readonly unit: Node;
  readonly points: Point[] = [];
  readonly successors: number[][] = [];
  /** The successors that an exception leads to. */
  readonly #exceptional: number[][] = [];
  /** Made when it is first asked for; most graphs are only walked. */
  #byNode: ReadonlyMap<Node, readonly number[]> | undefined;

  constructor(unit: Node) {
    this.unit = unit;
  }

  get entry(): number {
    return 0;
  }

  add(point: Point): number {
    const id = this.points.length;
    this.points.push(point);
    this.successors.push([]);
    return id;
  }

  connect(from: number, to: number): void {
    const next = this.successors[from];
    if (next !== undefined && !next.includes(to)) next.push(to);
  }

  /** What follows when something between `from` and the next point throws. */
  connectException(from: number, to: number): void {
    this.connect(from, to);
    const caught = this.#exceptional[from] ?? [];
    if (!caught.includes(to)) this.#exceptional[from] = [...caught, to];
  }

  exceptionsOf(from: number): readonly number[] {
    return this.#exceptional[from] ?? [];
  }

  /** Points that belong to a node; `finally` blocks are repeated for each way in which they are entered. */
  pointsOf(node: Node, kind: PointKind): readonly number[] {
    this.#byNode ??= this.#index();
    return (this.#byNode.get(node) ?? []).filter((id) => this.points[id]?.kind === kind);
  }

  #index(): ReadonlyMap<Node, readonly number[]> {
    const byNode = new Map<Node, number[]>();
    for (const [id, { node }] of this.points.entries()) {
      const same = byNode.get(node);
      if (same === undefined) byNode.set(node, [id]);
      else same.push(id);
    }
    return byNode;
  }

  pointsOfKind(kind: PointKind): readonly number[] {
    const found: number[] = [];
    for (const [id, point] of this.points.entries()) if (point.kind === kind) found.push(id);
    return found;
  }
}

/** Thrown by the builder for a unit whose graph would be too large (finalizers in finalizers multiply). */
export class FlowTooLarge extends Error {
  override readonly name = "FlowTooLarge";
}
