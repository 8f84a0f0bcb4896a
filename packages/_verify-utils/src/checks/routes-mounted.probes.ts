import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { rewritten, sourceOf, textOf } from "../edits/source.ts";
import { harmlessModuleEdits } from "./edits.ts";
import { mounting } from "./mounting.ts";
import type { RoutesMounted } from "./routes-mounted.ts";

type Args = Pick<RoutesMounted, "router" | "module" | "mounts">;

interface Statement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it is called on, as written. */
  readonly app: string;
}

/** Edits the statements that mount, one call each. */
function onStatements(
  { router, module }: Args,
  edit: (
    statements: readonly [Statement, ...Statement[]],
  ) => readonly { start: number; end: number; by: string }[],
): Probe["apply"] {
  return (context) => {
    const source = sourceOf(context, module);
    if (source === undefined) return new NotApplicable(`${module} is absent or cannot be parsed`);
    const statements = context.code.callsOn(router, mounting, [module]).calls.flatMap(({ location }) => {
      const { start, end } = { start: location.start.offset, end: location.end.offset };
      const text = textOf(source, { start, end });
      const app = /^(?:await\s+)?([\w$]+)\s*\./.exec(text)?.[1];
      const after = /^\s*;?/.exec(source.text.slice(end))?.[0].length ?? 0;
      return app === undefined ? [] : [{ start, end: end + after, text: `${text};`, app }];
    });
    const [first, ...rest] = statements;
    if (first === undefined) return new NotApplicable("no statement of its own mounts anything");
    const rewrites = edit([first, ...rest]);
    return rewrites.length === 0
      ? new NotApplicable("too little is mounted for it")
      : { [module]: rewritten(source.text, rewrites) };
  };
}

export function routesCounterexamples(args: Args): readonly Counterexample[] {
  const { module } = args;
  const on = (edit: Parameters<typeof onStatements>[1]) => onStatements(args, edit);
  const after = (code: (app: string) => string) =>
    on((statements) => {
      const last = statements.at(-1) ?? statements[0];
      return [{ start: last.end, end: last.end, by: `\n${code(last.app)}` }];
    });
  const at: Counterexample["at"] = { path: module };
  return [
    {
      name: "one more route is mounted",
      expect: "mount-unexpected",
      at,
      apply: after((app) => `${app}.all("/phasegate-probe/*", (c) => c.text("probe"));`),
    },
    {
      name: "one more method is mounted",
      expect: "mount-unexpected",
      at,
      apply: after((app) => `${app}.on(["GET", "POST"], "/phasegate-probe", (c) => c.text("probe"));`),
    },
    {
      name: "a whole application is mounted",
      expect: ["mount-unexpected", "mount-undecidable"],
      at,
      apply: after((app) => `${app}.route("/phasegate-probe", ${app});`),
    },
    {
      name: "one more middleware runs for everything",
      expect: "mount-unexpected",
      at,
      apply: after((app) => `${app}.use("*", (_, next) => next());`),
    },
    {
      name: "a route is mounted under a condition",
      expect: "mount-undecidable",
      at,
      apply: after((app) => `if (process.env.PROBE) ${app}.all("/phasegate-probe", (c) => c.text("probe"));`),
    },
    {
      name: "a route is mounted at a path that is computed",
      expect: "mount-undecidable",
      at,
      apply: after((app) => `${app}.all(String(process.env.PROBE).trim(), (c) => c.text("probe"));`),
    },
    {
      name: "the router is handed on",
      expect: "mount-undecidable",
      at,
      apply: after((app) => `Reflect.apply((one: unknown) => one, undefined, [${app}]);`),
    },
    {
      name: "the last mount is gone",
      expect: "mount-missing",
      at,
      apply: on((statements) => {
        const last = statements.at(-1) ?? statements[0];
        return [{ start: last.start, end: last.end, by: "" }];
      }),
    },
    {
      name: "the first mount is a comment",
      expect: "mount-missing",
      at,
      apply: on(([first]) => [
        { start: first.start, end: first.end, by: `/* ${first.text.replaceAll("*/", "* /")} */` },
      ]),
    },
    {
      name: "the first and the last mount change places",
      expect: "mount-out-of-order",
      at,
      apply: on((statements) => {
        const [first] = statements;
        const last = statements.findLast(({ text }) => text !== first.text);
        if (last === undefined) return [];
        return [
          { start: first.start, end: first.end, by: last.text },
          { start: last.start, end: last.end, by: first.text },
        ];
      }),
    },
    {
      name: "the function may end before the last mount",
      expect: "mount-undecidable",
      at,
      apply: on((statements) => {
        const last = statements.at(-1) ?? statements[0];
        return statements.length < 2
          ? []
          : [
              {
                start: last.start,
                end: last.start,
                by: "if (process.env.PROBE) return undefined as never;\n",
              },
            ];
      }),
    },
    { name: "the module is deleted", expect: "module-missing", apply: () => ({ [module]: null }) },
  ];
}

export function routesInvariances(args: Args): readonly Invariance[] {
  const { module } = args;
  const edit = (name: string, by: Parameters<typeof onStatements>[1]): Invariance => ({
    name,
    apply: onStatements(args, by),
  });
  return [
    ...harmlessModuleEdits(module),
    edit("a remark stands between the mounts", ([first]) => [
      { start: first.end, end: first.end, by: "\n// A remark.\n" },
    ]),
    edit("a mount stands in a block of its own", ([first]) => [
      { start: first.start, end: first.end, by: `{\n${first.text}\n}` },
    ]),
    edit("something else happens between the mounts", ([first]) => [
      { start: first.end, end: first.end, by: "\nvoid 0;" },
    ]),
    edit("a path has a name first", (statements) => {
      const one = statements.find(({ text }) => /^[\w$]+\s*\.\s*\w+\(\s*"[^"]*"/.test(text));
      const path = one === undefined ? undefined : /"[^"]*"/.exec(one.text)?.[0];
      if (one === undefined || path === undefined) return [];
      return [
        {
          start: one.start,
          end: one.end,
          by: `const pathProbe = ${path};\n${one.text.replace(path, "pathProbe")}`,
        },
      ];
    }),
    edit("the failure of a request is told", (statements) => {
      const last = statements.at(-1) ?? statements[0];
      return [
        { start: last.end, end: last.end, by: `\n${last.app}.onError((error, c) => c.text(String(error)));` },
      ];
    }),
  ];
}
