import type { OpenAPI } from "@orpc/contract";
import { implement, os } from "@orpc/server";
import { z } from "zod";
import { contract } from "../../src/contract/base.ts";
import { defineCapability, defineManifest, type Manifest } from "../../src/manifest.ts";
import { requireCaller } from "../../src/middleware/require-caller.ts";
import { createOpenApiDocument } from "../../src/openapi-document.ts";
import type { RequestContext } from "../../src/workflows/context.ts";

const probeContract = {
  act: contract
    .route({ method: "POST", path: "/probe/act" })
    .input(z.object({ note: z.string() }).optional())
    .output(z.object({ subject: z.string() })),
};

export interface Probe {
  readonly manifest: Manifest;
  readonly document: OpenAPI.Document;
  /** The subjects on whose behalf the procedure acted, in order. */
  readonly effects: string[];
}

/** A capability with an effect, whose own chain repeats the given heavy evaluation. */
export async function createProbe(evaluate: (context: RequestContext) => Promise<unknown>): Promise<Probe> {
  const effects: string[] = [];
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
  const capability = defineCapability({
    rawr: { kind: "api", capability: "probe" },
    families: ["rpc", "openapi"],
    contract: probeContract,
    router: { act },
  });
  const manifest = defineManifest({ capabilities: [capability] });
  return { manifest, document: await createOpenApiDocument(manifest), effects };
}
