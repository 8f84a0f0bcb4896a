import { type Memo, parentOf, type RepoPath, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { LineTable, type Location } from "../location.ts";
import type { Condition } from "../resolve/resolution.ts";
import { type NamedEntry, Resolver } from "../resolve/resolver.ts";
import { Answers, type Gatherer, type Kept, type Rests, standsAfter } from "../rests.ts";
import type { Mention } from "./mention.ts";
import { NamedModule } from "./named-module.ts";
import { packedMentions } from "./packed.ts";

export type MentionsAnswer =
  | NamedModule
  | { readonly kind: "unparsable"; readonly message: string; readonly location: Location }
  | undefined;

/** Mentions before edits, and what these changed. */
export interface MentionsBefore {
  readonly mentions: ModuleMentions;
  readonly changed: Rests;
}

interface MentionsOptions {
  readonly memo?: Memo | undefined;
  readonly resolver?: Resolver | undefined;
  /** Told what each answer rests on. */
  readonly gatherer?: Gatherer | undefined;
  readonly before?: MentionsBefore | undefined;
}

/**
 * What the modules of one workspace name, by whatever means, and where that leads. Kept apart from the surfaces that
 * answer for names and values: this is a tenth of their size, and all that a graph of a whole repository needs.
 */
export class ModuleMentions {
  readonly #workspace: Workspace;
  readonly #memo: Memo | undefined;
  readonly #resolver: Resolver;
  readonly #gatherer: Gatherer | undefined;
  readonly #before: MentionsBefore | undefined;
  readonly #known: Answers<RepoPath, MentionsAnswer>;

  constructor(workspace: Workspace, { memo, resolver, gatherer, before }: MentionsOptions = {}) {
    this.#workspace = workspace;
    this.#memo = memo;
    this.#resolver = resolver ?? new Resolver(workspace);
    this.#gatherer = gatherer;
    this.#before = before;
    this.#known = new Answers(gatherer);
  }

  /** `undefined` when the file is absent. The same object as before edits that leave the answer as it was. */
  of(path: RepoPath): MentionsAnswer {
    return this.#kept(path).value;
  }

  #kept(path: RepoPath): Kept<MentionsAnswer> {
    return this.#known.kept(path, () => this.#beforeEdits(path) ?? this.#read(path));
  }

  #beforeEdits(path: RepoPath): MentionsAnswer {
    if (this.#before === undefined || this.#before.changed.has(path)) return undefined;
    try {
      const { value, rests } = this.#before.mentions.#kept(path);
      return standsAfter(rests, this.#before.changed) ? value : undefined;
    } catch (error) {
      // A manifest that could not be read before may be readable now.
      if (error instanceof WorkspaceError) return undefined;
      throw error;
    }
  }

  /** Whether answers are asked for again after edits, where they leave them as they were. */
  get outlast(): boolean {
    return this.#gatherer !== undefined;
  }

  /** Where a specifier leads by names alone, as a run without tsconfig would see it. */
  named(from: RepoPath, specifier: string, kind: Mention["kind"]): NamedEntry | undefined {
    return this.#resolver.named(from, specifier, conditionOf(kind));
  }

  #read(path: RepoPath): MentionsAnswer {
    this.#gatherer?.touch(path);
    const packed = packedMentions(this.#workspace, this.#memo, path);
    if (packed === undefined) return undefined;
    if ("message" in packed) {
      const { message, start, end } = packed;
      return { kind: "unparsable", message, location: this.#location(path, start, end) };
    }
    const folder = parentOf(path);
    return new NamedModule(path, packed, (text, kind) =>
      this.#resolver.resolveIn(folder, text, conditionOf(kind)),
    );
  }

  /** Where something stands in a file that is there. */
  #location(path: RepoPath, start: number, end: number): Location {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.#workspace.read(path));
    return new LineTable(text).location(path, [start, end]);
  }
}

function conditionOf(kind: Mention["kind"]): Condition {
  return kind === "require" ? "require" : "import";
}
