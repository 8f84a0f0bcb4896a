import type { Counterexample, Invariance, Probe } from "../check.ts";
import { editingAt, otherJson, withJson } from "../edits/settings.ts";
import { rootScripts } from "../wiring/root-scripts.ts";
import type { SuitesRun } from "./suites-run.ts";

const manifest = "package.json";

/** An edit of the command of one script. */
function onCommand(script: string, by: (command: string) => string | undefined): Probe["apply"] {
  return editingAt(
    () => manifest,
    "it offers no place for it",
    (text, context) => {
      const own = rootScripts(context).scripts.get(script);
      return own && withJson(text, ["scripts", script], by(own.command));
    },
  );
}

export function suitesCounterexamples({ suites, tasks }: SuitesRun): readonly Counterexample[] {
  return Object.entries(suites).flatMap(([suite, script]): Counterexample[] => {
    const command = (name: string, by: (command: string) => string | undefined): Counterexample => ({
      name: `${script} ${name}`,
      expect: "suite-unwired",
      at: { path: manifest },
      apply: onCommand(script, by),
    });
    return [
      command("is gone", () => undefined),
      command("succeeds whatever comes of it", (one) => `${one} || true`),
      command("ends with success", (one) => `${one}; exit 0`),
      command("prints the command", (one) => `echo ${one}`),
      command("prints the command as one text", (one) => `echo '${one.replaceAll("'", "")}'`),
      command("is a comment", (one) => `true # ${one}`),
      command("is piped", (one) => `${one} | cat`),
      command("goes on behind", (one) => `${one} &`),
      command("turns its outcome around", (one) => `! ${one}`),
      {
        ...command("ends before", (one) => `exit 0 && ${one}`),
        expect: ["wiring-undecidable", "suite-unwired"],
      },
      {
        ...command("runs in another shell", (one) => `sh -c '${one.replaceAll("'", "")}; true'`),
        expect: ["wiring-undecidable", "suite-unwired"],
      },
      command("starts something else", () => "node --version"),
      command("judges another suite", (one) => one.replaceAll(suite, "phasegate-probe")),
      command("judges a part of it", (one) => `${one} --only phasegate-probe`),
      command("is set to judge a part of it", (one) => `PHASEGATE_ONLY=1 ${one}`),
      command("checks the syntax only", (one) =>
        one.startsWith("node ") ? one.replace("node ", "node --check ") : undefined,
      ),
      command("is loaded with something else first", (one) =>
        one.startsWith("node ") ? `NODE_OPTIONS=--require=./probe.cjs ${one}` : undefined,
      ),
      ...turbo.map(([name, options]) =>
        command(name, () =>
          tasks === undefined ? undefined : `turbo run ${taskOf(tasks, suite)} ${options}`,
        ),
      ),
      ...(tasks?.names ?? []).map(
        (pattern): Counterexample => ({
          name: `the task ${pattern.replaceAll("{suite}", suite)} is gone`,
          expect: "suite-unwired",
          apply: editingAt(
            () => tasks?.in,
            "there is no such task",
            (text) => withJson(text, ["tasks", `//#${pattern.replaceAll("{suite}", suite)}`], undefined),
          ),
        }),
      ),
    ];
  });
}

/** Ways to start the task of a suite that run less. */
const turbo = [
  ["is a rehearsal only", "--continue=always --dry"],
  ["leaves out packages", "--continue=always --filter=phasegate-probe"],
  ["leaves out what did not change", "--continue=always --affected"],
  ["makes no evidence", "--continue=always --only"],
  ["judges nothing when evidence fails", ""],
] as const;

function taskOf({ names }: { readonly names: readonly string[] }, suite: string): string {
  return (names[0] ?? "").replaceAll("{suite}", suite);
}

export function suitesInvariances({ suites, tasks }: SuitesRun): readonly Invariance[] {
  const written = (path: string): Invariance => ({
    name: `${path} is written otherwise`,
    apply: editingAt(() => path, "it says nothing", otherJson),
  });
  return [
    written(manifest),
    ...(tasks === undefined ? [] : [written(tasks.in)]),
    {
      name: "the root has one script more",
      apply: editingAt(
        () => manifest,
        "there are no scripts",
        (text) => withJson(text, ["scripts", "phasegate-probe"], "echo one || true"),
      ),
    },
    ...Object.values(suites).flatMap((script): Invariance[] => [
      {
        name: `something runs before ${script}`,
        apply: onCommand(script, (one) => `node --version && ${one}`),
      },
      { name: `something runs after ${script}`, apply: onCommand(script, (one) => `${one} && echo done`) },
      {
        name: `${script} is spaced otherwise`,
        apply: onCommand(script, (one) => `  ${one.replaceAll(" ", "  ")} `),
      },
      { name: `${script} ends with a comment`, apply: onCommand(script, (one) => `${one} # judged`) },
      { name: `${script} tells how to print`, apply: onCommand(script, (one) => `FORCE_COLOR=1 ${one}`) },
    ]),
  ];
}
