import type { PrivateKey } from "@rawr/server/src/credentials/keys";
import type { SessionDatabase } from "@rawr/server/src/credentials/session-table";
import type { Secrets } from "./secrets.ts";

/** A host that runs, with what it takes to be any of its callers. */
export interface Target {
  readonly url: string;
  /** The host's own database of sessions, by a connection of the prober's. */
  readonly sessions: SessionDatabase;
  readonly signing: PrivateKey;
  /** A token that the command line printed. */
  readonly commandToken: string;
  readonly runtime: { readonly signingKey: string; readonly previousKey: string };
  readonly secrets: Secrets;
  /** Changes whenever the host has stored or sent anything. */
  readonly traces: () => string;
}

/** Subjects, so that an answer says whose token was taken. */
export const subjects = {
  "first party": { class: "first-party", subject: "probe-first-party" },
  "trusted service": { class: "trusted-service", subject: "probe-trusted-service" },
  CLI: { class: "trusted-service", subject: "probe-cli" },
  external: { class: "external", subject: "probe-external" },
} as const;

export type BearerCaller = keyof typeof subjects;
