import { type Edits, overlay, type Workspace } from "@phasegate/workspace";

/** A workspace of nothing but these files. */
export function workspaceOf(files: Edits): Workspace {
  return overlay(empty, files);
}

const empty: Workspace = {
  kind: "working-tree",
  origin: {},
  root: "/repository",
  entry: (path) => (path === "" ? "directory" : "absent"),
  read: () => undefined,
  digest: () => undefined,
  list: (path) => (path === "" ? [] : undefined),
  files: () => [],
  gitState: () => "absent",
  linksOn: () => [],
  ignores: () => false,
};
