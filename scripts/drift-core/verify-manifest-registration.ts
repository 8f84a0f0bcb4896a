import { defineGate, main, setsAgree } from "@phasegate/verify-utils";

const manifest = "apps/server/src/manifest.ts";
const identity = [
  ["rawr", "kind"],
  ["rawr", "capability"],
] as const;

const gate = defineGate({
  id: "manifest-registration",
  slice: "manifest-registration",
  checks: [
    setsAgree({
      lists: [
        {
          label: "what rawr.hq.ts registers",
          argumentsTo: { module: manifest, export: "defineManifest" },
          argument: 0,
          path: ["capabilities"],
          in: ["rawr.hq.ts", "{apps,packages}/*/src/**"],
          items: identity,
        },
        {
          label: "what capabilities define",
          argumentsTo: { module: manifest, export: "defineCapability" },
          argument: 0,
          path: [],
          in: ["{apps,packages}/*/src/**"],
          items: identity,
        },
        { label: "what package.json files declare", metadata: "rawr", items: [["kind"], ["capability"]] },
      ],
      once: true,
      claim: "What is declared is registered, and what is registered is declared, once each",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
