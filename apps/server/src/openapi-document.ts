import { type OpenAPI, OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { type PublishedFamily, routeFamilies } from "./families.ts";
import { type Manifest, publishedUnder } from "./manifest.ts";

/** The families whose routes a document describes. */
export type DocumentedFamily = Extract<PublishedFamily, "openapi" | "workflows">;

/** The document of everything published under a family. */
export async function createOpenApiDocument(
  manifest: Manifest,
  family: DocumentedFamily,
): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(publishedUnder(manifest, family).contract, {
    info: { title: "RAWR HQ", version: "1" },
    servers: [{ url: routeFamilies[family] }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } } },
  });
}
