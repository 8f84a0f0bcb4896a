import type { CodeFacts } from "@phasegate/code-facts";
import type { GateChange, GateResult, Matrix } from "@phasegate/report";
import type {
  Base,
  Edits,
  Memo,
  RepoPath,
  Workspace,
  WorkspaceKind,
  WorkspacePackage,
} from "@phasegate/workspace";
import type { Config, Policy } from "./config.ts";
import type { Demand } from "./demand/demand.ts";
import type { Finding } from "./finding.ts";
import type { FindingCode } from "./findings/index.ts";
import type { BaseGates } from "./gates-kept/base-gates.ts";
import type { Rehearsal } from "./rehearsal/rehearsal.ts";
import type { ObservedTasks } from "./turborepo/observed-tasks.ts";

/** Titles by describe path: `["describe", "inner", "title"]`; a bare string is a title at the top of the file. */
export type TestName = string | readonly [...path: string[], title: string];

/** What a check is about, as opposed to everything that it happens to read. */
export type Subject =
  | { readonly kind: "export"; readonly module: string; readonly export: string }
  | { readonly kind: "tests"; readonly package: string; readonly file: string }
  | { readonly kind: "decision"; readonly id: string }
  /** Decisions of the registers; all of them where `ids` is absent. */
  | { readonly kind: "decisions"; readonly ids?: readonly string[] }
  | { readonly kind: "document"; readonly path: RepoPath };

/** How much was judged: `selected` of `candidates`, which come from a roster that the check's own selection cannot shrink. */
export interface Scope {
  readonly selected: number;
  readonly candidates: number;
  /** What is counted, plural. */
  readonly unit: string;
  /** Where the candidates come from. */
  readonly roster: string;
  /** The gate's author wrote that selecting nothing is fine. */
  readonly emptyIsFine?: boolean;
}

export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly scope: Scope;
  /** What was taken on trust, one sentence each; shown in every report. */
  readonly assumptions?: readonly string[];
  /** How gates differ from those of the base. */
  readonly changes?: readonly GateChange[];
  /** What each row comes to in each column, for the report. */
  readonly matrix?: Matrix;
}

/** The paths that a check looked at in this very run. */
export interface CheckReads {
  readonly gate: string;
  readonly check: string;
  readonly paths: readonly RepoPath[];
}

export type { Matrix };

export interface CheckContext {
  /** Every read of this check is recorded here. */
  readonly workspace: Workspace;
  /**
   * What the change is compared with; chosen when it is first asked for. Reads of its workspace are recorded apart from
   * those of the head.
   */
  readonly base: Base;
  readonly packages: readonly WorkspacePackage[];
  readonly code: CodeFacts;
  /** Keeps what follows from bytes alone, by their digest. */
  readonly memo: Memo;
  readonly policy: Policy;
  /** The whole configuration of this run, for a check that judges gates; `undefined` where a check is judged alone. */
  readonly config: Config | undefined;
  /** The gates of the base; only known to checks that say `comparesGates`. */
  readonly gatesAtBase: BaseGates;
  /** What a suite decides in a clean clone; only known to checks that say `rehearses`. */
  readonly rehearsal: (suite: string) => Rehearsal;
  /** Decisions that the check's gate supports. */
  readonly decisions: readonly string[];
  /** Results of every gate that the check's gate needs, however far away, from this very run; each after its own needs. */
  readonly needs: readonly GateResult[];
  /**
   * What checks looked at that come before this one: those of every gate that the check's gate needs, and the others of
   * its own gate where this one says `judgesReads`.
   */
  readonly reads: readonly CheckReads[];
  /** What the task runner itself says of its tasks; only known to checks that say `observesTasks`. */
  readonly tasks: ObservedTasks;
}

/** Why a probe finds no place in a repository. */
export class NotApplicable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** An edit of the repository, made from the repository itself. */
export interface Probe {
  readonly name: string;
  readonly apply: (context: CheckContext) => Edits | NotApplicable;
  /** The edit breaks the syntax of a file, and means to; without it such an edit proves nothing. */
  readonly breaksSyntax?: true;
  /**
   * For an edit that only means something beside what was there before: how the base differs from the repository as it
   * is. Without it, the edit is judged against the base that the context has.
   */
  readonly base?: (context: CheckContext) => Edits | NotApplicable;
  /** For an edit that only means something beside the gates that there were before: what the base's gates were. */
  readonly gates?: (context: CheckContext) => BaseGates | NotApplicable;
  /** For an edit that only means something in a clean clone: what came of it there. */
  readonly rehearsal?: (context: CheckContext) => Rehearsal | NotApplicable;
}

/** Where a finding has to point: to a path, and where it can be known to a line. */
export interface Anchor {
  readonly path: RepoPath;
  /** `edited`: a line that the edit wrote, or where it took one away; `holds`: a line with this text, as edited. */
  readonly line?: "edited" | { readonly holds: string };
}

/** An edit that must turn the check red, with the finding that has to say so. */
export interface Counterexample extends Probe {
  /** One of these codes has to be found. A code that means `blocked` declares that the edit makes it unknowable. */
  readonly expect: FindingCode | readonly FindingCode[];
  /** Where that finding has to point; anywhere where absent. Given the repository before the edit. */
  readonly at?: Anchor | ((context: CheckContext, edits: Edits) => Anchor | undefined);
}

/** An edit that means nothing, and must leave the check green. */
export type Invariance = Probe;

/** One falsifiable claim over evidence. */
export interface Check {
  readonly kind: string;
  /** Unique within its gate; made from kind and subject unless the author gives one. */
  readonly name: string;
  /** One sentence that a reviewer agrees or disagrees with. */
  readonly claim: string;
  readonly subject: Subject;
  /** What else the claim is about, such as the modules that the named tests have to load. */
  readonly subjects?: readonly Subject[];
  /** Names of the tests that the claim rests on, in the file that the subject names. */
  readonly tests?: readonly TestName[];
  /** Kinds of workspace on which the claim can be decided; on others the check is blocked. */
  readonly supports: readonly WorkspaceKind[];
  /** What it demands as data, and how that compares with what another definition of its kind demands. */
  readonly demand: Demand;
  /** It compares gates with those of the base, which have to be had before anything is judged. */
  readonly comparesGates?: true;
  /** It judges what the other checks of its gate look at, and comes after them. */
  readonly judgesReads?: true;
  /** It compares what the task runner says of its tasks; these are what it asks about, before anything is judged. */
  readonly observesTasks?: (config: Config) => readonly string[];
  /** The suite that has to be run in a clean clone before anything is judged. */
  readonly rehearses?: string;
  readonly evaluate: (context: CheckContext) => Evaluation;
  readonly counterexamples: readonly Counterexample[];
  readonly invariances: readonly Invariance[];
}

/** What every check factory takes beside its own arguments. */
export interface CheckOptions {
  readonly claim?: string;
  readonly name?: string;
}

export function subjectText(subject: Subject): string {
  if (subject.kind === "decision") return subject.id;
  if (subject.kind === "decisions") return subject.ids?.join(", ") ?? "every decision";
  if (subject.kind === "document") return subject.path;
  return subject.kind === "tests" ? subject.file : `${subject.module}#${subject.export}`;
}

export const everyKind = [
  "working-tree",
  "index",
  "revision",
  "overlay",
] as const satisfies readonly WorkspaceKind[];
