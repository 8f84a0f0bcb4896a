import { expect, test } from "vitest";
import { said } from "./read.ts";

const body = "\n\n## Context\n\nWe need it.\n\n## Decision\n\nWe do it.\n";

/** One dialect a line: what it is, the file, what a reader would say. */
const dialects: readonly (readonly [name: string, path: string, text: string, wanted: string])[] = [
  [
    "nygard",
    "doc/adr/0005-help.md",
    `# 5. Help comments\n\nDate: 2016-02-13\n\n## Status\n\nAccepted${body}`,
    "5 | Help comments | Accepted (accepted)",
  ],
  [
    "nygard with a successor",
    "doc/adr/0004-dns.md",
    `# 4. DNS\n\n## Status\n\nSuperseded by [Other](0015-dns.md)${body}`,
    "4 | DNS | Superseded (superseded) > 0015-dns.md",
  ],
  [
    "nygard, successor on the second line",
    "doc/adr/0003-q.md",
    `# 3. Queue\n\n## Status\n\nAccepted (lazy consensus)\n\nSuperceded by [16. Queue](0016-q.md)${body}`,
    "3 | Queue | Accepted (accepted) > 0016-q.md",
  ],
  [
    "nygard with emoji",
    "adr/021-Multi.md",
    `# 21. Multi\n\n## Status\n\n⌛️ Superseded by [036](036-multi.md)${body}`,
    "21 | Multi | Superseded (superseded) > 036-multi.md",
  ],
  [
    "emoji by name",
    "adr/021-Multi.md",
    `# 21. Multi\n\n## Status\n\n:white_check_mark: **Accepted**${body}`,
    "21 | Multi | Accepted (accepted)",
  ],
  [
    "status in the heading",
    "adr/7-x.md",
    `# 7. X\n\n## Status: Rejected${body}`,
    "7 | X | Rejected (rejected)",
  ],
  [
    "numbered headings",
    "adr/7-x.md",
    "# 7. X\n\n## 1. Status\n\nProposed\n\n## 2. Decision\n\nYes.\n",
    "7 | X | Proposed (proposed)",
  ],
  [
    "crossed out",
    "adr/7-x.md",
    `# 7. X\n\n## Status\n\n~~Proposed~~ Accepted${body}`,
    "7 | X | Accepted (accepted)",
  ],
  [
    "bold choice",
    "adr/7-x.md",
    `# 7. X\n\n## Status\n\nProposed | **Accepted** | Rejected${body}`,
    "7 | X | Accepted (accepted)",
  ],
  [
    "check list",
    "adr/7-x.md",
    `# 7. X\n\n## Status\n\n- [ ] Proposed\n- [x] Accepted\n- [ ] Rejected${body}`,
    "7 | X | Accepted (accepted)",
  ],
  [
    "a list in the section",
    "adr/7-x.md",
    `# 7. X\n\n## Status\n\n- **Status**: Accepted\n- **Date**: 2026-01-02${body}`,
    "7 | X | Accepted (accepted)",
  ],
  [
    "sentence",
    "adr/7-x.md",
    `# 7. X\n\n## Status\n\nThis decision has been accepted by the team.${body}`,
    "7 | X | accepted (accepted)",
  ],
  [
    "a comment before the word",
    "adr/7-x.md",
    `# 7. X\n\n## Status\n\n<!-- Proposed | Accepted -->\nAccepted${body}`,
    "7 | X | Accepted (accepted)",
  ],
  [
    "MADR 2",
    "docs/adr/0002-x.md",
    `# Use X\n\n* Status: superseded by [ADR-0005](0005-y.md)\n* Date: 2020-01-02${body}`,
    "0002 | Use X | superseded (superseded) > 0005-y.md",
  ],
  [
    "MADR 4",
    "docs/decisions/0002-x.md",
    `---\nstatus: "superseded by ADR-0123"\ndate: 2024-01-02\n---\n\n# Use X${body}`,
    "0002 | Use X | superseded (superseded) > ADR-0123",
  ],
  [
    "MADR 4, untouched",
    "docs/decisions/0002-x.md",
    `---\n# status: "{proposed | rejected}"\n---\n\n# Use X${body}`,
    "0002 | Use X | ",
  ],
  [
    "placeholder in front matter",
    "docs/decisions/0002-x.md",
    `---\nstatus: "{proposed | rejected | accepted}"\n---\n\n# Use X${body}`,
    "0002 | Use X | ",
  ],
  [
    "log4brains",
    "docs/adr/20201016-use-slug.md",
    `# Use the slug\n\n- Status: accepted\n- Date: 2020-10-16${body}`,
    "20201016-use-slug | Use the slug | accepted (accepted)",
  ],
  [
    "front matter keeps the title",
    "EIPS/eip-20.md",
    "---\neip: 20\ntitle: Token Standard\nstatus: Final\ncreated: 2015-11-19\n---\n\n## Abstract\n\nA.\n\n## Motivation\n\nB.\n",
    "20 | Token Standard | Final (implemented)",
  ],
  [
    "TOML front matter",
    "docs/adr/0002-x.md",
    `+++\nstatus = "accepted"\n+++\n\n# Use X${body}`,
    "0002 | Use X | accepted (accepted)",
  ],
  [
    "broken YAML",
    "docs/adr/0002-x.md",
    `---\nstatus: accepted\ntags: [a, b\n---\n\n# Use X${body}`,
    "0002 | Use X | accepted (accepted)",
  ],
  [
    "bold line",
    "rfcs/0002-helm/README.md",
    "# RFC-0002 Helm\n\n**Status:** implemented (partially)\n\n## Summary\n\nA.\n",
    "0002 | Helm | implemented (implemented)",
  ],
  [
    "bold lines in a quote",
    "adr/0002-x.md",
    `# ADR 0002: X\n\n> **Status:** Accepted  \n> **Date:** 2026-01-02${body}`,
    "0002 | X | Accepted (accepted)",
  ],
  [
    "several a line",
    "adr/0002-x.md",
    `# ADR 0002 — X\n\n**Status:** Accepted · **Date:** 2026-01-02${body}`,
    "0002 | X | Accepted (accepted)",
  ],
  [
    "plain line",
    "adr/0002-x.md",
    `# ADR 0002 — X\n\nStatus: Accepted${body}`,
    "0002 | X | Accepted (accepted)",
  ],
  [
    "bold label above",
    "adr/0002-x.md",
    `# ADR 0002 — X\n\n**Status**\n\nAccepted${body}`,
    "0002 | X | Accepted (accepted)",
  ],
  [
    "Markdown table",
    "adr/ODH-ADR-Operator-0007-auth.md",
    `# Open Data Hub - Auth\n\n|   |   |\n| - | - |\n| Status | Approved |\n| Superseded by: | N/A |${body}`,
    "ODH-ADR-Operator-0007 | Auth | Approved (accepted)",
  ],
  [
    "table with heads",
    "adr/0002-x.md",
    `# X\n\n| Status | Date |\n| - | - |\n| Accepted | 2026-01-02 |${body}`,
    "0002 | X | Accepted (accepted)",
  ],
  [
    "HTML table",
    "cep-0024.md",
    "# CEP 24 - <code>environment.yml</code>\n\n<table>\n<tr><td> Title </td><td> CEP 24 </td>\n<tr><td> Status </td><td> Approved</td></tr>\n</table>\n\n## Abstract\n\nA.\n",
    "24 | <code>environment.yml</code> | Approved (accepted)",
  ],
  [
    "fenced preamble",
    "core/cap-0001.md",
    "## Preamble\n\n```text\nCAP: 0001\nTitle: Bump\nAuthor: Someone\nStatus: Final\nCreated: 2018-11-11\n```\n\n## Abstract\n\nA.\n",
    "0001 | Bump | Final (implemented)",
  ],
  [
    "KEP",
    "keps/sig-a/1027-unions/kep.yaml",
    "title: Unions\nkep-number: 1027\nstatus: implementable\nstage: beta\n",
    "1027 | Unions | implementable (accepted)",
  ],
  [
    "meta section",
    "toc/rfc/rfc-0005-teams.md",
    "# Meta\n[meta]: #meta\n- Name: Teams\n- Start Date: 2022-04-28\n- Status: Accepted <!-- Acceptable values: Draft, Accepted -->\n\n## Summary\n\nA.\n",
    "0005 | Teams | Accepted (accepted)",
  ],
  [
    "no blank after the mark",
    "adr/0046-x.md",
    `#46. Bus\n\n## Status\n\nImplemented${body}`,
    "0046 | Bus | Implemented (implemented)",
  ],
  [
    "dashes make a heading",
    "adr/0002-x.md",
    `<!-- c -->\n\n---\nstatus: accepted\ndate: 2026-01-02\n---\n\n# X${body}`,
    "0002 | X | accepted (accepted)",
  ],
  [
    "heading and file disagree",
    "adr/0035-lb.md",
    `# 3. Balancer\n\n## Status\n\nPending${body}`,
    "0035 | Balancer | Pending (proposed)",
  ],
  [
    "a number that belongs to the title",
    "adr/0004-3-ways.md",
    `# 3 ways to deploy\n\n## Status\n\nAccepted${body}`,
    "0004 | 3 ways to deploy | Accepted (accepted)",
  ],
  [
    "a label that belongs to the title",
    "adr/ADR-14-l1.md",
    `# L1 & L2 governance\n\n## Status\n\nAccepted${body}`,
    "14 | L1 & L2 governance | Accepted (accepted)",
  ],
  [
    "a project's name before the kind",
    "rfcs/0013-x/README.md",
    "# Aries RFC 0013: Overlays\n\n- Status: [RETIRED](/README.md#retired)\n\n## Summary\n\nA.\n",
    "0013 | Overlays | RETIRED (deprecated)",
  ],
  [
    "an id only in the title's key",
    "docs/rfcs/agile.md",
    "---\ntitle: 'RFC-007: Agile'\nstatus: accepted\n---\n\n## Summary\n\nA.\n",
    "007 | Agile | accepted (accepted)",
  ],
  [
    "a table of changes",
    "adr/7-x.md",
    `# 7. X\n\n## Status\n\n| Date | Status |\n| - | - |\n| 2026-01-01 | Proposed |\n| 2026-02-01 | Accepted |${body}`,
    "7 | X | Proposed (proposed)",
  ],
  ["folder of the day", "decision-records/2024-05-24-slug/README.md", `# Improve${body}`, "- | Improve | "],
  [
    "successor in the body",
    "adr/0003-net.md",
    `# 3. Net\n\n## Status\n\nPartly superseded\n\n## Context\n\n**These have been superseded by [ADR #33](0033-ip.md).**\n\n## Decision\n\nA.\n`,
    "3 | Net | Partly superseded (superseded) > 0033-ip.md",
  ],
  [
    "amended is not superseded",
    "adr/0010-x.md",
    `# 10. X\n\n## Status\n\nAccepted\n\nAmended by [17. Y](0017-y.md)${body}`,
    "10 | X | Accepted (accepted)",
  ],
  [
    "see is not superseded by",
    "adr/018-x.md",
    `# X\n\n## Status\n\n❌ Rejected (see [019](019-y.md))${body}`,
    "018 | X | Rejected (rejected)",
  ],
];

test.each(dialects)("%s", (_name, path, text, wanted) => {
  expect(said(path, text)).toEqual([wanted]);
});

test.each(dialects)(
  "%s: the same with CRLF, a byte order mark and non-breaking spaces",
  (_name, path, text, wanted) => {
    const dressed = `\ufeff${text.replaceAll(": ", ":\u00a0").replaceAll("\n", "\r\n")}`;
    expect(said(path, dressed).map((line) => line.replaceAll("\u00a0", " "))).toEqual([wanted]);
  },
);
