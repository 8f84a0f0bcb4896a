// Written by test/folder-index.test.ts (`vitest run -u`): add a file to this folder, not a line here.
import type { Language } from "../vocabulary/language.ts";
import cs from "./cs.ts";
import da from "./da.ts";
import de from "./de.ts";
import en from "./en.ts";
import es from "./es.ts";
import fi from "./fi.ts";
import fr from "./fr.ts";
import it from "./it.ts";
import ja from "./ja.ts";
import ko from "./ko.ts";
import nb from "./nb.ts";
import nl from "./nl.ts";
import pl from "./pl.ts";
import pt from "./pt.ts";
import ru from "./ru.ts";
import sv from "./sv.ts";
import tr from "./tr.ts";
import uk from "./uk.ts";
import zh from "./zh.ts";

export const languages: readonly Language[] = [
  cs,
  da,
  de,
  en,
  es,
  fi,
  fr,
  it,
  ja,
  ko,
  nb,
  nl,
  pl,
  pt,
  ru,
  sv,
  tr,
  uk,
  zh,
];
