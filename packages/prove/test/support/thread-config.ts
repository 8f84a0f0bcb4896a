import { callsSymbol, defineConfig, defineGate, setsAgree } from "@phasegate/verify-utils";

/** The repository that the gates are proved on. */
export const files = {
  "pnpm-workspace.yaml": "packages: []\n",
  "package.json": '{ "name": "root", "private": true }\n',
  "src/guarded.ts": 'export const guarded = ["a", "b"] as const;\n',
  "src/guard.ts": "export function guard(on: object): void {\n  void on;\n}\n",
  "src/use.ts":
    'import { guard } from "./guard.ts";\n\nexport function use(on: object): void {\n  guard(on);\n}\n',
};

export default defineConfig({
  gates: [
    defineGate({
      id: "calls",
      slice: "E1",
      checks: [
        callsSymbol({
          symbol: { module: "src/guard.ts", export: "guard" },
          from: { module: "src/use.ts" },
        }),
      ],
    }),
    defineGate({
      id: "lists",
      slice: "E1",
      checks: [
        setsAgree({
          lists: [
            { label: "the guards", texts: ["a", "b"] },
            { label: "what is guarded", values: { module: "src/guarded.ts", export: "guarded" } },
          ],
        }),
      ],
    }),
  ],
  suites: {},
});
