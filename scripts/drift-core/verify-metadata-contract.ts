import { defineGate, keysAbsent, main, packageMetadata } from "@phasegate/verify-utils";
import { z } from "zod";

const manifest = "apps/server/src/manifest.ts";
const legacy = ["templateRole", "channel", "publishTier", "published"] as const;
const shipped = ["**", "!**/test/**"];

const gate = defineGate({
  id: "metadata-contract",
  slice: "metadata-contract",
  checks: [
    packageMetadata({
      key: "rawr",
      schema: z.strictObject({
        kind: z.enum(["api", "workflows"]),
        capability: z.string().regex(/^[a-z][a-z0-9-]*$/),
      }),
      contributors: [
        { module: manifest, export: "defineCapability" },
        { module: "inngest", export: "Inngest" },
      ],
      among: shipped,
      unique: ["kind", "capability"],
      forbidden: legacy,
      claim:
        "Each package that contributes routes or functions says so under `rawr`, and nowhere by the old keys",
    }),
    keysAbsent({
      keys: legacy,
      about: [
        { module: manifest, export: "RawrIdentity" },
        { module: manifest, export: "Registration" },
        { module: manifest, export: "Capability" },
        { module: manifest, export: "Manifest" },
        { module: manifest, export: "defineCapability" },
        { module: manifest, export: "defineManifest" },
      ],
      naming: ["rawr"],
      among: shipped,
      claim: "No type, parser, template or wiring that feeds the manifest knows the old keys",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
