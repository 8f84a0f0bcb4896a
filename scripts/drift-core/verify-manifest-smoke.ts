import { defineGate, main, testsPassed } from "@phasegate/verify-utils";

const gate = defineGate({
  id: "manifest-smoke",
  slice: "manifest-smoke",
  checks: [
    testsPassed({
      package: "@rawr/server",
      file: "test/composition.test.ts",
      subjects: ["rawr.hq.ts", "apps/server/src/manifest.ts"],
      tests: [
        "the composition loads, and registers something",
        ["every capability", "has routes, each under its own path"],
        ["every capability", "implements every procedure of its contract, and no other"],
        ["every capability", "is published under a family"],
        ["every capability", "of workflows has functions, which the runtime can register"],
        "the table of routes is what the families serve",
      ],
      claim: "The manifest loads, and every capability has its path, its router and its functions",
    }),
    testsPassed({
      package: "@rawr/server",
      file: "test/manifest.test.ts",
      subjects: ["apps/server/src/manifest.ts"],
      tests: [
        "what package.json says of the capability is what rawr.hq.ts registers",
        "a capability is published under the families that it names, and no other",
        "a name can be registered once",
        "a route stands under its capability, and once",
        "a contract without the host's errors is refused",
      ],
      claim: "A mistake of the composition is refused when it loads",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
