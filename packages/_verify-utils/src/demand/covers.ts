/** Whether what is asked for now asks at least for what was asked for before; `unknown` where data alone cannot tell. */
export type Covers = "yes" | "no" | "unknown";

/** All of them: one that says no is enough. */
export function every(answers: readonly Covers[]): Covers {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

/** Any of them: one that says yes is enough. */
export function some(answers: readonly Covers[]): Covers {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}
