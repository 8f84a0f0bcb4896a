import fc from "fast-check";
import { expect, test } from "vitest";
import { defineHeavyMiddleware } from "../src/middleware/heavy.ts";
import { createRequestContext, evaluationOf, type RequestContext } from "../src/workflows/context.ts";

/** A chain: links that run after each other, at once, or around each other. */
type Tree =
  | { readonly kind: "run" }
  | { readonly kind: "wait"; readonly turns: number }
  | { readonly kind: "sequence" | "concurrent"; readonly children: readonly Tree[] }
  /** Gives up on its child, as a caller who leaves does. */
  | { readonly kind: "abandon"; readonly child: Tree };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constant<Tree>({ kind: "run" }),
    fc.nat({ max: 4 }).map((turns): Tree => ({ kind: "wait", turns })),
    fc.record({
      kind: fc.constantFrom("sequence" as const, "concurrent" as const),
      children: fc.array(tie("tree"), { maxLength: 4 }),
    }),
    tie("tree").map((child): Tree => ({ kind: "abandon", child })),
  ),
}));

/** One request: its chain, and how its evaluation goes. */
const request = fc.record({
  tree,
  fails: fc.boolean(),
  throwsAtOnce: fc.boolean(),
  turns: fc.nat({ max: 5 }),
  aborted: fc.boolean(),
});

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

test("a marker is evaluated once for a request that runs it, and never shared", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 6 }), async (requests) => {
      const evaluations = new Map<Request, number>();
      const controllers = requests.map(() => new AbortController());
      const contexts = controllers.map(({ signal }) =>
        createRequestContext(new Request("http://host/same", { headers: { id: "same" }, signal }), "rpc", []),
      );
      const indexOf = ({ request }: RequestContext) => contexts.findIndex((one) => one.request === request);

      const caller = defineHeavyMiddleware({
        marker: "caller",
        evaluate(context) {
          evaluations.set(context.request, (evaluations.get(context.request) ?? 0) + 1);
          const index = indexOf(context);
          const plan = requests[index]!;
          if (plan.fails && plan.throwsAtOnce) throw new Error(`failure ${index}`);
          return turns(plan.turns).then(() => {
            if (plan.fails || context.request.signal.aborted) throw new Error(`failure ${index}`);
            return { kind: "first-party", subject: `subject ${index}`, session: `session ${index}` };
          });
        },
      });

      const abandoned: Promise<void>[] = [];
      const seen = contexts.map(() => new Set<unknown>());
      const walk = async (node: Tree, context: RequestContext): Promise<void> => {
        if (node.kind === "wait") return turns(node.turns);
        if (node.kind === "abandon") return void abandoned.push(walk(node.child, context));
        if (node.kind === "concurrent")
          return void (await Promise.all(node.children.map((c) => walk(c, context))));
        if (node.kind === "sequence") {
          for (const child of node.children) await walk(child, context);
          return;
        }
        const result = await caller.run(context).then(
          (value) => {
            expect(value).not.toBeInstanceOf(Error);
            return value;
          },
          (error: unknown) => error,
        );
        seen[indexOf(context)]!.add(result);
      };

      await Promise.all(
        requests.map(async (plan, index) => {
          const walking = walk(plan.tree, contexts[index]!);
          if (plan.aborted) controllers[index]!.abort();
          await walking;
        }),
      );
      for (const walking of abandoned) await walking;

      for (const [index, context] of contexts.entries()) {
        const ran = evaluations.get(context.request) ?? 0;
        const results = [...seen[index]!];
        expect(ran).toBe(results.length === 0 ? 0 : 1);
        expect(results.length).toBeLessThanOrEqual(1);
        const kept = evaluationOf(context.request, "caller");
        if (ran === 0) expect(kept).toBeUndefined();
        else
          expect(results).toEqual([
            kept?.state === "succeeded" ? kept.value : kept?.state === "failed" && kept.error,
          ]);
        for (const result of results) {
          const name = result instanceof Error ? result.message : (result as { subject: string }).subject;
          expect(name).toMatch(new RegExp(` ${index}$`));
          if (requests[index]!.fails) expect(result).toBeInstanceOf(Error);
        }
      }
    }),
    { numRuns: 100 },
  );
});
