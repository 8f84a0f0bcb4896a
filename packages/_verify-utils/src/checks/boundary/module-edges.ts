import type { MentionKind, NamedModule } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import { type Finding, found, type Location } from "../../finding.ts";
import type { Target } from "./target.ts";

/** One mention of a file or package in a module. */
export interface Edge {
  readonly from: RepoPath;
  readonly kind: MentionKind;
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
  readonly target: Target;
}

/** A name that is made when the program runs; `begins` is what it certainly starts with. */
export interface ComputedEdge {
  readonly from: RepoPath;
  readonly kind: MentionKind;
  readonly begins: string;
  readonly line: number;
  readonly column: number;
}

/** What a module names; objects for its edges are made when somebody asks for them. */
export class ModuleEdges {
  readonly from: RepoPath | undefined;
  /** Where each mention leads; `undefined` for a computed one. */
  readonly targets: readonly (Target | undefined)[];
  readonly #module: NamedModule | undefined;
  #read: Read | undefined;

  constructor(module: NamedModule | undefined, targets: ModuleEdges["targets"], read?: Read) {
    this.from = module?.from;
    this.targets = targets;
    this.#module = module;
    this.#read = read;
  }

  /** Kind of the mention of an index in {@link targets}. */
  kindAt(at: number): MentionKind {
    if (this.#module === undefined) throw new RangeError(`there is no mention ${at}`);
    return this.#module.kindAt(at);
  }

  /** Whether nothing is to be said of it, where no target is one of these: all of its imports are known. */
  isQuiet(isSaid: (target: Target) => boolean): boolean {
    if (this.#module === undefined) return this.broken.length === 0;
    for (const target of this.targets)
      if (target === undefined || target.kind === "missing" || isSaid(target)) return false;
    return true;
  }

  get edges(): readonly Edge[] {
    return this.#all().edges;
  }

  get computed(): readonly ComputedEdge[] {
    return this.#all().computed;
  }

  /** Why nothing, or not all, is known of its imports. */
  get broken(): readonly Finding[] {
    return this.#all().broken;
  }

  #all(): Read {
    this.#read ??= readEdges(this.#module, this.targets);
    return this.#read;
  }
}

interface Read {
  readonly edges: readonly Edge[];
  readonly computed: readonly ComputedEdge[];
  readonly broken: readonly Finding[];
}

/** A module of which nothing is known, or that is not there. */
export function brokenModule(broken: readonly Finding[]): ModuleEdges {
  return new ModuleEdges(undefined, [], { edges: [], computed: [], broken });
}

function readEdges(module: NamedModule | undefined, targets: ModuleEdges["targets"]): Read {
  const edges: Edge[] = [];
  const computed: ComputedEdge[] = [];
  const broken: Finding[] = [];
  for (const [at, target] of targets.entries()) {
    if (module === undefined || target?.kind === "nothing") continue;
    const { from, kind, text, line, column } = module.mentionAt(at);
    if (target === undefined) computed.push({ from, kind, begins: text, line, column });
    else {
      const edge = { from, kind, specifier: text, line, column, target };
      edges.push(edge);
      if (target.kind === "missing")
        broken.push(found("import-unresolved", { importer: from, specifier: text }, placeOf(edge)));
    }
  }
  return { edges, computed, broken };
}

/** Where an edge stands: its specifier. */
export function placeOf({ from, line, column }: Pick<Edge, "from" | "line" | "column">): Location {
  return { path: from, start: { line, column }, end: { line, column } };
}

export function targetText(target: Target): string {
  if (target.kind === "file") return target.path;
  if (target.kind === "npm") return `npm:${target.name}`;
  return target.kind === "builtin" ? `node:${target.name}` : "nothing";
}
