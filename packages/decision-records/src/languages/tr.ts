import { type Language, words } from "../vocabulary/language.ts";

const turkish: Language = {
  tag: "tr",
  statuses: {
    draft: words`taslak, devam ediyor`,
    proposed: words`
      önerildi, önerilen, öneri, incelemede, tartışılıyor, beklemede, değerlendiriliyor
    `,
    open: words`açık`,
    accepted: words`
      kabul edildi, kabul, kabul edilmiş, onaylandı, onaylanmış, benimsendi, aktif, geçerli,
      karar verildi, yürürlükte
    `,
    locked: words`kilitli, kilitlendi, donduruldu`,
    implemented: words`uygulandı, tamamlandı, uygulanmış`,
    closed: words`kapalı, kapatıldı`,
    deferred: words`ertelendi, askıda`,
    deprecated: words`kullanımdan kaldırıldı, eskimiş, geçersiz`,
    superseded: words`yerini aldı, değiştirildi, yerine geçildi`,
    rejected: words`reddedildi, red, reddedilmiş`,
    withdrawn: words`geri çekildi, iptal edildi, iptal`,
  },
  qualifiers: words`kısmen`,
  copulas: words``,
  adverbs: words``,
  joints: words`tarafından, için, ve, ama, olarak`,
  keys: {
    status: words`durum, statü, durumu`,
    title: words`başlık, isim`,
    id: words`numara`,
    date: words`tarih, oluşturulma, güncelleme, karar tarihi, son güncelleme`,
    supersedes: words`yerine geçtiği`,
    supersededBy: words`yerine geçen`,
    meta: words`meta veri, üst veri`,
    decision: words`karar, kararlar, çözüm, alınan karar, karar sonucu`,
    section: words`
      bağlam, sonuçlar, gerekçe, alternatifler, değerlendirilen seçenekler, sorun, problem,
      seçenekler, etkiler, değerlendirilen alternatifler, bağlam ve problem tanımı, arka plan
    `,
  },
  successorPhrases: words`yerini aldı`,
  predecessorPhrases: words`yerine geçer`,
  templates: words`şablon`,
};

export default turkish;
