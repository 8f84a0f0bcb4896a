/** `<<` as the beginning of an expression of GitHub's. */
export function marked(text: string): string {
  return text.replaceAll("<<", "$\u007b{");
}

const gate = (id: string) => `import { defineGate, main, documentsMention } from "@phasegate/verify-utils";

const gate = defineGate({ id: "${id}", slice: "A", checks: [documentsMention({ id: "D-1" })] });

export default gate;
main(import.meta.url, gate);
`;

const setup = `      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: 20
          package-manager-cache: false
`;
const job = (id: string, rest: string) => `  ${id}:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read
${rest}`;

const workflow = `name: verify
on:
  pull_request:
  merge_group:
permissions: {}
concurrency: verify-\${{ github.ref }}
jobs:
${job("quick", `    steps:\n${setup}      - run: pnpm verify:quick\n`)}
${job("full", `    steps:\n${setup}      - run: npx --yes pnpm@10.34.9 run verify:full\n`)}
${job(
  "required",
  `    if: always()
    needs: [quick, full]
    steps:
${setup}      - run: node ci/required.mjs
        env:
          NEEDS: \${{ toJSON(needs) }}
`,
)}`;

/** A small repository with two gates, two suites, a workflow, a hook and a document. */
export const files = {
  "package.json": JSON.stringify(
    {
      name: "fixture",
      packageManager: "pnpm@10.34.9",
      scripts: {
        "verify:quick": "node suite.mjs quick",
        "verify:full": "TURBO_TELEMETRY_DISABLED=1 turbo run suite-full --continue=always --log-prefix=none",
        "suite-quick": "phasegate verify quick",
        "suite-full": "phasegate verify full",
        "verify-a": "node --import tsx gates/a/verify-first.ts",
        "verify-b": "tsx gates/b/verify-second.ts",
        prepare: "husky",
      },
    },
    null,
    2,
  ),
  "turbo.json": JSON.stringify(
    { tasks: { "//#suite-quick": {}, "//#suite-full": {}, "//#verify-a": {}, "//#verify-b": {} } },
    null,
    2,
  ),
  "suite.mjs": "",
  "phasegate.config.ts": `import { defineConfig } from "@phasegate/verify-utils";
import { a } from "./gates/a/index.ts";
import { b } from "./gates/b/index.ts";

export default defineConfig({
  gates: [...a, ...b],
  suites: { quick: ["first"], full: ["first", "second"] },
  policy: { cadence: [{ when: "On every commit", suite: "quick" }, { when: "At the end", suite: "full" }] },
});
`,
  "gates/a/index.ts": `import first from "./verify-first.ts";\n\nexport const a = [first];\n`,
  "gates/a/verify-first.ts": gate("first"),
  "gates/b/index.ts": `import second from "./verify-second.ts";\n\nexport const b = [second];\n`,
  "gates/b/verify-second.ts": gate("second"),
  ".github/workflows/verify.yml": workflow,
  ".husky/pre-commit": "# Judges what is committed.\npnpm verify:quick\n",
  "ci/required.mjs": "",
  "ci/jobs.json": JSON.stringify({ pull_request: ["quick", "full"], merge_group: ["quick", "full"] }),
  "CONTRIBUTING.md":
    "# Working\n\n## Cadence\n\n| When | Suite |\n| --- | --- |\n| On every commit | `quick` |\n| At the end | `full` |\n",
  "docs/gates.md": `# What closes

## Suites

| Suite | Command | When |
| --- | --- | --- |
| quick | \`pnpm verify:quick\` | On every commit |
| full | \`pnpm run verify:full\` | At the end |

## Gates

| Slice | Gate | Script |
| --- | --- | --- |
| A | \`first\` | \`gates/a/verify-first.ts\` |
| A | \`second\` | [the second](../gates/b/verify-second.ts) |
`,
};

export type Path = keyof typeof files;
