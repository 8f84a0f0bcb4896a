import type { Memo, RepoPath, Workspace } from "@phasegate/workspace";
import { LineTable, type Location } from "../location.ts";
import { languageOf } from "../parse.ts";
import type { Resolution } from "../resolve/resolution.ts";
import { type NamedEntry, Resolver } from "../resolve/resolver.ts";
import { type Mention, type PackedMentions, packMentions, unpackMentions } from "./mention.ts";
import { readMentions } from "./read-mentions.ts";

/** Bumped whenever the mentions of the same bytes would come out different. */
const version = 1;

/** A mention with where it leads; a computed one leads to whatever begins like it. */
export interface ResolvedMention extends Mention {
  readonly from: RepoPath;
  /** Absent for a computed mention. */
  readonly to?: Resolution;
}

export type MentionsAnswer =
  | { readonly kind: "module"; readonly mentions: readonly ResolvedMention[] }
  | { readonly kind: "unparsable"; readonly message: string; readonly location: Location }
  | undefined;

interface Unparsable {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What the modules of one workspace name, by whatever means, and where that leads. Kept apart from the surfaces that
 * answer for names and values: this is a tenth of their size, and all that a graph of a whole repository needs.
 */
export class ModuleMentions {
  readonly #workspace: Workspace;
  readonly #memo: Memo | undefined;
  readonly #resolver: Resolver;
  readonly #known = new Map<RepoPath, MentionsAnswer>();

  constructor(workspace: Workspace, memo: Memo | undefined, resolver = new Resolver(workspace)) {
    this.#workspace = workspace;
    this.#memo = memo;
    this.#resolver = resolver;
  }

  /** `undefined` when the file is absent. */
  of(path: RepoPath): MentionsAnswer {
    if (this.#known.has(path)) return this.#known.get(path);
    const answer = this.#read(path);
    this.#known.set(path, answer);
    return answer;
  }

  /** Where a specifier leads by names alone, as a run without tsconfig would see it. */
  named(from: RepoPath, specifier: string, kind: Mention["kind"]): NamedEntry | undefined {
    return this.#resolver.named(from, specifier, kind === "require" ? "require" : "import");
  }

  /** Where something stands in a file that is there. */
  location(path: RepoPath, start: number, end = start): Location {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.#workspace.read(path));
    return new LineTable(text).location(path, [start, end]);
  }

  #read(path: RepoPath): MentionsAnswer {
    const packed = packedMentions(this.#workspace, this.#memo, path);
    if (packed === undefined) return undefined;
    if ("message" in packed) {
      const { message, start, end } = packed;
      return { kind: "unparsable", message, location: this.location(path, start, end) };
    }
    const mentions = unpackMentions(packed).map((one): ResolvedMention => {
      if (one.computed) return { ...one, from: path };
      const to = this.#resolver.resolve(path, one.text, one.kind === "require" ? "require" : "import");
      return { ...one, from: path, to };
    });
    return { kind: "module", mentions };
  }
}

function packedMentions(
  workspace: Workspace,
  memo: Memo | undefined,
  path: RepoPath,
): PackedMentions | Unparsable | undefined {
  const digest = workspace.digest(path);
  if (digest === undefined) return undefined;
  const space = mentionSpace(path);
  const known = memo?.get(space, digest);
  // Only this function and the threads that read ahead for it write the namespace, whose version names the shape.
  if (known !== undefined) return known as PackedMentions | Unparsable;
  const bytes = workspace.read(path);
  if (bytes === undefined) return undefined;
  const packed = readPacked(path, bytes);
  memo?.set(space, digest, packed);
  return packed;
}

function readPacked(path: RepoPath, bytes: Uint8Array): PackedMentions | Unparsable {
  const read = readMentions(path, bytes);
  if (read.kind === "read") return packMentions(read.mentions);
  const [problem] = read.problems;
  const [start, end] = problem?.span ?? [0, 0];
  return { message: problem?.message ?? "unknown syntax", start, end };
}

function mentionSpace(path: RepoPath): string {
  return `code-facts/mentions/${version}/${languageOf(path)}`;
}
