// One opening as it goes: how many claims a second, by answer, and how quickly they are answered. It is the difference between two
// reports, so it holds for all instances, and is some seconds old.

import { asStaff } from './staff.js';
import { number, text } from './words.js';

export const WATCH_TEXTS = {
  livePresent: ['Pages open: {n}', '열려 있는 페이지: {n}'],
  liveRate: ['{n} a second', '초당 {n}건'], liveNone: ['No claims at the moment.', '지금은 신청이 없습니다.'],
  liveTimes: ['Since it opened: half answered within {half}, 99 % within {most}.', '오픈 이후: 절반은 {half}, 99%는 {most} 안에 응답'],
  liveOf: ['All instances, some seconds old.', '모든 인스턴스 합계, 몇 초 전 기준'],
};
const EVERY_MILLIS = 3_000;
const KEPT = 3; // reports: the difference between the first and the last of them is shown

let watched = null; // { id, reports: [{ at, answers, answerMillis }] }
let timer = 0;

// Watches this opening and no other; null for none.
export function watchAnswers(id, draw) {
  clearTimeout(timer);
  watched = id === null ? null : { id, reports: [] };
  if (id !== null) look(watched, draw);
}

async function look(mine, draw) {
  const answer = await asStaff('GET', `/api/admin/openings/${encodeURIComponent(mine.id)}/report`);
  if (watched !== mine) return;
  if (answer.status === 200) {
    mine.reports = [...mine.reports, { at: performance.now(), ...answer.json }].slice(-KEPT);
    draw();
  }
  timer = setTimeout(() => look(mine, draw), Math.max(EVERY_MILLIS, answer.retryAfterMillis));
}

// What to say of this opening, line by line; nothing where it is not watched.
export function watchLines(id) {
  const reports = watched?.id === id ? watched.reports : [];
  if (reports.length === 0) return [];
  const [first, last] = [reports[0], reports[reports.length - 1]];
  const seconds = (last.at - first.at) / 1000;
  const rates = Object.entries(last.answers)
    .map(([how, count]) => [text(`answer.${how}`), (count - first.answers[how]) / seconds])
    .filter(([, rate]) => rate > 0)
    .map(([name, rate]) => `${name}: ${text('liveRate', { n: number(Math.round(rate * 10) / 10) })}`);
  const millis = (value) => (value === undefined ? '–' : text('millis', { n: number(value) }));
  const { p50, p99 } = last.answerMillis;
  return [
    text('livePresent', { n: number(last.watching) }),
    ...(rates.length > 0 ? rates : [text('liveNone')]),
    text('liveTimes', { half: millis(p50), most: millis(p99) }),
    text('liveOf'),
  ];
}
