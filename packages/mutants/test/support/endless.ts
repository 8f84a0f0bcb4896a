import { openWorkingTree } from "@phasegate/workspace";
import { proveTests } from "../../src/index.ts";

/** Proves for as long as it lives, and says when the first mutant was tried. */
const [, , root = ""] = process.argv;
for (;;) {
  await proveTests({
    workspace: openWorkingTree(root),
    targets: [{ package: "a", file: "test/add.test.ts", subjects: ["packages/a/src/add.ts"], tests: [] }],
    budget: { ms: 60_000 },
    seed: 1,
    onProgress: () => process.stdout.write("."),
  });
}
