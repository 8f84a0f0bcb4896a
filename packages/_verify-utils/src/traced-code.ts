import { type KeptFacts, keepCodeFacts } from "@phasegate/code-facts";
import { type Edits, type Memo, overlay, type Seen, trace, type Workspace } from "@phasegate/workspace";
import type { SharedCode } from "./context.ts";

/** Facts on the code of one repository and of edited views of it, with everything that they were derived from. */
export class TracedCode {
  readonly #kept: KeptFacts;
  readonly #seen: ReadonlyMap<string, Seen>;

  constructor(workspace: Workspace, memo: Memo) {
    const { workspace: traced, seen } = trace(overlay(workspace, {}));
    this.#kept = keepCodeFacts({ workspace: traced, memo });
    this.#seen = seen;
  }

  /** @param view the repository with these edits */
  edited(view: Workspace, edits: Edits): SharedCode {
    if (Object.keys(edits).length === 0) return { facts: this.#kept.facts, seen: () => this.#seen };
    const { workspace, seen } = trace(view);
    const facts = this.#kept.edited(workspace, edits);
    let both: ReadonlyMap<string, Seen> = new Map();
    let size = -1;
    return {
      facts,
      seen: () => {
        // Both only grow.
        const now = this.#seen.size + seen.size;
        if (now !== size) both = new Map([...this.#seen, ...seen]);
        size = now;
        return both;
      },
    };
  }
}
