import { describe, expect, it } from "vitest";
import { createCodeFacts, type FollowedQuery, type GuardAnswer } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

const support = {
  "src/store.ts": `export async function store(run: object, how?: unknown): Promise<void> {}
    export function storeNow(run: object): void {}`,
  "src/deliver.ts": `export async function deliver(run: object): Promise<void> {}
    export function deliverNow(run: object): void {}`,
};

const imports = `import { store, storeNow } from "./store.ts";
import { deliver, deliverNow } from "./deliver.ts";\n`;

const step = { callee: { method: "run" }, callback: 1, reason: "runs its callback once" } as const;
const question: Omit<FollowedQuery, "candidates"> = {
  first: { module: "src/store.ts", export: "store" },
  next: { module: "src/deliver.ts", export: "deliver" },
  same: { firstArgument: 0, nextArgument: 0 },
  combinators: [step],
};
const synchronous: typeof question = {
  ...question,
  first: { module: "src/store.ts", export: "storeNow" },
  next: { module: "src/deliver.ts", export: "deliverNow" },
};

function answer(source: string, asked = question): GuardAnswer {
  const workspace = workspaceOf({ ...support, "src/run.ts": imports + source });
  return createCodeFacts({ workspace }).followed({ ...asked, candidates: workspace.files() });
}

type Case = readonly [title: string, source: string];

const followed: readonly Case[] = [
  ["plain", `export async function end(run) { await store(run); await deliver(run); }`],
  ["returned", `export async function end(run) { await store(run); return deliver(run); }`],
  ["returned and awaited", `export async function end(run) { await store(run); return await deliver(run); }`],
  ["chained", `export const end = (run) => store(run).then(() => deliver(run));`],
  ["chained and awaited", `export async function end(run) { await store(run).then(() => deliver(run)); }`],
  [
    "through a constant",
    `export async function end(run) { const r = run; await store(r); await deliver(run); }`,
  ],
  [
    "kept promises",
    `export async function end(run) { const s = store(run); await s; const d = deliver(run); log(); await d; }`,
  ],
  [
    "on both branches",
    `export async function end(run) { if (run.ok) { await store(run, 1); } else { await store(run, 2); } await deliver(run); }`,
  ],
  [
    "twice",
    `export async function end(run) { if (run.ok) { await store(run, 1); await deliver(run); return; } await store(run, 2); await deliver(run); }`,
  ],
  [
    "in a finally",
    `export async function end(run) { try { await store(run); log(run); } finally { await deliver(run); } }`,
  ],
  [
    "what is caught is passed on",
    `export async function end(run) { try { await store(run); await deliver(run); } catch (error) { log(error); throw error; } }`,
  ],
  [
    "wrapped on the way out",
    `export async function end(run) { try { await store(run); await deliver(run); } catch (error) { throw new Error("end", { cause: error }); } }`,
  ],
  [
    "the store failed, and the catch leaves",
    `export async function end(run) { try { await store(run); } catch (error) { return false; } await deliver(run); }`,
  ],
  [
    "a log in between",
    `export async function end(run) { await store(run); console.log(run.id); await deliver(run); }`,
  ],
  [
    "in a helper below",
    `async function tell(run) { log(run); await deliver(run); }
     export async function end(run) { await store(run); await tell(run); }`,
  ],
  [
    "in the caller",
    `async function keep(run) { if (run.old) return; await store(run); log(run); }
     export async function end(run) { await keep(run); await deliver(run); }
     export async function other(it) { await keep(it); await deliver(it); }`,
  ],
  [
    "a helper that does both",
    `async function both(run) { await store(run); await deliver(run); }
     export async function end(run) { if (run.a) await both(run); }`,
  ],
  [
    "in steps of a framework",
    `export async function end(run, step) { await step.run("store", () => store(run)); await step.run("deliver", () => deliver(run)); }`,
  ],
  [
    "in steps with blocks",
    `export async function end(run, step) { await step.run("store", async () => { log(run); await store(run); }); return step.run("deliver", async () => { await deliver(run); }); }`,
  ],
  [
    "both in one step",
    `export async function end(run, step) { await step.run("end", async () => { await store(run); await deliver(run); }); }`,
  ],
  [
    "made in the step, and ended in it",
    `export async function end(id, step) { await step.run("end", async () => { const run = read(id); await store(run); await deliver(run); }); }`,
  ],
  [
    "in steps that are named",
    `export async function end(run, step) { const keep = () => store(run); const tell = () => deliver(run); await step.run("store", keep); await step.run("deliver", tell); }`,
  ],
  [
    "a closure of a helper",
    `async function tell(step, run) { const once = (id) => step.run(id, () => deliver(run)); await once("a"); }
     export async function end(run, step) { await store(run); await tell(step, run); }`,
  ],
  [
    "a closure two calls deep",
    `async function tell(run) { const once = async () => { await again(); }; const again = () => deliver(run); await once(); }
     export async function end(run) { await store(run); await tell(run); }`,
  ],
  [
    "for each of several",
    `export async function end(runs) { for (const run of runs) { await store(run); await deliver(run); } }`,
  ],
  [
    "recursive",
    `export async function end(run, n) { if (n > 0) return end(run, n - 1); await store(run); await deliver(run); }`,
  ],
  [
    "a method",
    `export class A { async end(run) { await this.keep(run); await deliver(run); } private async keep(run) { await store(run); } }`,
  ],
];

