import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runSchema } from "@phasegate/report";
import { createTemporaryRepository, type TemporaryRepository } from "@phasegate/workspace/testing";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const kit = resolve(here, "../../_verify-utils/src/index.ts");
const bin = resolve(here, "../src/bin.ts");
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

interface Sources {
  readonly statuses?: string;
  readonly claim?: string;
  readonly checks?: string;
}

/** A configuration as a repository would have it, on the sources of this kit. */
const config = ({ statuses = '"locked"', claim = "It is decided.", checks = "" }: Sources = {}) => `
import { decisionRecorded, defineConfig, defineGate, gatesKept } from ${JSON.stringify(kit)};
const decided = defineGate({
  id: "decided",
  slice: "S1",
  checks: [decisionRecorded({ id: "D-001", statuses: [${statuses}], claim: ${JSON.stringify(claim)} })${checks}],
});
const kept = defineGate({ id: "kept", slice: "S2", checks: [gatesKept()] });
export default defineConfig({
  gates: [decided, kept],
  suites: { quick: ["decided"], full: ["decided", "kept"] },
  policy: { registers: ["DECISIONS.md"] },
});
`;
const registerOf = (status: string) =>
  `# Decisions\n\n### D-001 — One\n\n- \`status\`: \`${status}\`\n- \`closure_evidence\`:\n  - \`README.md\`\n`;
const manifest = (script = `node --import ${tsx} ${bin}`) =>
  JSON.stringify({ name: "r", type: "module", scripts: { phasegate: script } });

function repository(files: Readonly<Record<string, string>> = {}): TemporaryRepository {
  const made = createTemporaryRepository({
    "package.json": manifest(),
    "phasegate.config.ts": config(),
    "DECISIONS.md": registerOf("locked"),
    "README.md": "# R\n",
    ".gitignore": ".phasegate/\n",
    ...files,
  });
  onTestFinished(made.dispose);
  made.git("switch", "-qc", "change");
  return made;
}

/** Of these tests alone: others look at bases at the same time. */
const temporary = realpathSync(mkdtempSync(join(tmpdir(), "phasegate-gates-from-")));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const env = { ...process.env, NO_COLOR: "1", CI: "1", GITHUB_ACTIONS: "", TMPDIR: temporary };

function phasegate(root: string, args: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", tsx, bin, ...args.split(" ")], {
    cwd: root,
    encoding: "utf8",
    env,
  });
  return { code: status, stdout, stderr };
}

const leftOver = () => readdirSync(temporary).filter((name) => name.startsWith("phasegate-base-"));

const timeout = 120_000;

describe("a gate on gates", { timeout }, () => {
  test("a status more is weaker, until a decision that is closed here allows it", () => {
    const made = repository();
    made.write({ "phasegate.config.ts": config({ statuses: '"locked", "closed"' }) });
    const weaker = phasegate(made.root, "verify kept --json");
    const [check] = runSchema.parse(JSON.parse(weaker.stdout)).gates[0]?.checks ?? [];
    expect([weaker.code, check?.findings.map(({ code }) => code)]).toEqual([1, ["gate-weakened"]]);
    expect(check?.changes?.map(({ subject, change }) => [subject, change])).toContainEqual([
      "decided",
      "weakened",
    ]);
    made.write({ "DECISIONS.md": `${registerOf("closed")}- \`weakens\`: decided — decisions close now\n` });
    expect(phasegate(made.root, "verify kept").code).toBe(0);
    expect(leftOver()).toEqual([]);
  });

  test("another claim passes, and is told; nothing is run where nothing changed", () => {
    const made = repository();
    expect(phasegate(made.root, "verify kept").stdout).not.toContain("changed gates");
    made.write({ "phasegate.config.ts": config({ claim: "Somebody decided it." }) });
    const { code, stdout } = phasegate(made.root, "verify kept");
    expect([code, stdout.includes("decided changed: decisionRecorded:D-001 (claim)")]).toEqual([0, true]);
  });

  test("a base whose phasegate cannot tell is blocked, with the reason", () => {
    const made = repository({ "package.json": manifest("exit 7;") });
    made.write({ "package.json": manifest(), "phasegate.config.ts": config({ claim: "Other." }) });
    const { code, stdout } = phasegate(made.root, "verify kept");
    expect(code).toBe(2);
    expect(stdout).toContain("ended with 7");
    expect(stdout).toContain("gates-unknown");
    expect(leftOver()).toEqual([]);
  });
});

