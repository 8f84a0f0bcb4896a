/** One kind of finding: what it makes of its check, and every sentence about it. The page in `docs/findings/` is made from this. */
export interface FindingKind<Args> {
  /** `failed`: the evidence says no. `blocked`: it cannot be known. */
  readonly verdict: "failed" | "blocked";
  readonly title: string;
  readonly message: (args: Args) => string;
  /** What to do about this one. */
  readonly mend: (args: Args) => string;
  /** Why it matters: a paragraph for the page. */
  readonly meaning: string;
  readonly sample: Args;
}

export function finding<Args extends object>(kind: FindingKind<Args>): FindingKind<Args> {
  return kind;
}

export function list(items: readonly string[], none = "none"): string {
  return items.length === 0 ? none : items.join(", ");
}