const lost: readonly Case[] = [
  ["nothing", `export async function end(run) { await store(run); }`],
  [
    "before only by name",
    `export async function end(run) { await store(run); const deliver = () => 0; await deliver(run); }`,
  ],
  ["another thing", `export async function end(run, other) { await store(run); await deliver(other); }`],
  [
    "another thing by assignment",
    `export async function end(run) { await store(run); run = next(); await deliver(run); }`,
  ],
  ["one branch", `export async function end(run) { await store(run); if (run.ok) await deliver(run); }`],
  [
    "an early return",
    `export async function end(run) { await store(run); if (!run.hook) return; await deliver(run); }`,
  ],
  [
    "a throw of its own",
    `export async function end(run) { await store(run); if (!run.ok) throw new Error("no"); await deliver(run); }`,
  ],
  [
    "skipped by a short circuit",
    `export async function end(run) { await store(run); run.hook && (await deliver(run)); }`,
  ],
  [
    "skipped by a chain",
    `export async function end(run, d) { await store(run); await run?.tell(deliver(run)); }`,
  ],
  ["not awaited", `export async function end(run) { await store(run); void deliver(run); }`],
  [
    "swallowed",
    `export async function end(run) { try { await store(run); await deliver(run); } catch { log(run); } }`,
  ],
  [
    "swallowed by the chain",
    `export async function end(run) { await store(run); await deliver(run).catch(() => undefined); }`,
  ],
  [
    "swallowed by the caller",
    `async function both(run) { await store(run); await deliver(run); }
     export async function end(run) { try { await both(run); } catch { log(run); } }`,
  ],
  [
    "swallowed by the caller's chain",
    `async function both(run) { await store(run); await deliver(run); }
     export async function end(run) { await both(run).catch(() => undefined); }`,
  ],
  [
    "one caller forgets",
    `async function keep(run) { await store(run); }
     export async function end(run) { await keep(run); await deliver(run); }
     export async function fail(run) { await keep(run); }`,
  ],
  [
    "the helper may skip",
    `async function tell(run) { if (run.hook) await deliver(run); }
     export async function end(run) { await store(run); await tell(run); }`,
  ],
  [
    "a loop that may not run",
    `export async function end(run) { await store(run); for (const h of run.hooks) await deliver(run); }`,
  ],
  [
    "a callback that may not run",
    `export async function end(run) { await store(run); run.hooks.forEach(() => deliver(run)); }`,
  ],
  [
    "a step forgotten",
    `export async function end(run, step) { await step.run("store", () => store(run)); await step.run("x", () => log(run)); }`,
  ],
  [
    "a break before",
    `export async function end(runs) { for (const run of runs) { await store(run); break; await deliver(run); } }`,
  ],
  [
    "overridden by a finally",
    `export async function end(run) { try { await store(run); await deliver(run); } finally { return 1; } }`,
  ],
  [
    "a step that is named, and nothing behind it",
    `export async function end(run, step) { const keep = () => store(run); await step.run("store", keep); }`,
  ],
  [
    "a step that is named, and another thing",
    `export async function end(run, other, step) { const keep = () => store(run); await step.run("store", keep); await deliver(other); }`,
  ],
  [
    "a closure of a helper for another thing",
    `async function tell(step, run) { const once = (id) => step.run(id, () => deliver(run)); await once("a"); }
     export async function end(run, other, step) { await store(run); await tell(step, other); }`,
  ],
  [
    "a closure of the same name around",
    `async function tell(run, other) { const once = async () => { await again(other); }; const again = (run) => deliver(run); await once(); }
     export async function end(run, other) { await store(run); await tell(run, other); }`,
  ],
  ["at the top of a module", `const run = {}; await store(run);`],
  [
    "thrown from a catch of its own throw",
    `export async function end(run) { await store(run); try { throw 1; } catch { throw 2; } await deliver(run); }`,
  ],
];

