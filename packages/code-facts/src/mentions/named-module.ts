import type { RepoPath } from "@phasegate/workspace";
import type { Resolution } from "../resolve/resolution.ts";
import {
  countOf,
  isComputedAt,
  kindAt,
  type MentionKind,
  mentionAt,
  type PackedMentions,
  type PlacedMention,
  textAt,
} from "./mention.ts";

/** A mention with where it leads; a computed one leads to whatever begins like it. */
export interface ResolvedMention extends PlacedMention {
  readonly from: RepoPath;
  /** `undefined` for a computed mention. */
  readonly to: Resolution | undefined;
}

/**
 * What a module names. Where it leads is worked out at once, by `lead`; an object for each mention is made when somebody asks for
 * it: rules on a whole repository look at few of them closely.
 */
export class NamedModule {
  readonly kind = "module";
  readonly from: RepoPath;
  /** Where each mention leads; `undefined` for a computed one. */
  readonly leads: readonly (Resolution | undefined)[];
  /** Whether any of them leads to nothing that is there. */
  readonly hasMissing: boolean;
  readonly #packed: PackedMentions;
  #mentions: readonly ResolvedMention[] | undefined;

  constructor(from: RepoPath, packed: PackedMentions, lead: (text: string, kind: MentionKind) => Resolution) {
    this.from = from;
    this.#packed = packed;
    let hasMissing = false;
    const leads: (Resolution | undefined)[] = [];
    const count = countOf(packed);
    for (let at = 0; at < count; at += 1) {
      const to = isComputedAt(packed, at) ? undefined : lead(textAt(packed, at), kindAt(packed, at));
      hasMissing ||= to?.kind === "missing";
      leads.push(to);
    }
    this.leads = leads;
    this.hasMissing = hasMissing;
  }

  /** Kind of the mention of an index in {@link leads}. */
  kindAt(at: number): MentionKind {
    return kindAt(this.#packed, at);
  }

  mentionAt(at: number): ResolvedMention {
    const { kind, text, computed, offset, line, column } = mentionAt(this.#packed, at);
    return { kind, text, computed, offset, line, column, from: this.from, to: this.leads[at] };
  }

  get mentions(): readonly ResolvedMention[] {
    this.#mentions ??= this.leads.map((_, at) => this.mentionAt(at));
    return this.#mentions;
  }
}
