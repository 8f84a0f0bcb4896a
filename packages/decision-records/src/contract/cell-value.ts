import type { ColumnContract } from "./contract.ts";
import type { ContractCell } from "./reading.ts";

/** What the schema of a column is asked about. */
export function cellValue(cell: ContractCell, { kind }: ColumnContract): unknown {
  switch (kind) {
    case "text":
      return cell.text;
    case "decision":
      return cell.id;
    case "status":
      return cell.status;
    case "paths":
      return cell.values.map(({ text }) => text);
  }
}
