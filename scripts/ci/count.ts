import { exitCodes, type RunDocument, runSchema } from "@phasegate/report";
import { type EvidenceAnswer, readEvidence } from "@phasegate/test-evidence";
import { openWorkingTree, readText, workspacePackages } from "@phasegate/workspace";

// One line with the real counts: every test by its evidence, every check by the result of the suite that just ran.
const [suite = "quick"] = process.argv.slice(2);
const workspace = openWorkingTree(process.cwd());
let passed = 0;
let failed = 0;

for (const one of workspacePackages(workspace)) {
  if (one.folder === "" || one.manifest.scripts?.["test"] === undefined) continue;
  count(one.name, readEvidence(workspace, one));
}
countRun(readText(workspace, `.phasegate/results/${suite}.json`));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
if (failed > 0 || passed === 0) process.exitCode = exitCodes.failed;

function count(name: string, answer: EvidenceAnswer): void {
  if (answer.kind !== "fresh") {
    process.stderr.write(`${name}: evidence is ${answer.kind}\n`);
    failed += 1;
    return;
  }
  const { modules, unhandledErrors } = answer.document;
  const states = modules.flatMap((module) => module.tests.map((test) => test.state));
  passed += states.filter((state) => state === "passed").length;
  failed += states.filter((state) => state !== "passed").length + unhandledErrors.length;
}

function countRun(text: string | undefined): void {
  const run: RunDocument | undefined = text === undefined ? undefined : runSchema.parse(JSON.parse(text));
  const verdicts = run?.gates.flatMap((gate) => gate.checks.map((check) => check.verdict)) ?? [];
  passed += verdicts.filter((verdict) => verdict === "passed").length;
  failed += verdicts.filter((verdict) => verdict !== "passed" && verdict !== "waived").length;
  if (run === undefined || (run.verdict !== "passed" && verdicts.every((verdict) => verdict === "passed")))
    failed += 1;
}
