import type { OpenAPI } from "@orpc/contract";
import { implement, ORPCError, os } from "@orpc/server";
import { z } from "zod";
import { contract } from "../../src/contract/base.ts";
import { defineCapability, defineManifest, type Manifest } from "../../src/manifest.ts";
import { requireCaller } from "../../src/middleware/require-caller.ts";
import { createOpenApiDocument } from "../../src/openapi-document.ts";
import type { RequestContext } from "../../src/workflows/context.ts";

/** Text that must never reach a caller. */
export const secret = "the-innermost-thoughts-of-the-server";

export const failures = ["throws", "throws-text", "undeclared", "own-500", "bad-output"] as const;

const probeContract = {
  act: contract
    .route({ method: "POST", path: "/probe/act" })
    .input(z.object({ note: z.string() }).optional())
    .output(z.object({ subject: z.string() })),
  fail: contract
    .route({ method: "POST", path: "/probe/fail" })
    .input(z.object({ how: z.enum(failures) }))
    .output(z.object({ fine: z.literal(true) })),
  item: contract
    .route({ method: "GET", path: "/probe/items/{id}" })
    .input(z.object({ id: z.string() }))
    .output(z.object({ id: z.string() })),
  slow: contract.route({ method: "POST", path: "/probe/slow" }).output(z.object({ done: z.literal(true) })),
};

export interface Probe {
  readonly manifest: Manifest;
  readonly document: OpenAPI.Document;
  readonly workflowsDocument: OpenAPI.Document;
  /** The subjects on whose behalf the procedure acted, in order. */
  readonly effects: string[];
  /** Calls of `slow` that wait here for `release`. */
  readonly waiting: { readonly count: number; release(): void };
}

/** A capability with an effect, whose own chain repeats the given heavy evaluation. */
export async function createProbe(evaluate: (context: RequestContext) => Promise<unknown>): Promise<Probe> {
  const effects: string[] = [];
  let blocked: (() => void)[] = [];
  const again = os.$context<RequestContext>().middleware(async ({ context, next }) => {
    await Promise.all([evaluate(context), evaluate(context)]);
    return next();
  });
  const probe = implement(probeContract).$context<RequestContext>();

  const act = probe.act
    .use(again)
    .use(again)
    .use(requireCaller)
    .handler(({ context: { caller } }) => {
      effects.push(caller.subject);
      return { subject: caller.subject };
    });
  const fail = probe.fail.handler(({ input }) => failing(input.how));
  const item = probe.item.handler(({ input }) => ({ id: input.id }));
  const slow = probe.slow.handler(async () => {
    await new Promise<void>((resolve) => blocked.push(resolve));
    return { done: true as const };
  });

  const capability = defineCapability({
    rawr: { kind: "api", capability: "probe" },
    families: ["rpc", "openapi", "workflows"],
    contract: probeContract,
    router: { act, fail, item, slow },
  });
  const manifest = defineManifest({ capabilities: [capability] });
  const waiting = {
    get count() {
      return blocked.length;
    },
    release() {
      for (const resolve of blocked) resolve();
      blocked = [];
    },
  };
  const document = await createOpenApiDocument(manifest, "openapi");
  const workflowsDocument = await createOpenApiDocument(manifest, "workflows");
  return { manifest, document, workflowsDocument, effects, waiting };
}

function failing(how: (typeof failures)[number]): { fine: true } {
  if (how === "throws") throw new Error(secret);
  if (how === "throws-text") throw secret;
  if (how === "undeclared") throw new ORPCError("TEAPOT", { status: 418, message: secret, data: { secret } });
  if (how === "own-500") throw new ORPCError("INTERNAL_SERVER_ERROR", { message: secret, data: { secret } });
  return JSON.parse(`{"fine":"${secret}"}`);
}
