import { usualInitial, usualTransitions } from "@phasegate/decision-records";
import { z } from "zod";
import { isGateFinding } from "./findings/gates.ts";
import { findingCodes, isFindingCode } from "./findings/index.ts";
import type { Gate } from "./gate.ts";
import { type ProvePolicy, type ProvePolicyInput, provePolicySchema } from "./prove-policy.ts";

const isoDay = z.iso.date();

const waiverSchema = z.strictObject({
  finding: z
    .string()
    .refine(isFindingCode, {
      error: (issue) =>
        `expected a finding code (${findingCodes.join(", ")}), got ${JSON.stringify(issue.input)}`,
    })
    .refine((code) => !isGateFinding(code), {
      error: "what is found on the gates themselves cannot be waived; a closed decision can allow it",
    }),
  gate: z.string().min(1),
  check: z.string().min(1).optional().describe("name of the check; any check of the gate where absent"),
  path: z.string().min(1).optional().describe("path of the finding's location; any where absent"),
  owner: z.string().trim().min(1),
  reason: z.string().trim().min(1),
  expires: isoDay.describe("last day on which it holds, YYYY-MM-DD, in UTC"),
});

const policyFields = z.strictObject({
  registers: z
    .array(z.string().min(1))
    .default([])
    .describe("Markdown files that hold decisions, or globs of such files"),
  statuses: z
    .array(z.string().min(1))
    .min(1)
    .default(["open", "proposed", "locked", "closed", "deferred", "superseded", "rejected"]),
  transitions: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe("for each status, the ones that may follow; forward only where absent"),
  initial: z
    .array(z.string())
    .optional()
    .describe(
      "statuses in which a decision may appear in a register that had decisions before; where absent, those that claim no past",
    ),
  defaultBranch: z
    .string()
    .min(1)
    .optional()
    .describe("branch that work starts from, which a change is compared with; found out where absent"),
  ephemeral: z
    .array(z.string().min(1))
    .default([
      "**/AGENT_*_PLAN_VERBATIM.md",
      "**/AGENT_*_SCRATCHPAD.md",
      "**/ORCHESTRATOR_PLAN_VERBATIM.md",
      "**/ORCHESTRATOR_SCRATCHPAD.md",
      "**/.scratch/**",
    ])
    .describe("globs of documents that do not survive cleanup"),
  canonical: z
    .array(z.string().min(1))
    .default(["docs/**/*.md", "*.md"])
    .describe("globs of documents that speak for the repository: what they say of a decision has to be so"),
  historical: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "globs of documents among the canonical ones that tell what was, such as reports of past phases",
    ),
  cadence: z
    .array(z.strictObject({ when: z.string().trim().min(1), suite: z.string().min(1) }))
    .default([])
    .describe("when which suite has to be run; what people read is checked to say the same"),
  evidence: z
    .strictObject({
      command: z
        .string()
        .optional()
        .describe(
          "how a person makes it again, `{package}` for the package's name; by the lockfile where absent",
        ),
    })
    .prefault({}),
});

const policySchema = policyFields
  .superRefine(({ statuses, transitions = {}, initial = [] }, context) => {
    const isUnknown = (word: string) => !statuses.includes(word);
    const issue = (path: string[], word: string) =>
      context.addIssue({
        code: "custom",
        path,
        message: `expected one of policy.statuses (${statuses.join(", ")}), got ${JSON.stringify(word)}`,
      });
    for (const [from, next] of Object.entries(transitions)) {
      if (isUnknown(from)) issue(["transitions"], from);
      for (const to of next.filter(isUnknown)) issue(["transitions", from], to);
    }
    for (const word of initial.filter(isUnknown)) issue(["initial"], word);
  })
  .transform((policy) => ({
    ...policy,
    transitions: policy.transitions ?? usualTransitions(policy.statuses),
    initial: policy.initial ?? usualInitial(policy.statuses),
  }));

/** Vocabulary and rules of a repository, with defaults filled in. */
export type Policy = Readonly<z.infer<typeof policySchema>>;
export type PolicyInput = z.input<typeof policySchema>;
export type Waiver = Readonly<z.infer<typeof waiverSchema>>;

