import { type Language, words } from "../vocabulary/language.ts";

const german: Language = {
  tag: "de",
  statuses: {
    draft: words`entwurf, in arbeit, in bearbeitung, skizze, idee`,
    proposed: words`
      vorgeschlagen, vorschlag, in diskussion, zur diskussion, in prüfung, in abstimmung,
      in review, ausstehend, beantragt, eingereicht
    `,
    open: words`offen, ungeklärt, unentschieden`,
    accepted: words`
      akzeptiert, angenommen, beschlossen, entschieden, genehmigt, freigegeben, bestätigt,
      gültig, aktiv, verabschiedet, gilt, in kraft, verbindlich, beschluss, festgelegt,
      abgestimmt, zugestimmt
    `,
    locked: words`gesperrt, eingefroren`,
    implemented: words`umgesetzt, implementiert, erledigt, fertig, abgenommen, realisiert`,
    closed: words`geschlossen, abgeschlossen`,
    deferred: words`verschoben, zurückgestellt, vertagt, pausiert, aufgeschoben, ausgesetzt`,
    deprecated: words`
      veraltet, überholt, obsolet, abgekündigt, außer kraft, historisch, abgelaufen, ungültig
    `,
    superseded: words`ersetzt, abgelöst, überschrieben`,
    rejected: words`abgelehnt, verworfen, zurückgewiesen`,
    withdrawn: words`zurückgezogen, aufgehoben, widerrufen, abgebrochen, rückgängig`,
  },
  qualifiers: words`teilweise, teils, nicht, noch nicht, nicht mehr, vorläufig, vollständig, bedingt, weitgehend`,
  copulas: words`ist, sind, bleibt, bleiben, ist seit, gilt als`,
  adverbs: words`noch, weiterhin, immer noch, jetzt, nun, derzeit, aktuell, wieder, also`,
  joints: words`
    durch, von, am, für, und, seit, in, aber, im, als, auf, zur, zum, per, ab, laut, siehe,
    bis, nach, ist, wurde
  `,
  keys: {
    status: words`status, zustand, stand, adr-status, entscheidungsstatus`,
    title: words`titel, name, thema, bezeichnung`,
    id: words`id, nummer, kennung`,
    date: words`
      datum, erstellt, erstellt am, stand vom, beschlossen am, entscheidungsdatum,
      letzte änderung, zuletzt geändert, aktualisiert, letzte aktualisierung
    `,
    supersedes: words`ersetzt adr, löst ab`,
    supersededBy: words`ersetzt durch, abgelöst durch, abgelöst von, nachfolger`,
    meta: words`metadaten, kopfdaten, dokumentinformationen, eckdaten`,
    decision: words`
      entscheidung, entscheid, beschluss, lösung, entscheidungsergebnis, getroffene entscheidung,
      gewählte option, ergebnis
    `,
    section: words`
      kontext, konsequenzen, folgen, begründung, hintergrund, problemstellung, alternativen,
      betrachtete optionen, optionen, auswirkungen, betrachtete alternativen, problem,
      ausgangslage, rahmenbedingungen, kontext und problemstellung, bewertung, motivation,
      verworfene alternativen, entscheidungstreiber, ziel
    `,
  },
  successorPhrases: words`
    ersetzt durch, abgelöst durch, abgelöst von, überholt durch, aufgehoben durch, ersetzt von,
    überschrieben durch, überschrieben von
  `,
  predecessorPhrases: words`löst ab, ersetzt`,
  templates: words`vorlage, vorlagen, muster`,
};

export default german;
