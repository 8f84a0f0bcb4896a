import { demandsOf } from "../demand/demand.ts";
import { each, same } from "../demand/orders.ts";
import type { TestsPassed } from "./tests-passed.ts";

type Arguments = Omit<TestsPassed, "claim" | "name">;

const demand = demandsOf<Arguments>({
  package: same,
  file: same,
  tests: each,
  subjects: each,
});

/** A title at the top of a file is a path of one part. */
export const testsDemand = ({ tests, ...rest }: Arguments) =>
  demand({ ...rest, tests: tests.map((test) => (typeof test === "string" ? [test] : test)) });
