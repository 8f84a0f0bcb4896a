import type { GuardAnswer, GuardedQuery } from "../src/index.ts";

/** Title, body of the module under test, expected answers. */
export type Case = readonly [title: string, source: string, ...expected: GuardAnswer["kind"][]];

export const support = {
  "src/guard.ts": `
    export async function guard(ctx: object, policy?: unknown): Promise<void> { if (!ctx) throw new Error("no"); }
    export function assert(ctx: object, policy?: unknown): void { if (!ctx) throw new Error("no"); }
    export async function allowed(ctx: object): Promise<boolean> { return Boolean(ctx); }
    export function isAllowed(ctx: object): boolean { return Boolean(ctx); }
    export async function session(ctx: object): Promise<{ user: string } | null> { return null; }
    export async function check(ctx: object): Promise<{ ok: boolean }> { return { ok: true }; }
    export function denies(ctx: object): Response | undefined { return undefined; }
    export const strict = { name: "strict" };
    export const loose = { name: "loose" };`,
  "src/effect.ts": `export async function effect(ctx: object, more?: unknown) {}`,
  "src/index.ts": `export * from "./guard.ts"; export { effect as run } from "./effect.ts";`,
  "src/other.ts": `export const guard = (ctx: object) => {}; export const other = {};`,
};

const imports = `import { guard, assert, allowed, isAllowed, session, check, denies, strict, loose } from "./guard.ts";
import { effect } from "./effect.ts";\n`;

export function moduleOf(source: string): string {
  return source.startsWith("import") || source.startsWith("/*raw*/") ? source : imports + source;
}

const effect = { module: "src/effect.ts", export: "effect" };
const same = { guardArgument: 0, effectArgument: 0 };

export function query(guard: string, more: Partial<GuardedQuery> = {}): Omit<GuardedQuery, "candidates"> {
  return { effect, guard: { module: "src/guard.ts", export: guard }, same, ...more };
}