export interface ConfigInput {
  readonly gates: readonly Gate[];
  /** Gate ids by suite. */
  readonly suites: Readonly<Record<string, readonly string[]>>;
  readonly policy?: PolicyInput;
  readonly waivers?: readonly z.input<typeof waiverSchema>[];
  /** Which suites are proved as well when they are judged. */
  readonly prove?: ProvePolicyInput;
}

export interface Config {
  readonly gates: readonly Gate[];
  readonly suites: Readonly<Record<string, readonly Gate[]>>;
  readonly policy: Policy;
  readonly waivers: readonly Waiver[];
  readonly prove: ProvePolicy;
}

/** There is no configuration, or it cannot be meant: every issue with its place. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Also recognised when the command and the gates come from two copies of the kit. */
const brand = Symbol.for("phasegate.config");

/** Whether a value came out of {@link defineConfig}, hence was validated. */
export function isConfig(value: unknown): value is Config {
  return typeof value === "object" && value !== null && Object.hasOwn(value, brand);
}

/**
 * Validates a repository's configuration and fills in defaults.
 * @throws ConfigError that lists every issue
 */
export function defineConfig(input: ConfigInput): Config {
  const policy = policySchema.safeParse(input.policy ?? {});
  const waivers = z.array(waiverSchema).safeParse(input.waivers ?? []);
  const prove = provePolicySchema.safeParse(input.prove ?? {});
  const byId = new Map(input.gates.map((gate) => [gate.id, gate]));
  const issues = [
    ...issuesOf("policy", policy.error),
    ...issuesOf("waivers", waivers.error),
    ...issuesOf("prove", prove.error),
    ...suiteIssues(input, byId),
    ...(prove.data?.suites ?? [])
      .filter((name) => !Object.hasOwn(input.suites, name))
      .map((name) => `prove.suites: there is no suite ${name}; ${listOf(Object.keys(input.suites))}`),
    ...(policy.data?.cadence ?? [])
      .filter(({ suite }) => !Object.hasOwn(input.suites, suite))
      .map(({ suite }) => `policy.cadence: there is no suite ${suite}`),
    ...(waivers.data ?? [])
      .filter(({ gate }) => !byId.has(gate))
      .map(({ gate }) => `waivers: there is no gate ${gate}`),
  ];
  if (issues.length > 0 || !policy.success || !waivers.success || !prove.success) {
    throw new ConfigError(
      `the configuration is not valid:\n${issues.map((issue) => `- ${issue}`).join("\n")}`,
    );
  }
  const suites = Object.entries(input.suites).map(
    ([name, ids]) => [name, ids.flatMap((id) => byId.get(id) ?? [])] as const,
  );
  const config: Config = {
    gates: input.gates,
    suites: Object.fromEntries(suites),
    policy: policy.data,
    waivers: waivers.data,
    prove: prove.data,
  };
  return Object.defineProperty(config, brand, { value: true });
}

export const defaultPolicy: Policy = policySchema.parse({});

function suiteIssues(input: ConfigInput, byId: ReadonlyMap<string, Gate>): string[] {
  const issues: string[] = [];
  const seen = new Set<string>();
  for (const { id } of input.gates) {
    if (seen.has(id)) issues.push(`gates: two gates have the id ${id}`);
    if (Object.hasOwn(input.suites, id)) issues.push(`suites.${id}: a suite cannot have the name of a gate`);
    seen.add(id);
  }
  for (const [name, ids] of Object.entries(input.suites)) {
    if (ids.length === 0) issues.push(`suites.${name}: expected at least one gate, got none`);
    for (const id of ids) {
      if (!byId.has(id))
        issues.push(
          `suites.${name}: there is no gate ${id}; there are ${[...byId.keys()].join(", ") || "none"}`,
        );
    }
  }
  return issues;
}

function listOf(names: readonly string[]): string {
  return `there are ${names.join(", ") || "none"}`;
}

function issuesOf(where: string, error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map(
    (issue) => `${[where, ...issue.path.map(String)].join(".")}: ${issue.message}`,
  );
}
