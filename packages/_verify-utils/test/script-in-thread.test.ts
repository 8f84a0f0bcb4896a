import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";

test("a gate script that a thread was started with is no program: it judges nothing, and says nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "phasegate-thread-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "gate.mjs");
  const loader = import.meta.resolve("tsx/esm/api");
  const script = new URL("../src/script.ts", import.meta.url).href;
  writeFileSync(
    file,
    `import { register } from ${JSON.stringify(loader)};
register();
const { main } = await import(${JSON.stringify(script)});
main(import.meta.url, { id: "g", slice: "E1", decisions: [], needs: [], checks: [] });
`,
  );
  const worker = new Worker(file, { execArgv: [], stderr: true, stdout: true });
  let said = "";
  for (const stream of [worker.stderr, worker.stdout]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const code = await new Promise((resolve, reject) => worker.once("exit", resolve).once("error", reject));
  expect({ code, said }).toEqual({ code: 0, said: "" });
});
