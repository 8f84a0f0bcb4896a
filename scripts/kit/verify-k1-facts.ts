import { defineGate, importConfined, main } from "@phasegate/verify-utils";

/** Everything that derives facts or judges. */
const judging = [
  "packages/_verify-utils/src/checks/**",
  "packages/_verify-utils/src/demand/**",
  "packages/_verify-utils/src/gates-kept/**",
  "packages/code-facts/src/**",
  "packages/decision-records/src/**",
];
const markdown = "packages/decision-records/src/markdown";

const gate = defineGate({
  id: "k1-facts",
  slice: "K1",
  decisions: ["D-011", "D-012"],
  checks: [
    importConfined({
      name: "importConfined:disk",
      symbols: [
        { module: "node:fs", export: "*" },
        { module: "node:fs/promises", export: "*" },
        { module: "fs", export: "*" },
        { module: "fs/promises", export: "*" },
        { module: "node:child_process", export: "*" },
        { module: "child_process", export: "*" },
      ],
      to: [],
      among: judging,
      claim: "What judges, and what it judges from, reaches neither the disk nor another process by itself",
    }),
    importConfined({
      symbols: [{ module: "packages/workspace/src/working-tree.ts", export: "openWorkingTree" }],
      to: [],
      among: judging,
      claim: "What judges is given its view of the repository, and opens none",
    }),
    importConfined({
      symbols: [{ module: "satteri", export: "*" }],
      to: [`${markdown}/parse.ts`],
      among: ["packages/*/src/**"],
      claim: "The fast parser of Markdown is used in one module",
    }),
    importConfined({
      symbols: [{ module: "remark-parse", export: "*" }],
      to: [`${markdown}/judge.ts`],
      among: ["packages/*/src/**"],
      claim: "The exact parser of Markdown is used in one module, which compares",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
