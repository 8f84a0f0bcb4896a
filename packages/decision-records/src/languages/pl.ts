import { type Language, words } from "../vocabulary/language.ts";

const polish: Language = {
  tag: "pl",
  statuses: {
    draft: words`szkic, roboczy, robocza, wersja robocza, w trakcie, w toku, w przygotowaniu`,
    proposed: words`
      proponowany, proponowana, proponowane, zaproponowany, zaproponowana, zaproponowane,
      zaproponowano, propozycja, w dyskusji, w trakcie przeglądu, oczekujący, oczekująca,
      oczekuje, do akceptacji, w recenzji, do decyzji
    `,
    open: words`otwarty, otwarta, otwarte, nierozstrzygnięte`,
    accepted: words`
      zaakceptowany, zaakceptowana, zaakceptowane, zaakceptowano, przyjęty, przyjęta, przyjęte,
      przyjęto, zatwierdzony, zatwierdzona, zatwierdzone, zatwierdzono, aktywny, aktywna,
      obowiązujący, obowiązująca, obowiązuje, akceptacja, postanowione, podjęta, uzgodnione,
      zdecydowano, potwierdzone
    `,
    locked: words`zablokowany, zablokowana, zablokowane, zamrożony, zamrożona, zamrożone`,
    implemented: words`
      zaimplementowany, zaimplementowana, zaimplementowane, wdrożony, wdrożona, wdrożone,
      zrealizowany, zrealizowana, zrealizowane, ukończone, zakończone, zakończony, zakończona,
      wykonane
    `,
    closed: words`zamknięty, zamknięta, zamknięte`,
    deferred: words`
      odroczony, odroczona, odroczone, odłożony, odłożona, odłożone, wstrzymany, wstrzymana,
      wstrzymane, zawieszone, przełożone
    `,
    deprecated: words`
      przestarzały, przestarzała, przestarzałe, nieaktualny, nieaktualna, nieaktualne,
      wycofywane, historyczny, historyczna, archiwalny, archiwalna
    `,
    superseded: words`zastąpiony, zastąpiona, zastąpione, zastąpiono`,
    rejected: words`odrzucony, odrzucona, odrzucone, odrzucono`,
    withdrawn: words`
      wycofany, wycofana, wycofane, anulowany, anulowana, anulowane, cofnięty, cofnięta,
      uchylony, uchylona, porzucony, porzucone
    `,
  },
  qualifiers: words`częściowo, nie, jeszcze nie, w części, warunkowo, wstępnie`,
  copulas: words`jest, są, pozostaje, pozostają`,
  adverbs: words`nadal, wciąż, teraz, już`,
  joints: words`przez, w, dla, i, ale, od, jako, po, na, dnia, zob, patrz, do, ze, oraz`,
  keys: {
    status: words`status, stan, status decyzji`,
    title: words`tytuł, nazwa, temat`,
    id: words`id, numer`,
    date: words`
      data, utworzono, data decyzji, ostatnia aktualizacja, zaktualizowano, data utworzenia,
      aktualizacja
    `,
    supersedes: words`zastępuje`,
    supersededBy: words`zastąpiony przez, zastąpiona przez, zastąpione przez, następca`,
    meta: words`metadane, informacje, metryczka`,
    decision: words`
      decyzja, decyzje, rozwiązanie, rozstrzygnięcie, wynik decyzji, podjęta decyzja,
      wybrane rozwiązanie, wybrana opcja
    `,
    section: words`
      kontekst, konsekwencje, uzasadnienie, alternatywy, rozważane opcje, rozważane alternatywy,
      problem, opcje, skutki, motywacja, kontekst i problem, kontekst i opis problemu,
      rozważane rozwiązania, odrzucone alternatywy, tło, powód, zalety, wpływ,
      czynniki decyzyjne
    `,
  },
  successorPhrases: words`
    zastąpiony przez, zastąpiona przez, zastąpione przez, zastąpiono przez, zastąpiony,
    zastąpiona, zastąpione
  `,
  predecessorPhrases: words`zastępuje`,
  templates: words`szablon, szablony, wzór`,
};

export default polish;
