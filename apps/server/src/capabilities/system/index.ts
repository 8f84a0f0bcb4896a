import { implement } from "@orpc/server";
import { defineCapability } from "../../manifest.ts";
import { requireCaller } from "../../middleware/require-caller.ts";
import type { RequestContext } from "../../workflows/context.ts";
import { systemContract } from "./contract.ts";

const system = implement(systemContract).$context<RequestContext>();

const info = system.info.handler(() => ({ name: "rawr-hq", contract: "1" }));

const whoami = system.whoami.use(requireCaller).handler(({ context: { caller } }) => ({
  kind: caller.kind,
  subject: caller.subject,
}));

const capabilities = system.capabilities
  .use(requireCaller)
  .handler(({ context, input }) =>
    context.registrations
      .filter(({ families }) => input.family === undefined || families.includes(input.family))
      .map(({ rawr, families }) => ({ ...rawr, families: [...families] })),
  );

export const systemCapability = defineCapability({
  rawr: { kind: "api", capability: "system" },
  families: ["rpc", "openapi"],
  contract: systemContract,
  router: system.router({ info, whoami, capabilities }),
});
