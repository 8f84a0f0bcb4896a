import { writeFileSync } from "node:fs";
import { z } from "zod";
import { defineFinishedHook, openStore } from "../../src/index.ts";
import { startHost } from "./host.ts";
import { type Side, watchedStore } from "./watched-store.ts";
import { tenDesks } from "./workflows.ts";

/**
 * A process that queues a run, and is killed at one point of its life: before or after a call of the store, or in its
 * hook. Arguments: path of the database, `before` or `after`, name of the call.
 */
const [path, side, call] = z
  .tuple([z.string(), z.enum(["before", "after"]), z.string()])
  .parse(process.argv.slice(2));

function die(when: Side, name: string): void {
  if (when === side && name === call) process.kill(process.pid, "SIGKILL");
}

const host = await startHost({
  store: watchedStore(openStore(path), die),
  handlers: { count: ({ memory }) => Object.keys(memory).length },
  hook: defineFinishedHook(() => {
    writeFileSync(`${path}.hook`, "1", { flag: "a" });
    die("after", "hook");
  }),
  hookTimeoutMs: 1_000,
});
await host.coordination.queueRun({ id: "r-1", workflow: tenDesks, input: { name: "Ada" } });
await host.settle();
await host.close();
