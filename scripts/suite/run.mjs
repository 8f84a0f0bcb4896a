import { leave } from "./leave.mjs";
import { judge, prepare } from "./load.mjs";

// `node scripts/suite/run.mjs verify <suite>`: judges with the bundle and the evidence as they are.
await judge(prepare());
leave();