/** The guard returns normally. */
export const assertion: readonly Case[] = [
  ["plain", `export async function run(ctx) { await guard(ctx); await effect(ctx); }`, "passed"],
  ["arrow", `export const run = async (ctx) => { await guard(ctx); return effect(ctx); };`, "passed"],
  [
    "method of a class",
    `export class A { async run(ctx) { await guard(ctx); await effect(ctx); } }`,
    "passed",
  ],
  [
    "inside a block",
    `export async function run(ctx) { { await guard(ctx); } if (ctx.a) { for (const x of ctx.b) await effect(ctx, x); } }`,
    "passed",
  ],
  [
    "in try and finally",
    `export async function run(ctx) { try { await guard(ctx); await effect(ctx); } finally { done(); } }`,
    "passed",
  ],
  [
    "the catch leaves",
    `export async function run(ctx) { try { await guard(ctx); } catch (error) { return deny(error); } await effect(ctx); }`,
    "passed",
  ],
  [
    "the catch throws",
    `export async function run(ctx) { try { await guard(ctx); } catch (error) { log(error); throw error; } await effect(ctx); }`,
    "passed",
  ],
  [
    "await Promise.all",
    `export async function run(ctx) { await Promise.all([guard(ctx), load()]); await effect(ctx); }`,
    "passed",
  ],
  [
    "stored promise",
    `export async function run(ctx) { const p = guard(ctx); load(); await p; await effect(ctx); }`,
    "passed",
  ],
  [
    "promise kept while its thing is replaced",
    `export async function run(ctx) { const p = guard(ctx); ctx = next(); await p; await effect(ctx); }`,
    "failed",
  ],
  [
    "promise kept, its thing replaced after the effect",
    `export async function run(ctx) { while (ctx) { const p = guard(ctx); await p; await effect(ctx); ctx = next(); } }`,
    "passed",
  ],
  [
    "then with a callback",
    `export function run(ctx) { return guard(ctx).then(() => effect(ctx)); }`,
    "passed",
  ],
  [
    "then after then",
    `export function run(ctx) { return guard(ctx).then(() => load()).then((x) => effect(ctx, x)); }`,
    "passed",
  ],
  [
    "callback made after the guard",
    `export async function run(ctx) { await guard(ctx); ctx.list.forEach((x) => effect(ctx, x)); setTimeout(() => effect(ctx), 1); }`,
    "passed",
  ],
  [
    "guard in a helper",
    `async function prepare(c) { log(); await guard(c); } export async function run(ctx) { await prepare(ctx); await effect(ctx); }`,
    "passed",
  ],
  [
    "guard in a helper that returns it",
    `const prepare = (c) => guard(c); export async function run(ctx) { await prepare(ctx); await effect(ctx); }`,
    "passed",
  ],
  [
    "guard in a helper of a helper",
    `async function a(c) { await guard(c); } async function b({ ctx }) { await a(ctx); } export async function run(ctx) { await b({ ctx }); await effect(ctx); }`,
    "passed",
  ],
  [
    "effect in a helper",
    `async function go(c) { await effect(c); } export async function run(ctx) { await guard(ctx); await go(ctx); }`,
    "passed",
  ],
  [
    "effect in a helper with two callers",
    `function go(c) { return effect(c); } export async function run(ctx) { await guard(ctx); await go(ctx); } export async function also(x) { await guard(x); return go(x); }`,
    "passed",
  ],
  [
    "effect in a nested function declaration",
    `export async function run(ctx) { await guard(ctx); return go(); async function go() { await effect(ctx); } }`,
    "passed",
  ],
  [
    "recursive helper",
    `async function go(c, n) { await effect(c); if (n) await go(c, n - 1); } export async function run(ctx) { await guard(ctx); await go(ctx, 3); }`,
    "passed",
  ],
  [
    "guard in every branch",
    `export async function run(ctx) { if (ctx.a) { await guard(ctx); } else { load(); await guard(ctx); } await effect(ctx); }`,
    "passed",
  ],
  [
    "guard in every case",
    `export async function run(ctx) { switch (ctx.a) { case 1: await guard(ctx); break; default: await guard(ctx); } await effect(ctx); }`,
    "passed",
  ],
  [
    "early return before",
    `export async function run(ctx) { if (!ctx) return; await guard(ctx); if (ctx.skip) return; await effect(ctx); }`,
    "passed",
  ],
  ["synchronous guard", `export function run(ctx) { assert(ctx); return effect(ctx); }`, "passed"],
  [
    "namespace import",
    `import * as g from "./guard.ts"; import { effect } from "./effect.ts"; export async function run(ctx) { await g.guard(ctx); await effect(ctx); }`,
    "passed",
  ],
  [
    "through a barrel",
    `import { guard as ensure, run as go } from "./index.ts"; export async function run(ctx) { await ensure(ctx); await go(ctx); }`,
    "passed",
  ],
  [
    "aliased",
    `const ensure = guard; const fire = effect; export async function run(ctx) { await ensure(ctx); await fire(ctx); }`,
    "passed",
  ],
  [
    "context renamed",
    `export async function run(ctx) { const c = ctx; await guard(c); await effect(ctx); }`,
    "passed",
  ],
  [
    "member of the context",
    `export async function run(req) { const { ctx } = req; await guard(req.ctx); await effect(ctx); }`,
    "passed",
  ],
  [
    "retry loop",
    `export async function run(ctx) { for (;;) { try { await guard(ctx); break; } catch { await wait(); } } await effect(ctx); }`,
    "passed",
  ],
  [
    "while true",
    `export async function run(ctx) { while (true) { if (ctx.a) { await guard(ctx); break; } await wait(); } await effect(ctx); }`,
    "passed",
  ],
  [
    "immediately invoked",
    `export async function run(ctx) { await (async () => { await guard(ctx); })(); await effect(ctx); }`,
    "passed",
  ],
  [
    "generator",
    `export async function* run(ctx) { await guard(ctx); yield 1; yield effect(ctx); }`,
    "passed",
  ],
  [
    "a wrapper calls its callback after the guard",
    `function withGuard(fn) { return async (ctx) => { await guard(ctx); return fn(ctx); }; } export const run = withGuard(async (ctx) => effect(ctx));`,
    "passed",
  ],
  [
    "private method",
    `export class A { async run(ctx) { await guard(ctx); await this.#go(ctx); } async #go(c) { await effect(c); } }`,
    "passed",
  ],
  [
    "guard in a method",
    `export class A { async run(ctx) { await this.ensure(ctx); await effect(ctx); } async ensure(c) { await guard(c); } }`,
    "passed",
  ],
  [
    "helper that never returns",
    `function deny(): never { throw new Error(); } export async function run(ctx) { if (ctx.a) await guard(ctx); else deny(); await effect(ctx); }`,
    "passed",
  ],
  [
    "helper that always throws",
    `function deny() { throw new Error(); } export async function run(ctx) { if (!ctx) deny(); try { await guard(ctx); } catch { deny(); } await effect(ctx); }`,
    "passed",
  ],
  ["never used", `async function dead(ctx) { await effect(ctx); }`, "passed"],
  [
    "with call",
    `export async function run(ctx) { await guard.call(null, ctx); await effect.apply(null, [ctx]); }`,
    "passed",
  ],

  ["no guard", `export async function run(ctx) { await effect(ctx); }`, "failed"],
  [
    "guard after the effect",
    `export async function run(ctx) { await effect(ctx); await guard(ctx); }`,
    "failed",
  ],
  [
    "guard in one branch",
    `export async function run(ctx) { if (ctx.a) await guard(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "guard in a callback",
    `export async function run(ctx) { setTimeout(() => guard(ctx), 0); await effect(ctx); }`,
    "failed",
  ],
  [
    "the catch swallows",
    `export async function run(ctx) { try { await guard(ctx); } catch {} await effect(ctx); }`,
    "failed",
  ],
  [
    "catch on the promise",
    `export async function run(ctx) { await guard(ctx).catch(() => {}); await effect(ctx); }`,
    "failed",
  ],
  [
    "if (false)",
    `export async function run(ctx) { if (false) await guard(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "guard in finally",
    `export async function run(ctx) { try { await effect(ctx); } finally { await guard(ctx); } }`,
    "failed",
  ],
  [
    "effect in finally",
    `export async function run(ctx) { try { await guard(ctx); } finally { await effect(ctx); } }`,
    "failed",
  ],
  [
    "effect in the catch",
    `export async function run(ctx) { try { await guard(ctx); } catch { await effect(ctx); } }`,
    "failed",
  ],
  [
    "finally overrides the throw",
    `export async function run(ctx) { a: try { await guard(ctx); } finally { break a; } await effect(ctx); }`,
    "failed",
  ],
  [
    "after an early return",
    `export async function run(ctx) { if (ctx.a) { await effect(ctx); return; } await guard(ctx); }`,
    "failed",
  ],
  ["not awaited", `export async function run(ctx) { guard(ctx); await effect(ctx); }`, "failed"],
  ["void", `export async function run(ctx) { void guard(ctx); await effect(ctx); }`, "failed"],
  [
    "async helper not awaited",
    `async function prepare(c) { await guard(c); } export async function run(ctx) { prepare(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "effect inside Promise.all with the guard",
    `export async function run(ctx) { await Promise.all([guard(ctx), effect(ctx)]); }`,
    "failed",
  ],
  [
    "Promise.allSettled",
    `export async function run(ctx) { await Promise.allSettled([guard(ctx)]); await effect(ctx); }`,
    "failed",
  ],
  [
    "Promise.race",
    `export async function run(ctx) { await Promise.race([guard(ctx), wait()]); await effect(ctx); }`,
    "failed",
  ],
  ["then, evaluated at once", `export function run(ctx) { return guard(ctx).then(effect(ctx)); }`, "failed"],
  [
    "rejection handler",
    `export function run(ctx) { return guard(ctx).then(() => 1, () => effect(ctx)); }`,
    "failed",
    "undecided",
  ],
  [
    "catch before then",
    `export function run(ctx) { return guard(ctx).catch(() => 1).then(() => effect(ctx)); }`,
    "failed",
    "undecided",
  ],
  ["another thing", `export async function run(ctx, o) { await guard(o); await effect(ctx); }`, "failed"],
  ["another member", `export async function run(ctx) { await guard(ctx.a); await effect(ctx.b); }`, "failed"],
  [
    "reassigned between",
    `export async function run(ctx, o) { await guard(ctx); ctx = o; await effect(ctx); }`,
    "failed",
  ],
  [
    "reassigned in a closure",
    `export async function run(ctx, o) { const f = () => { ctx = o; }; await guard(ctx); f(); await effect(ctx); }`,
    "failed",
    "undecided",
  ],
  [
    "member reassigned between",
    `export async function run(r, o) { await guard(r.ctx); r.ctx = o; await effect(r.ctx); }`,
    "failed",
  ],
  ["fresh value", `export async function run(r) { await guard(make(r)); await effect(make(r)); }`, "failed"],
  [
    "same name from elsewhere",
    `import { guard } from "./other.ts"; import { effect } from "./effect.ts"; export async function run(ctx) { await guard(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "local of the same name",
    `/*raw*/ import { effect } from "./effect.ts"; async function guard(c) {} export async function run(ctx) { await guard(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "parameter of the same name",
    `export async function run(ctx, guard) { await guard(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "reassigned alias",
    `let ensure = guard; export function off() { ensure = async () => {}; } export async function run(ctx) { await ensure(ctx); await effect(ctx); }`,
    "failed",
    "undecided",
  ],
  [
    "short circuit",
    `export async function run(ctx) { ctx.a && (await guard(ctx)); await effect(ctx); }`,
    "failed",
  ],
  ["or", `export async function run(ctx) { ctx.a || (await guard(ctx)); await effect(ctx); }`, "failed"],
  ["nullish", `export async function run(ctx) { ctx.a ?? (await guard(ctx)); await effect(ctx); }`, "failed"],
  [
    "logical assignment",
    `export async function run(ctx) { ctx.a ||= await guard(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "ternary",
    `export async function run(ctx) { ctx.a ? await guard(ctx) : null; await effect(ctx); }`,
    "failed",
  ],
  ["optional call", `export async function run(ctx) { await guard?.(ctx); await effect(ctx); }`, "failed"],
  [
    "optional chain argument",
    `export async function run(ctx) { ctx.a?.b(await guard(ctx)); await effect(ctx); }`,
    "failed",
  ],
  [
    "nested function never called",
    `export async function run(ctx) { async function ensure() { await guard(ctx); } await effect(ctx); }`,
    "failed",
  ],
  [
    "loop that may not run",
    `export async function run(ctx) { for (const x of ctx.list) await guard(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "effect first in the loop",
    `export async function run(ctx) { do { await effect(ctx); await guard(ctx); } while (ctx.more); }`,
    "failed",
  ],
  [
    "switch falls through past it",
    `export async function run(ctx) { switch (ctx.a) { case 1: await guard(ctx); case 2: await effect(ctx); } }`,
    "failed",
  ],
  [
    "labelled break past it",
    `export async function run(ctx) { a: { if (ctx.a) break a; await guard(ctx); } await effect(ctx); }`,
    "failed",
  ],
  [
    "continue past it",
    `export async function run(ctx) { for (const x of ctx.list) { if (x) { await effect(ctx); continue; } await guard(ctx); } }`,
    "failed",
  ],
  ["default parameter", `export async function run(ctx, x = effect(ctx)) { await guard(ctx); }`, "failed"],
  [
    "class field",
    `export class A { x = effect(this); constructor() { assert(this); } }`,
    "failed",
    "undecided",
  ],
  ["static field", `export class A { static x = effect(A); }`, "failed"],
  ["getter", `export const o = { get x() { return effect(o); } };`, "failed", "undecided"],
  ["module top level", `effect({}); await guard({});`, "failed"],
  [
    "one caller is not guarded",
    `function go(c) { return effect(c); } export async function run(ctx) { await guard(ctx); await go(ctx); } export async function also(x) { return go(x); }`,
    "failed",
  ],
  [
    "helper called with another thing",
    `function go(c) { return effect(c); } export async function run(ctx, o) { await guard(ctx); await go(o); }`,
    "failed",
  ],
  [
    "helper guards another thing",
    `async function prepare(c) { await guard(c.inner); } export async function run(ctx) { await prepare(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "helper guards on some ways",
    `async function prepare(c) { if (c.a) return; await guard(c); } export async function run(ctx) { await prepare(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "recursive call with another thing",
    `async function go(c, o) { await effect(c); if (o) await go(o); } export async function run(ctx, o) { await guard(ctx); await go(ctx, o); }`,
    "failed",
  ],
  [
    "exported helper without guard",
    `export function go(c) { return effect(c); } export async function run(ctx) { await guard(ctx); await go(ctx); }`,
    "failed",
  ],
  [
    "helper passed on",
    `function go(c) { return effect(c); } register(go); export async function run(ctx) { await guard(ctx); await go(ctx); }`,
    "failed",
    "undecided",
  ],
  [
    "exported effect",
    `export { effect }; export async function run(ctx) { await guard(ctx); await effect(ctx); }`,
    "undecided",
    "failed",
  ],
  [
    "effect stored",
    `export const table = [effect]; export async function run(ctx) { await guard(ctx); await effect(ctx); }`,
    "undecided",
    "failed",
  ],
  [
    "effect passed as a callback",
    `export async function run(ctx) { await guard(ctx); await effect(ctx); } list.map(effect);`,
    "undecided",
    "failed",
  ],
  [
    "bound effect called elsewhere",
    `const fire = effect.bind(null); export const early = (ctx) => fire(ctx); export async function run(ctx) { await guard(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "Reflect.apply",
    `export async function run(ctx) { Reflect.apply(effect, null, [ctx]); await guard(ctx); }`,
    "failed",
  ],
  [
    "aliased effect before",
    `const fire = effect; export async function run(ctx) { await fire(ctx); await guard(ctx); }`,
    "failed",
  ],
  [
    "dynamic import of the effect",
    `export async function run(ctx) { const m = await import("./effect.ts"); await m.effect(ctx); await guard(ctx); }`,
    "failed",
  ],
  [
    "generator helper is not run",
    `function* prepare(c) { assert(c); } export async function run(ctx) { prepare(ctx); await effect(ctx); }`,
    "failed",
  ],
  [
    "throw caught around",
    `export async function run(ctx) { try { if (ctx.a) throw 1; await guard(ctx); } catch {} await effect(ctx); }`,
    "failed",
  ],
  [
    "argument evaluated before",
    `export async function run(ctx) { await guard(ctx, await effect(ctx)); }`,
    "failed",
  ],
  [
    "a wrapper calls its callback first",
    `function wrap(fn) { return async (ctx) => { await fn(ctx); await guard(ctx); }; } export const run = wrap(async (ctx) => effect(ctx));`,
    "failed",
    "undecided",
  ],
  [
    "using that throws",
    `export async function run(ctx) { try { using x = open(); } catch { return effect(ctx); } await guard(ctx); }`,
    "failed",
  ],
  ["syntax error", `export async function run(ctx) { await guard(ctx; await effect(ctx); }`, "undecided"],
];

export const truthy: readonly Case[] = [
  [
    "leaves when not",
    `export async function run(ctx) { if (!(await allowed(ctx))) return deny(); await effect(ctx); }`,
    "passed",
  ],
  [
    "runs when so",
    `export async function run(ctx) { if (await allowed(ctx)) { await effect(ctx); } }`,
    "passed",
  ],
  [
    "through a constant",
    `export async function run(ctx) { const ok = await allowed(ctx); if (!ok) throw new Error(); await effect(ctx); }`,
    "passed",
  ],
  [
    "kept answer about a thing that was replaced",
    `export async function run(ctx) { const ok = await allowed(ctx); ctx = next(); if (!ok) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "variable that holds an answer about a thing that was replaced",
    `export async function run(ctx) { let ok = false; ok = await allowed(ctx); ctx = next(); if (ok) await effect(ctx); }`,
    "failed",
  ],
  [
    "kept answer, its thing replaced for the next round",
    `export async function run(ctx) { while (ctx) { const ok = await allowed(ctx); if (!ok) return; await effect(ctx); ctx = next(); } }`,
    "passed",
  ],
  [
    "through a negated constant",
    `export async function run(ctx) { const bad = !(await allowed(ctx)); if (bad) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "with more conditions",
    `export async function run(ctx) { if (!ctx.user || !(await allowed(ctx))) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "both",
    `export async function run(ctx) { if (ctx.user && (await allowed(ctx))) await effect(ctx); }`,
    "passed",
  ],
  ["&&", `export async function run(ctx) { return (await allowed(ctx)) && effect(ctx); }`, "passed"],
  [
    "ternary",
    `export async function run(ctx) { return (await allowed(ctx)) ? effect(ctx) : null; }`,
    "passed",
  ],
  [
    "=== true",
    `export async function run(ctx) { if ((await allowed(ctx)) !== true) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "helper",
    `const may = async (c) => c.user && (await allowed(c)); export async function run(ctx) { if (!(await may(ctx))) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "helper that returns the promise",
    `const may = (c) => { return allowed(c); }; export async function run(ctx) { if (!(await may(ctx))) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "helper with early returns",
    `async function may(c) { if (!c.user) return false; if (!(await allowed(c))) return false; return true; } export async function run(ctx) { if (!(await may(ctx))) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "helper that throws",
    `async function ensure(c) { if (!(await allowed(c))) throw new Error(); } export async function run(ctx) { await ensure(ctx); await effect(ctx); }`,
    "passed",
  ],
  [
    "assigned later",
    `export async function run(ctx) { let ok; try { ok = await allowed(ctx); } catch { ok = false; } if (!ok) return; await effect(ctx); }`,
    "passed",
  ],

  [
    "=== false",
    `export async function run(ctx) { if ((await allowed(ctx)) === false) return; await effect(ctx); }`,
    "passed",
  ],
  ["not tested", `export async function run(ctx) { await allowed(ctx); await effect(ctx); }`, "failed"],
  [
    "tested, not heeded",
    `export async function run(ctx) { if (!(await allowed(ctx))) log(); await effect(ctx); }`,
    "failed",
  ],
  [
    "inverted",
    `export async function run(ctx) { if (await allowed(ctx)) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "or something else",
    `export async function run(ctx) { if (ctx.user || (await allowed(ctx))) await effect(ctx); }`,
    "failed",
  ],
  [
    "not awaited",
    `export async function run(ctx) { if (!allowed(ctx)) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "another thing",
    `export async function run(ctx, o) { if (!(await allowed(o))) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "helper says yes anyway",
    `async function may(c) { if (c.admin) return true; return allowed(c); } export async function run(ctx) { if (!(await may(ctx))) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "assigned true",
    `export async function run(ctx) { let ok = true; if (ctx.a) ok = await allowed(ctx); if (!ok) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "async helper not awaited",
    `const may = async (c) => allowed(c); export async function run(ctx) { if (!may(ctx)) return; await effect(ctx); }`,
    "failed",
  ],
];

/** `next` of a middleware `auth` is the effect; the guard gives something truthy or the run stops. */
export const middleware: readonly Case[] = [
  [
    "direct",
    `export async function auth(c, next) { if (!(await allowed(c))) return c.json(401); await next(); }`,
    "passed",
  ],
  [
    "factory",
    `export const auth = (options) => async (c, next) => { const ok = await allowed(c); if (!ok) { return c.text("no", 401); } return next(); };`,
    "passed",
  ],
  [
    "made by a function of a package",
    `import { createMiddleware } from "hono/factory"; import { allowed } from "./guard.ts"; export const auth = createMiddleware(async (c, next) => { if (!(await allowed(c))) throw new Error(); await next(); });`,
    "passed",
  ],
  [
    "in a helper",
    `async function go(c, next) { if (await allowed(c)) return next(); return c.json(403); } export const auth = async (c, next) => go(c, next);`,
    "undecided",
    "passed",
  ],
  [
    "public paths go round",
    `export async function auth(c, next) { if (c.path === "/health") return next(); if (!(await allowed(c))) return c.json(401); await next(); }`,
    "failed",
  ],
  [
    "next in finally",
    `export async function auth(c, next) { try { if (!(await allowed(c))) throw 1; } finally { await next(); } }`,
    "failed",
  ],
  [
    "denial without return",
    `export async function auth(c, next) { if (!(await allowed(c))) c.json(401); await next(); }`,
    "failed",
  ],
  [
    "not awaited",
    `export async function auth(c, next) { if (!allowed(c)) return c.json(401); await next(); }`,
    "failed",
  ],
  [
    "next before",
    `export async function auth(c, next) { await next(); if (!(await allowed(c))) return c.json(401); }`,
    "failed",
  ],
  [
    "next passed on",
    `export async function auth(c, next) { if (!(await allowed(c))) return c.json(401); queue(next); }`,
    "undecided",
  ],
];

/** The guard gives a session or `null`. */
export const nullable: readonly Case[] = [
  [
    "!",
    `export async function run(ctx) { const s = await session(ctx); if (!s) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "?.",
    `export async function run(ctx) { const s = await session(ctx); if (!s?.user) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "=== null",
    `export async function run(ctx) { const s = await session(ctx); if (s === null) throw new Error(); await effect(ctx); }`,
    "passed",
  ],
  [
    "== null",
    `export async function run(ctx) { if ((await session(ctx)) == null) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "destructured",
    `export async function run(ctx) { const { user } = (await session(ctx)) ?? {}; if (!user) return; await effect(ctx); }`,
    "passed",
    "failed",
    "undecided",
  ],
  [
    "assignment in the test",
    `export async function run(ctx) { let s; if (!(s = await session(ctx))) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "=== undefined",
    `export async function run(ctx) { const s = await session(ctx); if (s === undefined) return; await effect(ctx); }`,
    "undecided",
    "failed",
  ],
  [
    "inverted",
    `export async function run(ctx) { const s = await session(ctx); if (s !== null) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "another value",
    `export async function run(ctx) { const s = await session(ctx); const t = load(); if (!t) return; await effect(ctx); }`,
    "failed",
  ],
];

/** The guard gives `{ ok }`. */
export const property: readonly Case[] = [
  [
    "!ok",
    `export async function run(ctx) { const r = await check(ctx); if (!r.ok) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "destructured",
    `export async function run(ctx) { const { ok } = await check(ctx); if (!ok) return; await effect(ctx); }`,
    "passed",
  ],
  [
    "the result itself",
    `export async function run(ctx) { const r = await check(ctx); if (!r) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "another property",
    `export async function run(ctx) { const r = await check(ctx); if (!r.done) return; await effect(ctx); }`,
    "failed",
  ],
];

/** The guard gives a response when it refuses, nothing when it agrees. */
export const denial: readonly Case[] = [
  [
    "returned",
    `export async function run(ctx) { const no = denies(ctx); if (no) return no; await effect(ctx); }`,
    "passed",
  ],
  [
    "not heeded",
    `export async function run(ctx) { const no = denies(ctx); if (no) log(no); await effect(ctx); }`,
    "failed",
  ],
  [
    "inverted",
    `export async function run(ctx) { const no = denies(ctx); if (!no) return; await effect(ctx); }`,
    "failed",
  ],
  [
    "skipped by ?.",
    `export async function run(ctx) { const no = denies?.(ctx); if (no) return no; await effect(ctx); }`,
    "failed",
  ],
];

/** The guard must be given the policy `strict`. */
export const policy: readonly Case[] = [
  ["given", `export async function run(ctx) { await guard(ctx, strict); await effect(ctx); }`, "passed"],
  [
    "through a helper",
    `async function ensure(c, p) { await guard(c, p); } export async function run(ctx) { await ensure(ctx, strict); await effect(ctx); }`,
    "passed",
  ],
  ["another one", `export async function run(ctx) { await guard(ctx, loose); await effect(ctx); }`, "failed"],
  ["none", `export async function run(ctx) { await guard(ctx); await effect(ctx); }`, "failed"],
  [
    "another one through a helper",
    `async function ensure(c, p) { await guard(c, p); } export async function run(ctx) { await ensure(ctx, loose); await effect(ctx); }`,
    "failed",
  ],
  [
    "computed",
    `export async function run(ctx) { await guard(ctx, pick(strict)); await effect(ctx); }`,
    "failed",
    "undecided",
  ],
];
