import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeys, type PrivateKey } from "@rawr/server/src/credentials/keys";
import { openSessionDatabase, type SessionDatabase } from "@rawr/server/src/credentials/session-table";
import { createSecrets, type Secrets } from "./secrets.ts";

/** Keys, databases and settings of one server, made for it alone. */
export interface Material {
  readonly signing: PrivateKey;
  readonly runtime: { readonly signingKey: string; readonly previousKey: string };
  readonly eventKey: string;
  readonly database: string;
  readonly runs: string;
  readonly sessions: SessionDatabase;
  readonly secrets: Secrets;
  /** As production is configured. */
  readonly environment: Readonly<Record<string, string>>;
  readonly discard: () => void;
}

export async function createMaterial(eventApi: string): Promise<Material> {
  const folder = mkdtempSync(join(tmpdir(), "rawr-hq-prober-"));
  const { signing, verification } = await generateKeys();
  const database = join(folder, "sessions.db");
  const sessions = openSessionDatabase(database);
  const key = () => `signkey-probe-${randomBytes(32).toString("hex")}`;
  const runtime = { signingKey: key(), previousKey: key() };
  const eventKey = randomBytes(24).toString("hex");
  const secrets = createSecrets();
  secrets.add(signing.d, eventKey);
  return {
    signing,
    runtime,
    eventKey,
    database,
    runs: join(folder, "coordination.db"),
    sessions,
    secrets,
    environment: {
      NODE_ENV: "production",
      RAWR_PORT: "0",
      RAWR_DATABASE: database,
      RAWR_VERIFICATION_KEYS: JSON.stringify({ keys: [verification] }),
      INNGEST_SIGNING_KEY: runtime.signingKey,
      INNGEST_SIGNING_KEY_FALLBACK: runtime.previousKey,
      INNGEST_EVENT_KEY: eventKey,
      INNGEST_BASE_URL: eventApi,
    },
    discard() {
      sessions.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
