import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { otherDoors } from "../phase-e/finished-hook/doors.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Entries of the SDK that answer no requests: its core, types, and what runs in other programs. */
const noDoors = [
  "",
  "experimental",
  "experimental/durable-endpoints/client",
  "internals",
  "react",
  "realtime",
  "types",
];

test("every entry of the installed SDK that takes requests in is known to the gate of the ingress", () => {
  const installed = join(root, "packages/coordination-inngest/node_modules/inngest/package.json");
  const manifest = z
    .object({ exports: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(installed, "utf8")));
  const entries = Object.keys(manifest.exports)
    .map((entry) => entry.replace(/^\.\/?/, ""))
    .filter((entry) => entry !== "package.json");
  expect(entries.sort()).toEqual([...otherDoors, "hono", ...noDoors].sort());
});
