import { spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { obstacles } from "../ci/required.mjs";
import authority from "../ci/required-jobs.json" with { type: "json" };

const script = resolve(dirname(fileURLToPath(import.meta.url)), "../ci/required.mjs");
const outcomes = ["success", "failure", "cancelled", "skipped"] as const;
const event = "pull_request";
const jobs = JSON.stringify({ pull_request: ["one", "two", "three"] });
const needsOf = (results: Readonly<Record<string, unknown>>) =>
  JSON.stringify(
    Object.fromEntries(Object.entries(results).map(([job, result]) => [job, { result, outputs: {} }])),
  );
const green = { one: "success", two: "success", three: "success" };

const combinations = outcomes.flatMap((one) =>
  outcomes.flatMap((two) => outcomes.map((three) => ({ one, two, three }))),
);

test.each(combinations)("$one, $two, $three: green only when all three succeeded", (results) => {
  const unsuccessful = Object.values(results).filter((result) => result !== "success");
  expect(obstacles(needsOf(results), jobs, event)).toHaveLength(unsuccessful.length);
});

describe.each([
  ["a job is missing", needsOf({ one: "success", two: "success" }), jobs, event],
  ["a job is extra", needsOf({ ...green, four: "success" }), jobs, event],
  ["a job is extra and was skipped", needsOf({ ...green, four: "skipped" }), jobs, event],
  ["there are no results", needsOf({}), jobs, event],
  ["the results are empty text", "", jobs, event],
  ["the results are absent", undefined, jobs, event],
  ["the results are no JSON", "{", jobs, event],
  ["the results are null", "null", jobs, event],
  ["the results are a list", "[]", jobs, event],
  ["the results are a text", '"success"', jobs, event],
  ["a result is an unknown word", needsOf({ ...green, two: "neutral" }), jobs, event],
  ["a result is in capitals", needsOf({ ...green, two: "SUCCESS" }), jobs, event],
  ["a result is no text", needsOf({ ...green, two: true }), jobs, event],
  ["a job has no result", JSON.stringify({ one: {}, two: {}, three: {} }), jobs, event],
  ["a job is null", JSON.stringify({ one: null, two: null, three: null }), jobs, event],
  ["a result is inherited", '{"one":{"__proto__":{"result":"success"}}}', '{"pull_request":["one"]}', event],
  ["a job is called like a member of objects", needsOf({}), '{"pull_request":["constructor"]}', event],
  ["the event is unknown", needsOf(green), jobs, "workflow_dispatch"],
  ["the event is a member of objects", needsOf(green), jobs, "toString"],
  ["the event is absent", needsOf(green), jobs, undefined],
  ["nothing is expected", needsOf({}), '{"pull_request":[]}', event],
  ["what is expected is no list", needsOf(green), '{"pull_request":"one"}', event],
  ["what is expected is no JSON", needsOf(green), "{", event],
  ["what is expected is absent", needsOf(green), undefined, event],
])("%s", (_, needs, expected, name) => {
  test("is red", () => {
    expect(obstacles(needs, expected, name)).not.toEqual([]);
  });
});

test("whatever the results are, only the expected jobs with success are green", () => {
  const result = fc.oneof(fc.constantFrom(...outcomes), fc.string(), fc.constant(null));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("one", "two", "three", "four"), result), (results) => {
      const isGreen = obstacles(needsOf(results), jobs, event).length === 0;
      const entries = Object.entries(results);
      expect(isGreen).toBe(
        entries.length === 3 && !("four" in results) && entries.every(([, one]) => one === "success"),
      );
    }),
  );
});

describe("as a program", () => {
  const run = (needs: string | undefined, name: string) => {
    const { GITHUB_EVENT_NAME: _, NEEDS: __, ...rest } = process.env;
    const env = { ...rest, GITHUB_EVENT_NAME: name, ...(needs === undefined ? {} : { NEEDS: needs }) };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8", env });
    return { status, text: stdout + stderr };
  };
  const all = Object.fromEntries(authority.pull_request.map((job) => [job, "success"]));

  test.each(Object.keys(authority))("on %s it is green when everything succeeded", (name) => {
    expect(run(needsOf(all), name)).toEqual({
      status: 0,
      text: "required: every job ran and succeeded\n",
    });
  });

  test("it names what did not succeed", () => {
    const [first = ""] = authority.pull_request;
    expect(run(needsOf({ ...all, [first]: "cancelled" }), "merge_group")).toEqual({
      status: 1,
      text: `required: ${first}: cancelled\n`,
    });
  });

  test("without results it is red", () => {
    expect(run(undefined, "pull_request").status).toBe(1);
  });

  test("on an event that nobody expects it is red", () => {
    expect(run(needsOf(all), "push").status).toBe(1);
  });
});
