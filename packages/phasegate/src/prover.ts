// What a second thread of a proof runs.
import { proveInThread } from "@phasegate/prove/thread";
import { loadConfig } from "@phasegate/verify-utils";

proveInThread(await loadConfig(process.cwd()));
