import type { RepoPath } from "@phasegate/workspace";
import { computed } from "../edits/workflow.ts";

/** A workflow beside with one job, with these lines of it. */
export function rival(workflow: RepoPath, lines: readonly string[]): Readonly<Record<string, string>> {
  const job = [...lines, "runs-on: ubuntu-24.04", "steps:", '  - run: "true"'];
  const text = ["on: push", "jobs:", "  one:", ...job.map((line) => `    ${line}`), ""].join("\n");
  return { [`${workflow.slice(0, workflow.lastIndexOf("/"))}/phasegate-probe.yml`]: text };
}

const matrix = (...lists: readonly string[]) => [
  "strategy:",
  "  matrix:",
  ...lists.map((list) => `    ${list}`),
];

export const rivals: readonly (readonly [string, (check: string) => readonly string[]])[] = [
  ["has a job of that name", (check) => [`name: ${check}`]],
  [
    "has a job of that name by its matrix",
    (check) => [`name: ${computed("matrix.x")}`, ...matrix(`x: [one, ${check}]`)],
  ],
  [
    "has a job of that name by what its matrix includes",
    (check) => [
      `name: ${computed("matrix['x']")}`,
      ...matrix("y: [one]", `include: [{ y: two, x: ${check} }]`),
    ],
  ],
  ["has a job of that name by a literal", (check) => [`name: ${computed(`'${check}'`)}`]],
  ["has a job whose name is computed", () => [`name: ${computed("inputs.name")}`]],
];

export const strangers: typeof rivals = [
  ["has a job named by its matrix", () => [`name: on ${computed("matrix.os")}`, ...matrix("os: [one, two]")]],
  ["has a job whose name begins otherwise", (check) => [`name: not ${check} ${computed("github.ref")}`]],
  ["has the name in a step", (check) => ["env:", `  NAME: ${check}`]],
];
