// How an opening went: how many asked, how many got a ticket, how fast.

import { ask, pauseMillis } from './ask.js';
import { drawFigures, figuresOf, FIGURE_TEXTS, span } from './report-figures.js';
import { byId, moment, number, speak, text } from './words.js';

const TEXTS = {
  ...FIGURE_TEXTS,
  title: ['How it went', '오픈 결과'], back: ['To the openings', '티켓 오픈 보기'],
  when: ['Opened {opens}, closed {closes}', '{opens} 오픈, {closes} 마감'],
  gone: ['{size} tickets, gone in {time}.', '{size}장, {time} 만에 매진'],
  left: ['{issued} of {size} tickets were taken.', '{size}장 중 {issued}장 발급'],
  noPersons: ['Counted without names: nothing here tells who asked or who got a ticket.',
    '이름 없이 집계했습니다. 누가 신청했고 누가 받았는지는 알 수 없습니다.'],
  'not-over-yet': ['It is not over yet. The report comes here once it is sold out or has closed.',
    '아직 진행 중입니다. 매진되거나 마감되면 이곳에 결과가 표시됩니다.'],
  none: ['There is no such opening.', '해당하는 오픈이 없습니다.'],
  notNow: ['The report cannot be had at the moment; it is tried again.', '지금은 결과를 불러올 수 없습니다. 다시 시도합니다.'],
  loading: ['Loading…', '불러오는 중…'],
};
const AGAIN_MILLIS = 15_000;

let notice = 'loading';
let report = null;

async function load() {
  const id = new URLSearchParams(location.search).get('opening') ?? '';
  const answer = id === '' ? { status: 404 } : await ask('GET', `/api/openings/${encodeURIComponent(id)}/report`);
  if (answer.status === 200) report = answer.json;
  const isNone = [400, 404].includes(answer.status);
  notice = answer.status === 200 ? null : isNone ? 'none' : answer.problem in TEXTS ? answer.problem : 'notNow';
  draw();
  if (answer.status !== 200 && !isNone) setTimeout(load, Math.max(AGAIN_MILLIS, pauseMillis(4, answer)));
}

function draw() {
  byId('notice').textContent = notice ? text(notice) : '';
  byId('report').hidden = report === null;
  if (report === null) return;
  byId('movie').textContent = report.movie;
  byId('opening-title').textContent = report.title;
  byId('when').textContent = text('when', { opens: moment(report.opensAt, true), closes: moment(report.closesAt) });
  byId('verdict').textContent = report.soldOutAt
    ? text('gone', { size: number(report.size), time: span(report.secondsToSellOut) })
    : text('left', { issued: number(report.issued), size: number(report.size) });
  drawFigures(byId('figures'), figuresOf(report));
}

speak(TEXTS, draw);
load();
