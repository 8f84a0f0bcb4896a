import { type OpenAPI, OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { routeFamilies } from "./families.ts";
import { type Manifest, publishedUnder } from "./manifest.ts";

/** The document of everything published under `/api/orpc`. */
export async function createOpenApiDocument(manifest: Manifest): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(publishedUnder(manifest, "openapi").contract, {
    info: { title: "RAWR HQ", version: "1" },
    servers: [{ url: routeFamilies.openapi }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } } },
  });
}
