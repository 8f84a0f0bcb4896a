import { createMemo, type Edits, openWorkingTree, overlay, readText } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test } from "vitest";
import {
  type Check,
  callsSymbol,
  defaultPolicy,
  defineGate,
  everyKind,
  plainDemand,
  run,
} from "../src/index.ts";
import { RestedGates } from "../src/rested-gates.ts";

const files = {
  "src/guard.ts": "export function guard(): void {\n  return;\n}\n",
  "src/use.ts": 'import { guard } from "./guard.ts";\nguard();\n',
  "a.txt": "a",
  "b.txt": "b",
};

function reading(path: string, asked: string[], more: (context: Parameters<Check["evaluate"]>[0]) => void) {
  const check: Check = {
    kind: "reading",
    name: path,
    claim: `${path} is read`,
    subject: { kind: "document", path },
    supports: everyKind,
    demand: plainDemand({ path }),
    evaluate: (context) => {
      asked.push(`${path}: ${readText(context.workspace, path)}`);
      more(context);
      return { findings: [], scope: { selected: 1, candidates: 1, unit: "files", roster: "fixture" } };
    },
    counterexamples: [],
    invariances: [],
  };
  return check;
}

function opened(checks: readonly Check[]) {
  const repository = createTemporaryRepository(files);
  onTestFinished(repository.dispose);
  const workspace = openWorkingTree(repository.root);
  const config = { policy: defaultPolicy, waivers: [] };
  const options = { config, memo: createMemo(), base: () => ({ kind: "none" }) as const };
  const rested = new RestedGates(workspace, options);
  const gate = defineGate({ id: "g", slice: "E1", checks });
  return (edits: Edits) =>
    run({
      ...options,
      workspace: overlay(workspace, edits),
      target: "g",
      gates: rested.of([gate], edits),
      head: null,
      now: new Date(0),
    }).gates.map(({ verdict }) => verdict);
}

test("a check is asked again only by edits of what it looked at", () => {
  const asked: string[] = [];
  const judge = opened([reading("a.txt", asked, () => undefined), reading("b.txt", asked, () => undefined)]);
  judge({ "a.txt": "other" });
  judge({ "a.txt": "another" });
  expect(asked).toEqual(["a.txt: a", "a.txt: other", "b.txt: b", "a.txt: another"]);
});

test("a check that asks for the base, and every check of a file that comes or goes, is asked again", () => {
  const asked: string[] = [];
  const judge = opened([reading("a.txt", asked, ({ base }) => void base)]);
  judge({ "b.txt": "other" });
  judge({ "c.txt": "new" });
  judge({ "b.txt": null });
  expect(asked).toEqual(["a.txt: a", "a.txt: a", "a.txt: a", "a.txt: a"]);
});

test("what a check learns from the code is what it looked at", () => {
  const module = "src/use.ts";
  const judge = opened([
    callsSymbol({ symbol: { module: "src/guard.ts", export: "guard" }, from: { module } }),
  ]);
  expect(judge({ "a.txt": "other" })).toEqual(["passed"]);
  expect(judge({ [module]: 'import { guard } from "./guard.ts";\nvoid guard;\n' })).toEqual(["failed"]);
});
