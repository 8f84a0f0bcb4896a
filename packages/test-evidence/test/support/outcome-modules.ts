/** Test modules that run together in one package; each title says what a reader has to make of it. */
const head = `import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi, assert } from "vitest";\n`;

const bodies = {
  "plain.test.ts": `
    test("passes", () => { expect(1).toBe(1); expect({ a: 1 }).toEqual({ a: 1 }); });
    test("fails", () => { expect(1).toBe(2); });
    test("throws", () => { throw new Error("thrown on purpose"); });
    test.skip("skip", () => { expect(1).toBe(1); });
    test.todo("todo");
    test("skips itself", (context) => { context.skip("not today"); });
    test("skips itself late", (context) => { expect(1).toBe(1); context.skip(); });
    describe.skip("skipped suite", () => { test("inside", () => { expect(1).toBe(1); }); });
    describe("outer", () => { describe("inner", () => { test("nested", () => { expect(1).toBe(1); }); }); });
    describe("outer > inner", () => { test("nested", () => { expect(1).toBe(2); }); });
    test.fails("fails on purpose", () => { expect(1).toBe(2); });
    let attempts = 0;
    test("retried", { retry: 3 }, () => { attempts += 1; expect(attempts).toBe(3); });
    test("repeated", { repeats: 2 }, () => { expect(1).toBe(1); });
    test.each([1, 2])("each %i", (n) => { expect(n).toBe(n); });
    test.runIf(false)("run if", () => { expect(1).toBe(1); });
    test("twice", () => { expect(1).toBe(1); });
    test("twice", () => { expect(1).toBe(1); });
    test("times out", { timeout: 20 }, async () => { expect(1).toBe(1); await new Promise(() => {}); });`,
  "assertions.test.ts": `
    test("none", () => {});
    test("expect without matcher", () => { expect(1); });
    test("expects none", () => { expect.assertions(0); });
    test("chai style", () => { expect(1).to.be.a("number"); expect(true).to.be.true; assert.equal(1, 1); });
    test("inline snapshots", () => { expect(1).toMatchInlineSnapshot("1"); expect(2).toMatchInlineSnapshot("2"); });
    test("local expect", ({ expect }) => { expect(1).toBe(1); });
    test("resolves", async () => { await expect(Promise.resolve(1)).resolves.toBe(1); });
    test("rejects", async () => { await expect(Promise.reject(new Error("no"))).rejects.toThrow("no"); });
    test("not awaited", () => { expect(Promise.resolve(1)).resolves.toBe(1); });
    test("own matcher", () => {
      expect.extend({ toBeOne: (x) => ({ pass: x === 1, message: () => "not one" }) });
      expect(1).toBeOne();
    });
    test("own asynchronous matcher", async () => {
      expect.extend({ toBecomeOne: async (x) => ({ pass: (await x) === 1, message: () => "not one" }) });
      await expect(Promise.resolve(1)).toBecomeOne();
    });
    test("asymmetric", () => { expect({ a: 1 }).toEqual({ a: expect.any(Number) }); });
    test.concurrent("concurrent one", async () => { await new Promise((go) => setTimeout(go, 20)); expect(1).toBe(1); });
    test.concurrent("concurrent none", async () => { await new Promise((go) => setTimeout(go, 10)); });
    describe("with hooks", () => {
      beforeEach(() => { expect(1).toBe(1); });
      afterEach(() => { expect(1).toBe(1); });
      test("only in hooks", () => {});
    });`,
  "swallowed.test.ts": `
    test("try and catch", () => { expect(1).toBe(1); try { expect(1).toBe(2); } catch {} });
    test("promise catch", async () => { expect(1).toBe(1); await expect(Promise.resolve(1)).resolves.toBe(2).catch(() => {}); });
    test("wrong way", async () => { expect(1).toBe(1); try { await expect(Promise.resolve(1)).rejects.toThrow(); } catch {} });
    test("loop", () => { for (const x of [1, 2]) { try { expect(x).toBe(2); } catch {} } });
    test("loop with await", async () => { for (const x of [1, 2]) { await null; try { expect(x).toBe(2); } catch {} } });
    test("poll given up", async () => { expect(1).toBe(1); try { await expect.poll(() => 1, { timeout: 60, interval: 10 }).toBe(2); } catch {} });
    test("own matcher", () => {
      expect(1).toBe(1);
      expect.extend({ toBeTwo: (x) => ({ pass: x === 2, message: () => "not two" }) });
      try { expect(1).toBeTwo(); } catch {}
    });
    test("file snapshot", async () => { expect(1).toBe(1); await expect("x").toMatchFileSnapshot("./absent.txt").catch(() => {}); });
    test("chai property", () => { expect(1).toBe(1); try { expect(false).to.be.true; } catch {} });
    test("with call sites for a stack", () => {
      const prepare = Error.prepareStackTrace;
      Error.prepareStackTrace = (_, sites) => sites;
      try { expect(1).toBe(1); expect(1).toBe(2); } catch {} finally { Error.prepareStackTrace = prepare; }
    });
    test("expect fail", () => { expect(1).toBe(1); try { expect(1, "message").to.equal(2); } catch {} });
    test("in a hook", () => { expect(1).toBe(1); });
    describe("hook", () => {
      afterEach(() => { try { expect(1).toBe(2); } catch {} });
      test("around", () => { expect(1).toBe(1); });
    });`,
  "not-swallowed.test.ts": `
    test("toThrow", () => { expect(() => { expect(1).toBe(2); }).toThrow(); });
    test("rejects", async () => { await expect((async () => { expect(1).toBe(2); })()).rejects.toThrow(); });
    test("caught and asserted upon", () => { try { expect(1).toBe(2); } catch (error) { expect(error).toBeInstanceOf(Error); } });
    test("message asserted upon", () => { try { expect(1).toBe(2); } catch (error) { expect(error.message).toContain("expected 1"); } });
    test("poll", async () => { let n = 0; await expect.poll(() => n++, { interval: 5 }).toBe(3); });
    test("waitFor", async () => { let n = 0; await vi.waitFor(() => { expect(n++).toBe(2); }, { interval: 5 }); });
    test("waitFor with fake timers", async () => {
      vi.useFakeTimers();
      let n = 0;
      await vi.waitFor(() => { expect(n++).toBe(2); }, { interval: 5 });
      vi.useRealTimers();
    });
    test("retry of the author's own", async () => {
      for (let n = 0; ; n++) {
        try { expect(n).toBe(2); break; } catch (error) { if (n > 3) throw error; await new Promise((go) => setTimeout(go, 5)); }
      }
    });
    test("not", () => { expect(1).not.toBe(2); expect([1]).not.toContain(2); });`,
  "soft.test.ts": `
    test("soft", () => { expect.soft(1).toBe(2); expect(1).toBe(1); });`,
  "settings.test.ts": `
    vi.setConfig({ expect: { requireAssertions: false }, allowOnly: true });
    test("after setConfig", () => {});`,
  "only.test.ts": `
    test.only("only", () => { expect(1).toBe(1); });
    test("beside only", () => { expect(1).toBe(2); });`,
  "before-all.test.ts": `
    beforeAll(() => { throw new Error("beforeAll broke"); });
    test("after a broken hook", () => { expect(1).toBe(1); });`,
  "after-all.test.ts": `
    afterAll(() => { throw new Error("afterAll broke"); });
    test("before a broken hook", () => { expect(1).toBe(1); });`,
  "module-scope.test.ts": `
    test("never collected", () => { expect(1).toBe(1); });
    throw new Error("module broke");`,
  "syntax.test.ts": `
    test("unreadable", () => { expect(1).toBe(1);`,
  "snapshot.test.ts": `
    test("new snapshot", () => { expect({ a: 1 }).toMatchSnapshot(); });`,
  "exit.test.ts": `
    test("exits", () => { expect(1).toBe(1); process.exit(0); });`,
  "forged.test.ts": `
    afterEach(({ task }) => { task.result.state = "pass"; task.result.errors = []; });
    test("fails, and a hook says it passed", () => { expect(1).toBe(1); expect(1).toBe(2); });
    test("throws, and a hook says it passed", () => { expect(1).toBe(1); throw new Error("thrown on purpose"); });
    test("passes, and a hook says so too", () => { expect(1).toBe(1); });`,
  "elsewhere.test.ts": `
    import { EventEmitter } from "node:events";
    const emitter = new EventEmitter();
    beforeAll(() => { emitter.on("asked", (x) => { expect(x).toBe(1); }); });
    test("asserts in a listener of the suite", () => { emitter.emit("asked", 1); });
    test("asserts when it is over", ({ onTestFinished }) => { onTestFinished(() => { expect(1).toBe(1); }); });`,
  "mocks.test.ts": `
    import { readFileSync } from "node:fs";
    import { readFile } from "node:fs/promises";
    import { real } from "../src/real.ts";
    vi.mock("../src/real.ts", () => ({ real: "not real" }));
    vi.mock("node:os");
    test("uses a mock", () => { expect(real).toBe("not real"); });
    test("reads", async () => {
      expect(readFileSync("notes.md", "utf8")).toBe(await readFile(new URL("../notes.md", import.meta.url), "utf8"));
    });`,
  "meta.test.ts": `
    test("forges its count", (context) => { context.task.meta.phasegateEvidence = { assertions: 9, swallowed: [], recovered: 0 }; });`,
} as const;

export const outcomeModules: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(bodies).map(([name, body]) => [`packages/a/test/${name}`, head + body]),
);
