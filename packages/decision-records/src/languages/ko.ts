import { type Language, words } from "../vocabulary/language.ts";

const korean: Language = {
  tag: "ko",
  statuses: {
    draft: words`초안, 작성 중, 작성중, 진행 중, 진행중, 검토 전`,
    proposed: words`제안, 제안됨, 제안 중, 검토 중, 검토중, 논의 중, 논의중, 승인 대기, 대기, 제시됨, 대기 중, 검토, 제안중, 검토 필요`,
    open: words`미결, 미정, 열림, 미해결, 오픈`,
    accepted: words`
      승인, 승인됨, 채택, 채택됨, 수락, 수락됨, 확정, 확정됨, 결정, 결정됨, 합의, 합의됨, 승인 완료, 유효, 동의, 적용, 적용 중, 적용됨, 활성, 수용,
      수용됨, 채택 완료, 결정 완료, 적용중, 승인완료, 통과
    `,
    locked: words`잠금, 고정, 동결, 잠김`,
    implemented: words`구현됨, 구현 완료, 완료, 완료됨, 적용 완료, 시행, 반영, 반영됨, 구현, 반영 완료`,
    closed: words`종료, 종결, 닫힘`,
    deferred: words`보류, 연기, 연기됨, 보류됨, 보류 중`,
    deprecated: words`폐기, 폐기됨, 사용 중단, 더 이상 사용 안 함, 만료, 폐지, 비권장, 폐기 예정, 지원 중단`,
    superseded: words`대체, 대체됨, 교체, 교체됨, 대체되었음`,
    rejected: words`거부, 거부됨, 기각, 기각됨, 반려, 반려됨, 거절, 거절됨, 미채택, 부결`,
    withdrawn: words`철회, 철회됨, 취소, 취소됨, 중단`,
  },
  qualifiers: words`부분, 일부, 부분적으로, 조건부`,
  copulas: words`은, 는`,
  adverbs: words``,
  joints: [],
  keys: {
    status: words`상태, 진행 상태, 현재 상태, 결정 상태`,
    title: words`제목, 이름, 주제, 명칭`,
    id: words`번호, 식별자`,
    date: words`
      날짜, 작성일, 결정일, 일자, 수정일, 최종 수정, 최종 수정일, 마지막 업데이트, 갱신일, 결정 일자, 작성 일자, 일시, 제안일, 승인일, 업데이트,
      최종 업데이트, 생성일
    `,
    supersedes: words`대체 대상, 대체하는, 대체`,
    supersededBy: words`대체됨, 후속, 대체 adr, 후속 adr, 대체한 adr, 대체 문서`,
    meta: words`메타데이터, 메타 정보, 기본 정보`,
    decision: words`결정, 결정 사항, 결정사항, 결론, 결정 내용, 선택, 결정 결과, 최종 결정, 채택안, 선택한 방안`,
    section: words`
      배경, 맥락, 컨텍스트, 결과, 영향, 근거, 이유, 대안, 고려한 대안, 고려한 옵션, 문제, 결과 및 영향, 검토한 대안, 선택지, 고려 사항, 동기,
      대안 검토, 고려된 옵션, 고려된 대안, 상황, 결정 이유, 결정 배경, 검토한 옵션, 문제 정의, 기각한 대안, 배경과 문제, 트레이드오프, 배경 및 문제,
      문맥, 파급 효과, 선택 이유, 긍정적 결과, 부정적 결과
    `,
  },
  successorPhrases: words`에 의해 대체, 로 대체, 으로 대체, 에 의해 교체, 로 교체`,
  predecessorPhrases: words`를 대체, 을 대체`,
  templates: words`템플릿, 양식`,
};

export default korean;
