import { type Language, words } from "../vocabulary/language.ts";

const czech: Language = {
  tag: "cs",
  statuses: {
    draft: words`koncept, rozpracováno, rozpracovaný`,
    proposed: words`navrženo, navržený, návrh, navrhováno, k diskusi, v diskusi`,
    open: words`otevřeno, otevřené`,
    accepted: words`
      přijato, přijatý, přijaté, schváleno, schválený, schválené, platné, platný, akceptováno,
      odsouhlaseno, rozhodnuto
    `,
    locked: words`uzamčeno`,
    implemented: words`implementováno, dokončeno, realizováno, zavedeno`,
    closed: words`uzavřeno`,
    deferred: words`odloženo, pozastaveno`,
    deprecated: words`zastaralé, zastaralý, zastaralo, neplatné, zastaráno`,
    superseded: words`nahrazeno, nahrazený, nahrazené`,
    rejected: words`zamítnuto, odmítnuto, zamítnutý`,
    withdrawn: words`staženo, zrušeno`,
  },
  qualifiers: words`částečně, ne, zatím ne`,
  copulas: words`je, jsou, zůstává, zůstávají`,
  adverbs: words`stále, nyní, už, nadále`,
  joints: words`dne, v, pro, a, ale, od, jako, po, na, viz`,
  keys: {
    status: words`stav, status`,
    title: words`název, titulek`,
    id: words`číslo`,
    date: words`datum, vytvořeno, aktualizováno`,
    supersedes: words`nahrazuje`,
    supersededBy: words`nahrazeno, nahrazeno čím`,
    meta: words`metadata`,
    decision: words`rozhodnutí, řešení`,
    section: words`
      kontext, důsledky, zdůvodnění, alternativy, zvažované možnosti, problém, možnosti,
      odůvodnění, následky, zvažované alternativy
    `,
  },
  successorPhrases: words`nahrazeno`,
  predecessorPhrases: words`nahrazuje`,
  templates: words`šablona`,
};

export default czech;
