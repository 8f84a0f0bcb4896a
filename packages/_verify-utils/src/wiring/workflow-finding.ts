import { type Finding, found } from "../finding.ts";
import { placeOf } from "./part.ts";
import type { Obstacle, Workflow } from "./workflow.ts";

/** An obstacle as a finding: blocked where it may be none. */
export function obstacleFinding(
  { path }: Pick<Workflow, "path">,
  { why, certain, part }: Obstacle,
  certainly: (why: string) => Finding,
): Finding {
  const finding = certain ? certainly(why) : found("wiring-undecidable", { path, why });
  return { ...finding, location: placeOf(path, part) };
}
