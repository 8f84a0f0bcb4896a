import { exitCodes, type GateScore, runSchema, usageExitCode } from "@phasegate/report";
import { type EvidenceAnswer, readEvidence } from "@phasegate/test-evidence";
import { openWorkingTree, readText, workspacePackages } from "@phasegate/workspace";

// One line with the real counts: every test by its evidence, every check and every proof of a gate by the document of the
// suite that just ran (edits and mutants are what proofs are made of, and count for nothing by themselves), and every further step by the exit code that is given as `name=code`.
const [suite, ...steps] = process.argv.slice(2);
if (suite === undefined || steps.some((step) => !/^[a-z]+=\d+$/.test(step))) {
  process.stderr.write(
    `count: expected a suite and steps such as check=0, got ${process.argv.slice(2).join(" ") || "nothing"}\n`,
  );
  process.exit(usageExitCode);
}
const workspace = openWorkingTree(process.cwd());
let passed = 0;
let failed = 0;

for (const one of workspacePackages(workspace)) {
  if (one.folder === "" || one.manifest.scripts?.["test"] === undefined) continue;
  countTests(one.name, readEvidence(workspace, one));
}
countChecks(readText(workspace, `.phasegate/results/${suite}.json`));
for (const step of steps) add(step.endsWith("=0"), step);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
if (failed > 0 || passed === 0) process.exitCode = exitCodes.failed;

function add(isPassed: boolean, what: string): void {
  if (isPassed) passed += 1;
  else {
    failed += 1;
    process.stderr.write(`failed: ${what}\n`);
  }
}

function countTests(name: string, answer: EvidenceAnswer): void {
  if (answer.kind !== "fresh") {
    add(false, `evidence of ${name} is ${answer.kind}`);
    return;
  }
  for (const { file, tests, errors } of answer.document.modules) {
    for (const test of tests)
      add(test.state === "passed", `${file}: ${[...test.path, test.title].join(" > ")}`);
    if (errors.length > 0) add(false, file);
  }
  for (const error of answer.document.unhandledErrors) add(false, `${name}: ${error.message}`);
}

function countChecks(text: string | undefined): void {
  if (text === undefined) {
    add(false, `the suite ${suite} left no result`);
    return;
  }
  const run = runSchema.parse(JSON.parse(text));
  for (const gate of run.gates) {
    // What is waived neither passed nor failed.
    const judged = gate.checks.filter((check) => check.verdict !== "waived");
    for (const check of judged) add(check.verdict === "passed", `${gate.id}: ${check.name}`);
    if (gate.proof !== undefined) add(isProved(gate.proof), `${gate.id}: its proof`);
  }
  add(run.verdict === "passed", `the suite ${suite}`);
}

function isProved({ killed, survived, falseAlarms, undecided, checksNotGreen, mutants }: GateScore): boolean {
  const unnoticed = mutants === undefined ? 0 : mutants.survived + mutants.noCoverage;
  return killed > 0 && survived + falseAlarms + undecided + checksNotGreen + unnoticed === 0;
}
