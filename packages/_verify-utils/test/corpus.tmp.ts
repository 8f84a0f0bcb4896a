import { createMemo, openWorkingTree } from "@phasegate/workspace";
import { contextOf, decisionRules, defineConfig, evaluate, sentences } from "../src/index.ts";

const workspace = openWorkingTree("/tmp/h/corpus");
const policy = defineConfig({
  gates: [],
  suites: {},
  policy: {
    registers: JSON.parse(process.argv[2]!),
    statuses: [
      "draft",
      "proposed",
      "open",
      "accepted",
      "locked",
      "implemented",
      "closed",
      "deferred",
      "deprecated",
      "superseded",
      "rejected",
      "withdrawn",
    ],
  },
}).policy;
const only = process.argv[3];
for (const check of decisionRules({
  statements: {
    states: { decided: ["accepted", "implemented", "locked", "closed"] },
    words: ["must", "MUST", "shall", "will", "should", "We"],
  },
  language: { words: ["must", "MUST", "shall", "will", "We", "should", "use", "SHOULD", "MAY"] },
})) {
  if (only && check.kind !== only) continue;
  const t = performance.now();
  const e = evaluate(
    check,
    contextOf(
      workspace,
      { decisions: [] },
      { memo: createMemo(), base: () => ({ kind: "none" }), config: { policy } },
    ),
  );
  console.log(
    "==",
    check.name,
    (performance.now() - t).toFixed(0),
    "ms",
    JSON.stringify(e.scope),
    e.findings.length,
  );
  const counts: Record<string, number> = {};
  for (const f of e.findings) {
    counts[f.code] = (counts[f.code] ?? 0) + 1;
    if (counts[f.code]! <= Number(process.argv[4] ?? 8))
      console.log(
        "  ",
        f.code,
        `${f.location?.path}:${f.location?.start?.line}`,
        sentences(f).message.slice(0, 200),
      );
  }
  console.log(counts);
}
