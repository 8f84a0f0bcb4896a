// The same in the published package: teaches Node to import a TypeScript configuration first.
import { register } from "tsx/esm/api";

register();
await import("./prover.ts");
