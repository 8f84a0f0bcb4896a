import { openWorkingTree, overlay } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test } from "vitest";
import { createCodeFacts, Resolver } from "../src/index.ts";

test("facts that share where specifiers lead still say what each module holds", () => {
  const repository = createTemporaryRepository({
    "a.ts": "export const a = 1;\n",
    "b.ts": "export const b = 1;\n",
    "use.ts": 'import { a } from "./a.ts";\nvoid a;\n',
  });
  onTestFinished(repository.dispose);
  const workspace = openWorkingTree(repository.root);
  const resolver = new Resolver(workspace);
  const importers = (use: string, of: string) => {
    const edited = overlay(workspace, { "use.ts": use });
    const { sites } = createCodeFacts({ workspace: edited, resolver }).importsOf({ module: of }, ["use.ts"]);
    return sites.map(({ module }) => module);
  };
  expect(importers('import { a } from "./a.ts";\nvoid a;\n', "a.ts")).toEqual(["use.ts"]);
  expect(importers('import { b } from "./b.ts";\nvoid b;\n', "a.ts")).toEqual([]);
  expect(importers('import { b } from "./b.ts";\nvoid b;\n', "b.ts")).toEqual(["use.ts"]);
});