const unknown: readonly Case[] = [
  ["the first one is handed on", `export async function end(run) { await later(store, run); }`],
  [
    "run by unknown code",
    `export async function end(run) { setTimeout(() => store(run), 5); await deliver(run); }`,
  ],
  [
    "a function with a name, run by a step and by unknown code",
    `export async function end(run, step) { const keep = () => store(run); later(keep); await step.run("store", keep); await deliver(run); }`,
  ],
];

const handler = `define(async (run) => { await store(run); if (run.ok) await deliver(run); });`;

describe("what is always followed passes", () => {
  it.each(followed)("%s", (_title, source) => {
    expect(answer(source)).toMatchObject({ kind: "passed" });
  });

  it("also when nothing is asynchronous", () => {
    expect(answer(`export function end(run) { storeNow(run); deliverNow(run); }`, synchronous).kind).toBe(
      "passed",
    );
  });
});

describe("a way out without the other call fails", () => {
  it.each(lost)("%s", (_title, source) => {
    const { kind, ...rest } = answer(source);
    expect(kind, JSON.stringify(rest)).toBe("failed");
  });
});

describe("what cannot be followed is undecided", () => {
  it.each(unknown)("%s", (_title, source) => {
    expect(answer(source).kind).toBe("undecided");
  });
});

it("fails for a handler that nobody is known to call, when nobody is to be relied on", () => {
  expect(answer(handler).kind).toBe("undecided");
  const found = answer(handler, { ...question, unknownCallers: "unguarded" });
  expect(found.kind === "failed" && found.at.start.line).toBe(3);
  const whole = handler.replace("if (run.ok) ", "");
  expect(answer(whole, { ...question, unknownCallers: "unguarded" }).kind).toBe("passed");
});

it("fails outside of the modules that may call the first one", () => {
  const source = `export async function end(run) { await store(run); await deliver(run); }`;
  expect(answer(source, { ...question, within: ["src/other.ts"] }).kind).toBe("failed");
  expect(answer(source, { ...question, within: ["src/run.ts"] }).kind).toBe("passed");
});

it("counts the calls that it judged", () => {
  const { scope } = answer(followed[4]?.[1] ?? "");
  expect(scope).toEqual({ selected: 1, candidates: 3 });
});

it("names the way out", () => {
  const found = answer(`export async function end(run) {
  await store(run);
  if (run.quiet) return;
  await deliver(run);
}`);
  const steps = found.kind === "failed" ? found.witness : [];
  expect(steps.map(({ kind, location, truth }) => [kind, location.start.line, truth])).toMatchInlineSnapshot(`
    [
      [
        "effect",
        4,
        undefined,
      ],
      [
        "branch",
        5,
        true,
      ],
    ]
  `);
});
