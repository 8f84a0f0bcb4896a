import { type Language, words } from "../vocabulary/language.ts";

const ukrainian: Language = {
  tag: "uk",
  statuses: {
    draft: words`чернетка, в роботі`,
    proposed: words`запропоновано, запропонований, на розгляді, на обговоренні`,
    open: words`відкрито`,
    accepted: words`прийнято, прийнятий, прийняте, затверджено, схвалено, погоджено, діє, чинне`,
    locked: words`заблоковано`,
    implemented: words`реалізовано, впроваджено, виконано, завершено`,
    closed: words`закрито`,
    deferred: words`відкладено, призупинено`,
    deprecated: words`застаріло, застаріле, застарілий`,
    superseded: words`замінено, заміщено`,
    rejected: words`відхилено`,
    withdrawn: words`відкликано, скасовано`,
  },
  qualifiers: words`частково, не, ще не`,
  copulas: words`залишається, залишаються, є`,
  adverbs: words`досі, зараз, вже`,
  joints: words`на, в, у, для, і, та, але, від, після, див`,
  keys: {
    status: words`статус, стан`,
    title: words`назва, заголовок`,
    id: words`номер`,
    date: words`дата, створено, оновлено`,
    supersedes: words`замінює`,
    supersededBy: words`замінено на, замінено`,
    meta: words`метадані`,
    decision: words`рішення, ухвалене рішення`,
    section: words`
      контекст, наслідки, обґрунтування, альтернативи, розглянуті варіанти, проблема, варіанти,
      мотивація
    `,
  },
  successorPhrases: words`замінено на, замінено`,
  predecessorPhrases: words`замінює`,
  templates: words`шаблон`,
};

export default ukrainian;
