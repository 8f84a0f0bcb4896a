import { fold } from "../vocabulary/vocabulary.ts";

const words =
  "history,historic,historical,status history,change log,changelog,changes,log,revision history,timeline,past,formerly,previously,verlauf,historie,chronik,anderungen,historique,historial,cronologia,storico,geschiedenis,historia,historik,historikk,история,історія,履歴,历史,변경 이력";
const past = new Set(words.split(",").map(fold));

/** A heading whose section tells what was: `History`, `3. Change log`, `History of D-009`. */
export function tellsOfThePast(heading: string): boolean {
  const bare = fold(heading).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return past.has(bare) || past.has(bare.replace(/\s+(?:of|von|de|der|du|del|della|van|av)\s.*$/, ""));
}
