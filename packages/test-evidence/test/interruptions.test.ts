import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openWorkingTree } from "@phasegate/workspace";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readEvidence } from "../src/index.ts";
import { Repository } from "./support/repository.ts";
import { type RunOptions, run, start } from "./support/run.ts";

const waits = `import { existsSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
test("waits", async () => {
  writeFileSync("../../.git/started", "");
  while (!existsSync(process.env.RELEASE ?? "../../.git/release")) await new Promise((go) => setTimeout(go, 20));
  expect(1).toBe(1);
}, 60_000);\n`;

let repository: Repository;

beforeAll(() => {
  repository = new Repository({ "packages/a/test/waits.test.ts": waits });
});

afterAll(() => repository.remove());

function evidence() {
  return readEvidence(openWorkingTree(repository.root), "a");
}

function release(): void {
  writeFileSync(join(repository.root, ".git/release"), "");
}

async function startWaiting(options?: RunOptions) {
  for (const name of ["release", "started"]) repository.forget(`.git/${name}`);
  const running = start(repository, options);
  await vi.waitUntil(() => existsSync(join(repository.root, ".git/started")), { timeout: 30_000 });
  return running;
}

describe("a run", () => {
  it("that is killed leaves no result of an earlier one", async () => {
    release();
    const { code } = await run(repository);
    expect({ code, kind: evidence().kind }).toEqual({ code: 0, kind: "fresh" });
    const { child, ended } = await startWaiting();
    expect(evidence().kind).toBe("unfinished");
    child.kill("SIGKILL");
    expect((await ended).signal).toBe("SIGKILL");
    expect(evidence().kind).toBe("unfinished");
  });

  it.each(["SIGTERM", "SIGINT"] as const)("that is ended by %s says so", async (signal) => {
    const { child, ended } = await startWaiting();
    child.kill(signal);
    expect((await ended).code).toBe(signal === "SIGTERM" ? 143 : 130);
    expect(evidence()).toMatchObject({
      kind: "crashed",
      document: { crash: { code: "signal", error: { message: `the run was ended by ${signal}` } } },
    });
  });

  it("that nobody listens to any more says what came of it", async () => {
    const { child, ended } = await startWaiting();
    child.stdout?.destroy();
    child.stderr?.destroy();
    release();
    expect((await ended).code).toBe(0);
    expect(evidence().kind).toBe("fresh");
  });

  it("does not write over the evidence of a later one", async () => {
    const earlier = await startWaiting();
    const later = await startWaiting({ env: { RELEASE: "../../.git/later" } });
    release();
    const { code, output } = await earlier.ended;
    expect({ code, kind: evidence().kind }).toEqual({ code: 1, kind: "unfinished" });
    expect(output).toContain("a later run has taken over");
    writeFileSync(join(repository.root, ".git/later"), "");
    expect((await later.ended).code).toBe(0);
    expect(evidence().kind).toBe("fresh");
  });
});
