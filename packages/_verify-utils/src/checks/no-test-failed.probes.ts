import type { Counterexample } from "../check.ts";
import { editing } from "./tests-passed.edits.ts";

export function anyTestCounterexamples(name: string): readonly Counterexample[] {
  return [
    {
      name: "some test failed",
      expect: "test-failed",
      apply: editing({ package: name }, ({ tests }) => {
        for (const test of tests.slice(0, 1)) Object.assign(test, { state: "failed" });
      }),
    },
    {
      name: "a file failed outside its tests",
      expect: "test-file-failed",
      apply: editing({ package: name }, (module) => {
        Object.assign(module, { errors: [{ name: "Error", message: "in a hook", location: null }] });
      }),
    },
    {
      name: "nothing passed",
      expect: "evidence-invalid",
      apply: editing({ package: name }, (_, document) => {
        document.modules = document.modules.map((module) => ({
          ...module,
          tests: module.tests.map((test) => ({ ...test, state: "skipped" })),
        }));
      }),
    },
  ];
}
