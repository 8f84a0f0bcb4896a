import type { Node } from "../ast.ts";
import { FlowGraph, FlowTooLarge, type PointKind } from "./graph.ts";

const maxPoints = 100_000;

/** Where a jump goes: a point, and how many frames are open there. */
export interface Target {
  readonly point: number;
  readonly depth: number;
}

type Frame =
  | { readonly kind: "catch"; readonly point: number }
  | {
      readonly kind: "finally";
      /** Emits the finalizer's code at the current point. */
      readonly emit: () => void;
      /** Entry of the finalizer's copy for each point that it goes on to. */
      readonly copies: Map<number, number>;
    }
  | {
      readonly kind: "jump";
      readonly labels: readonly string[];
      readonly breakTo: number;
      /** Absent for blocks and switches. */
      readonly continueTo?: number;
      /** An unlabelled `break` stops at loops and switches only. */
      readonly plain: boolean;
    };

/**
 * Builds the graph of one unit along the order of evaluation (ECMA-262 §13–15). The builder stands at a point; `undefined`
 * means that what follows cannot be reached.
 */
export class FlowBuilder {
  readonly graph: FlowGraph;
  readonly exit: number;
  readonly exitTruthy: number;
  readonly exitFalsy: number;
  readonly thrown: number;
  #frames: Frame[] = [];
  #at: number | undefined;
  #chains: number[] = [];

  constructor(unit: Node) {
    this.graph = new FlowGraph(unit);
    this.#at = this.graph.add({ kind: "entry", node: unit });
    this.exit = this.graph.add({ kind: "exit", node: unit });
    this.exitTruthy = this.graph.add({ kind: "exit-truthy", node: unit });
    this.exitFalsy = this.graph.add({ kind: "exit-falsy", node: unit });
    this.thrown = this.graph.add({ kind: "throw", node: unit });
    this.graph.connect(this.exitTruthy, this.exit);
    this.graph.connect(this.exitFalsy, this.exit);
  }

  get at(): number | undefined {
    return this.#at;
  }

  /** Goes on from another point; nothing is connected. */
  moveTo(point: number | undefined): void {
    this.#at = point;
  }

  /** A new point after the current one, and the new current one. */
  step(kind: PointKind, node: Node, truth?: boolean): void {
    if (this.#at === undefined) return;
    const point = this.point(kind, node, truth);
    this.graph.connect(this.#at, point);
    this.#at = point;
  }

  /** A new point that nothing leads to yet. */
  point(kind: PointKind, node: Node, truth?: boolean): number {
    if (this.graph.points.length > maxPoints) throw new FlowTooLarge();
    return this.graph.add(truth === undefined ? { kind, node } : { kind, node, truth });
  }

  /** Leads to a point; the builder stays where it is. */
  leadTo(point: number): void {
    if (this.#at !== undefined) this.graph.connect(this.#at, point);
  }

  /** Leads to a point and goes on from there, when anything leads there. */
  meetAt(point: number): void {
    this.leadTo(point);
    this.#at = point;
  }

  /** What was just evaluated may throw. */
  mayThrow(): void {
    if (this.#at !== undefined) this.graph.connectException(this.#at, this.#handler());
  }

  throw(): void {
    this.mayThrow();
    this.#at = undefined;
  }

  #handler(): number {
    for (let depth = this.#frames.length - 1; depth >= 0; depth -= 1) {
      const frame = this.#frames[depth];
      if (frame?.kind === "catch") return this.#route({ point: frame.point, depth });
    }
    return this.#route({ point: this.thrown, depth: 0 });
  }

  /** Jumps to a target through the finalizers on the way. */
  jump(target: Target): void {
    if (this.#at !== undefined) this.leadTo(this.#route(target));
    this.#at = undefined;
  }

  /** As {@link jump}, for something that may or may not happen. */
  mayJump(target: Target): void {
    if (this.#at !== undefined) this.leadTo(this.#route(target));
  }

  /** First point on the way to a target: the innermost finalizer's copy for it, or the target itself. */
  #route(target: Target): number {
    for (let depth = this.#frames.length - 1; depth >= target.depth; depth -= 1) {
      const frame = this.#frames[depth];
      if (frame?.kind === "finally") return this.#copy(frame, depth, target);
    }
    return target.point;
  }

  #copy(frame: Extract<Frame, { kind: "finally" }>, depth: number, target: Target): number {
    const known = frame.copies.get(target.point);
    if (known !== undefined) return known;
    const start = this.point("join", this.graph.unit);
    frame.copies.set(target.point, start);
    const saved = { frames: this.#frames, at: this.#at, chains: this.#chains };
    this.#frames = this.#frames.slice(0, depth);
    this.#at = start;
    this.#chains = [];
    frame.emit();
    this.jump(target);
    this.#frames = saved.frames;
    this.#at = saved.at;
    this.#chains = saved.chains;
    return start;
  }

  within(frame: Frame, body: () => void): void {
    this.#frames.push(frame);
    body();
    this.#frames.pop();
  }

  get depth(): number {
    return this.#frames.length;
  }

  breakTarget(label: string | undefined): Target | undefined {
    for (let depth = this.#frames.length - 1; depth >= 0; depth -= 1) {
      const frame = this.#frames[depth];
      if (frame?.kind !== "jump") continue;
      if (label === undefined ? frame.plain : frame.labels.includes(label))
        return { point: frame.breakTo, depth };
    }
    return undefined;
  }

  continueTarget(label: string | undefined): Target | undefined {
    for (let depth = this.#frames.length - 1; depth >= 0; depth -= 1) {
      const frame = this.#frames[depth];
      if (frame?.kind !== "jump" || frame.continueTo === undefined) continue;
      // A `continue` stays in the loop, so frames up to and including the loop's own stay open.
      if (label === undefined || frame.labels.includes(label))
        return { point: frame.continueTo, depth: depth + 1 };
    }
    return undefined;
  }

  /** Runs `body` with a point that a nullish `?.` jumps to. */
  inChain(end: number, body: () => void): void {
    this.#chains.push(end);
    body();
    this.#chains.pop();
  }

  get chainEnd(): number | undefined {
    return this.#chains.at(-1);
  }
}
