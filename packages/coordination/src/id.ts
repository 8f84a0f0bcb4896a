import { z } from "zod";

/** Names of devices, which Windows refuses as file names whatever their extension. */
const reserved = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9])$/;

const expected =
  "expected 1 to 64 of a-z, 0-9, - and _, a letter or digit first and last, and no name that Windows reserves";

/**
 * A name that can stand in a URL and be a file name on every system. Lower case only: two ids that differ cannot meet
 * on a file system that ignores case.
 */
export const safeId = z
  .string(expected)
  .regex(/^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/, expected)
  .refine((id) => !reserved.test(id), expected);
