import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Plain JavaScript without dependencies: no install can fail before it, and none can change what it says.

/**
 * What keeps a change from being merged: one line for each job that did not succeed, is lacking or is not known.
 * @param {string | undefined} needs GitHub's `toJSON(needs)`: `{ "<job>": { "result": "success" | … } }`
 * @param {string | undefined} jobs the authority: names of jobs by event, as JSON
 * @param {string | undefined} event name of the event that started the run
 * @returns {string[]} nothing when everything ran and succeeded
 */
export function obstacles(needs, jobs, event) {
  const expected = entryOf(recordOf(jobs), event ?? "");
  const isList = Array.isArray(expected) && expected.every((job) => typeof job === "string");
  if (!isList || expected.length === 0) return [`no jobs are expected on the event ${event || "(none)"}`];
  const results = recordOf(needs);
  if (results === undefined) return ["the results of the jobs are no JSON object"];
  const lacking = expected
    .filter((job) => !Object.hasOwn(results, job))
    .map((job) => `${job}: expected, but not among the jobs that this one needs`);
  const strange = Object.keys(results)
    .filter((job) => !expected.includes(job))
    .map((job) => `${job}: not expected on ${event}`);
  const unsuccessful = Object.keys(results).flatMap((job) => {
    const result = entryOf(entryOf(results, job), "result");
    return result === "success" ? [] : [`${job}: ${typeof result === "string" ? result : "no result"}`];
  });
  return [...lacking, ...strange, ...unsuccessful];
}

/** @param {string | undefined} text */
function recordOf(text) {
  try {
    const value = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * @param {unknown} value
 * @param {string} key
 * @returns {unknown}
 */
function entryOf(value, key) {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function main() {
  // Whatever happens from here on, silence is not success.
  process.exitCode = 1;
  const jobs = readFileSync(new URL("required-jobs.json", import.meta.url), "utf8");
  const found = obstacles(process.env["NEEDS"], jobs, process.env["GITHUB_EVENT_NAME"]);
  for (const line of found) console.error(`required: ${line}`);
  if (found.length > 0) return;
  console.log("required: every job ran and succeeded");
  process.exitCode = 0;
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) main();