describe("--gates-from", { timeout }, () => {
  test("judges by the gates of the base what a change would judge otherwise", () => {
    const made = repository();
    made.write({ "phasegate.config.ts": config({ statuses: '"open"' }), "DECISIONS.md": registerOf("open") });
    const before = made.git("status", "--porcelain");
    expect(phasegate(made.root, "verify quick").code).toBe(0);
    const { code, stdout } = phasegate(made.root, "verify quick --gates-from main");
    expect(code).toBe(1);
    const commit = made.git("rev-parse", "main").trim();
    expect(stdout).toContain(`judged by the gates and the kit of ${commit.slice(0, 12)}`);
    expect(stdout).toContain("[status-unexpected]");
    expect(made.git("status", "--porcelain")).toBe(before);
    expect(made.git("worktree", "list").trim().split("\n").length).toBe(1);
    expect(leftOver()).toEqual([]);
  });

  test("a configuration that is broken is judged all the same", () => {
    const made = repository();
    made.write({ "phasegate.config.ts": "throw new Error('broken');\n", "package.json": "{" });
    const { code, stdout } = phasegate(made.root, "verify --gates-from main --json");
    expect(code).toBe(0);
    expect(runSchema.parse(JSON.parse(stdout)).gatesFrom).toBe(made.git("rev-parse", "main").trim());
  });

  test("the gate on gates of the base sees what the change made of them, also when it took itself away", () => {
    const made = repository();
    const lax = config({ statuses: '"locked", "open"' });
    made.write({
      "phasegate.config.ts": lax
        .replace("gates: [decided, kept]", "gates: [decided]")
        .replace(', "kept"', ""),
    });
    expect(phasegate(made.root, "verify full").code).toBe(0);
    const { code, stdout } = phasegate(made.root, "verify full --gates-from main");
    expect(code).toBe(1);
    for (const lost of ["kept demands less than at the base: the gate is gone", "decided demands less than"])
      expect(stdout).toContain(lost);
    made.write({ "phasegate.config.ts": config({ claim: "Somebody decided it." }) });
    expect(phasegate(made.root, "verify full --gates-from main").code).toBe(0);
    made.write({ "phasegate.config.ts": "throw new Error('broken');\n" });
    expect(phasegate(made.root, "verify full --gates-from main").code).toBe(2);
  });

  test("judges a commit and the index as well", () => {
    const made = repository();
    made.write({ "DECISIONS.md": registerOf("open") });
    expect(phasegate(made.root, "verify --gates-from main --index").code).toBe(0);
    made.git("add", "-A");
    expect(phasegate(made.root, "verify --gates-from main --index").code).toBe(1);
    expect(phasegate(made.root, "verify --gates-from main --at main").code).toBe(0);
  });

  test.each<[string, Record<string, string>, string, number]>([
    ["no phasegate", { "package.json": '{ "name": "r" }' }, "has no phasegate", 2],
    ["an older one", { "package.json": manifest("node -e 0") }, "has no --repository", 2],
    [
      "dependencies and no lockfile",
      { "package.json": '{ "dependencies": { "x": "1" } }' },
      "no lockfile",
      2,
    ],
    [
      "a lockfile that cannot be installed",
      { "package.json": '{ "dependencies": { "x": "1" } }', "pnpm-lock.yaml": "lockfileVersion: '9.0'\n" },
      "could not be installed",
      2,
    ],
  ])("is blocked on a base with %s", (_, files, reason, expected) => {
    const made = repository(files);
    const { code, stderr } = phasegate(made.root, "verify --gates-from main");
    expect([code, stderr.includes(reason) ? reason : stderr]).toEqual([expected, reason]);
    expect(stderr).toContain("mend: ");
    expect(leftOver()).toEqual([]);
  });

  test("an unknown commit is a usage error", () => {
    expect(phasegate(repository().root, "verify --gates-from nowhere").code).toBe(3);
  });

  test("an interrupted run leaves nothing", async () => {
    const script = "node -e setTimeout(()=>{},60000)";
    const made = repository({
      "package.json": JSON.stringify({
        scripts: { phasegate: script.replace("setTimeout(()=>{},60000)", '"setTimeout(()=>{},60000)"') },
      }),
    });
    const child = spawn(process.execPath, ["--import", tsx, bin, "verify", "--gates-from", "main"], {
      cwd: made.root,
      env,
    });
    const ended = new Promise<number | null>((done) => child.on("close", done));
    const mine = () =>
      leftOver().filter(
        (name) => name.includes(`-${child.pid}-`) && existsSync(join(temporary, name, "package.json")),
      );
    while (mine().length === 0) await new Promise((done) => setTimeout(done, 50));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(mine()).toEqual([]);
  });
});

test("a document names what judged only where that is something else", { timeout }, () => {
  const made = repository();
  phasegate(made.root, "verify quick");
  const text = readFileSync(join(made.root, ".phasegate/results/quick.json"), "utf8");
  expect(runSchema.parse(JSON.parse(text)).gatesFrom).toBeUndefined();
});
