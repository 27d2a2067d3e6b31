// How an opening went, for its operators: the public figures, and how every claim was answered.

import { drawFigures, figuresOf, FIGURE_TEXTS } from './report-figures.js';
import { asStaff } from './staff.js';
import { byId, number, text } from './words.js';

export const REPORT_TEXTS = {
  ...FIGURE_TEXTS,
  report: ['Report', '결과'], reportOf: ['Report: {movie}', '결과: {movie}'], closeReport: ['Close', '닫기'],
  reportFailed: ['The report could not be had ({status}).', '결과를 불러오지 못했습니다({status}).'],
  publicReport: ['The public page', '공개 페이지'],
  returned: ['Given back', '반납'], redeemed: ['Let in', '입장'],
  'answer.granted': ['Granted', '발급'], 'answer.alreadyHeld': ['Had one already', '이미 보유'],
  'answer.soldOut': ['Refused: sold out', '거절: 매진'], 'answer.notOpenYet': ['Refused: not open yet', '거절: 오픈 전'],
  'answer.closed': ['Refused: closed', '거절: 마감'], 'answer.frozen': ['Put off: paused', '보류: 일시 중지'],
  'answer.busy': ['Put off: busy', '보류: 혼잡'], 'answer.outcomeUnknown': ['Put off: outcome unknown', '보류: 결과 미확인'],
  counted: ['Answers are counted by each instance every two seconds, and added.', '응답 수는 인스턴스마다 2초 간격으로 집계해 합산합니다.'],
};

let shown = null; // { opening, report, status }

export async function openReport(opening) {
  shown = { opening };
  drawReport();
  byId('report').showModal();
  const answer = await asStaff('GET', `/api/admin/openings/${encodeURIComponent(opening.id)}/report`);
  shown = { opening, report: answer.status === 200 ? answer.json : null, status: answer.status };
  drawReport();
}

export function drawReport() {
  if (shown === null) return;
  const { opening, report, status } = shown;
  byId('report-heading').textContent = text('reportOf', { movie: opening.movie });
  byId('report-message').textContent = report === null ? text('reportFailed', { status }) : '';
  byId('report-public').href = `/report?opening=${encodeURIComponent(opening.id)}`;
  drawFigures(byId('report-figures'), report
    ? [...figuresOf(report), [text('returned'), number(report.returned)], [text('redeemed'), number(report.redeemed)]]
    : []);
  byId('report-answers').replaceChildren(...Object.entries(report?.answers ?? {}).map(([how, count]) => {
    const row = document.createElement('li');
    const [name, value] = [document.createElement('span'), document.createElement('span')];
    name.textContent = text(`answer.${how}`);
    value.textContent = number(count);
    row.append(name, value);
    return row;
  }));
}
