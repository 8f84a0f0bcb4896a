import type { OpenAPI } from "@orpc/contract";
import { z } from "zod";
import { callerClasses } from "../../caller.ts";
import { contract } from "../../contract/base.ts";

const family = z.enum(["workflows", "rpc", "openapi"]);

/** For procedures without `requireCaller`: the document then asks for no credentials. */
const publicOperation = (operation: OpenAPI.OperationObject) => ({ ...operation, security: [] });

const info = contract
  .route({
    method: "GET",
    path: "/system/info",
    summary: "What this host is",
    tags: ["system"],
    spec: publicOperation,
  })
  .output(z.object({ name: z.string(), contract: z.string() }));

const whoami = contract
  .route({
    method: "GET",
    path: "/system/whoami",
    summary: "Who the caller was proven to be",
    tags: ["system"],
  })
  .output(z.object({ kind: z.enum(callerClasses), subject: z.string() }));

const capabilities = contract
  .route({ method: "GET", path: "/system/capabilities", summary: "What is registered", tags: ["system"] })
  .input(z.object({ family: family.optional() }))
  .output(z.array(z.object({ kind: z.string(), capability: z.string(), families: z.array(family) })));

export const systemContract = { info, whoami, capabilities };
