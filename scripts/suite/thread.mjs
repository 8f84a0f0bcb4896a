import { prepare } from "./load.mjs";

// What a second thread of a proof runs: the same bundle, so that it knows what the first one knows.
const { program, error } = prepare();
if (program === undefined) throw error ?? new Error("the gates are not bundled");
program.prove();
