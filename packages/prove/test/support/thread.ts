import { proveInThread } from "../../src/prove-in-thread.ts";
import config from "./thread-config.ts";

proveInThread(config);
