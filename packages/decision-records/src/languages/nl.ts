import { type Language, words } from "../vocabulary/language.ts";

const dutch: Language = {
  tag: "nl",
  statuses: {
    draft: words`concept, in bewerking, ontwerp, kladversie`,
    proposed: words`
      voorgesteld, voorstel, in bespreking, in afwachting, ter beoordeling, in review,
      te bespreken, ter besluitvorming
    `,
    open: words`open, onbeslist, nog te beslissen`,
    accepted: words`
      geaccepteerd, aanvaard, goedgekeurd, aangenomen, besloten, vastgesteld, actief, akkoord,
      bevestigd, van kracht, geldig, overeengekomen
    `,
    locked: words`vergrendeld, bevroren`,
    implemented: words`geïmplementeerd, uitgevoerd, gerealiseerd, voltooid, afgerond`,
    closed: words`gesloten, afgesloten`,
    deferred: words`uitgesteld, opgeschort, geparkeerd`,
    deprecated: words`verouderd, achterhaald, afgeraden, uitgefaseerd, vervallen, historisch`,
    superseded: words`vervangen, opgevolgd`,
    rejected: words`afgewezen, verworpen, geweigerd, niet geaccepteerd`,
    withdrawn: words`ingetrokken, geannuleerd, teruggetrokken, teruggedraaid`,
  },
  qualifiers: words`gedeeltelijk, deels, niet, nog niet, voorlopig, volledig`,
  copulas: words`is, zijn, blijft, blijven`,
  adverbs: words`nog, nog steeds, nu, weer`,
  joints: words`door, op, voor, en, sinds, in, maar, als, van, zie, per, tot, na, is`,
  keys: {
    status: words`status, toestand, stand van zaken`,
    title: words`titel, naam, onderwerp`,
    id: words`id, nummer`,
    date: words`
      datum, aangemaakt, laatst bijgewerkt, bijgewerkt, datum besluit, besluitdatum,
      laatst gewijzigd
    `,
    supersedes: words`vervangt`,
    supersededBy: words`vervangen door, opgevolgd door`,
    meta: words`metadata, metagegevens`,
    decision: words`
      besluit, beslissing, besluiten, beslissingen, oplossing, genomen besluit, uitkomst,
      gekozen optie, keuze
    `,
    section: words`
      context, gevolgen, consequenties, motivatie, overwegingen, alternatieven, overwogen opties,
      overwogen alternatieven, probleem, achtergrond, opties, rationale, onderbouwing,
      aanleiding, probleemstelling, context en probleemstelling, positieve gevolgen,
      negatieve gevolgen, redenen, impact
    `,
  },
  successorPhrases: words`vervangen door, opgevolgd door, afgelost door`,
  predecessorPhrases: words`vervangt, volgt op`,
  templates: words`sjabloon, sjablonen`,
};

export default dutch;
