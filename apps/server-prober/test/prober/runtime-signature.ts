import { signatureOf } from "@rawr/inngest-executor";
import type { Presented } from "./bearer.ts";
import { runtimeCredentials } from "./table.ts";
import type { Target } from "./target.ts";

const stranger = `signkey-probe-${"e5".repeat(32)}`;
const seconds = () => Math.floor(Date.now() / 1000);

/** Signs a body as the runtime does, or in a way that is wrong. */
export function presentRuntime({ runtime, secrets }: Target, way: string, body: string): Presented {
  const signed: unknown = body === "" ? "" : JSON.parse(body);
  const { signingKey, previousKey } = runtime;
  const by = (key: string, at?: number) => signatureOf(signed, key, at);
  const bare = signingKey.replace(/^signkey-\w+-/, "");
  secrets.add(bare, previousKey.replace(/^signkey-\w+-/, ""));
  const signature = (value: string): Presented => {
    const digest = /s=([0-9a-f]{64})$/.exec(value)?.[1];
    if (digest !== undefined && !/^0+$/.test(digest)) secrets.add(digest);
    return { headers: [["x-inngest-signature", value]] };
  };
  const known = Object.values(runtimeCredentials)
    .flat()
    .find((one) => one === way);
  switch (known) {
    case "the key":
      return signature(by(signingKey));
    case "the previous key":
      return signature(by(previousKey));
    case "another key":
      return signature(by(stranger));
    case "a cut key":
      return signature(by(signingKey.slice(0, -2)));
    case "digest of zeros":
      return signature(`t=${seconds()}&s=${"0".repeat(64)}`);
    case "an empty digest":
      return signature(`t=${seconds()}&s=`);
    case "signed another body":
      return signature(signatureOf({ another: true }, signingKey));
    case "five minutes old":
      return signature(by(signingKey, seconds() - 301));
    case "of the future":
      return signature(by(signingKey, seconds() + 330));
    case "without a time":
      return signature(by(signingKey).replace(/^t=\d+&/, ""));
    case "its signature as a bearer":
      return { headers: [["authorization", `Bearer ${by(signingKey)}`]] };
    case "its key as a bearer":
      return { headers: [["authorization", `Bearer ${signingKey}`]] };
    case "in the query":
      return { headers: [], query: `x-inngest-signature=${encodeURIComponent(by(signingKey))}` };
    case "in a cookie":
      return { headers: [["cookie", `x-inngest-signature=${by(signingKey)}`]] };
    case "a development server's headers":
      return {
        headers: [
          ["x-inngest-server-kind", "dev"],
          ["x-inngest-expected-server-kind", "dev"],
          ["x-inngest-sync-kind", "in_band"],
        ],
      };
    case "no signature":
      return { headers: [] };
    case undefined:
      throw new Error(`nothing says how the runtime signs "${way}"`);
  }
}
