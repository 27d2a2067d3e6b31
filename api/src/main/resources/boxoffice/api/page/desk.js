// The operators' desk: openings are announced, changed, watched as they go, and their tickets taken home as a table.

import { draft, fill, newQuotaRow } from './desk-form.js';
import { askToPostpone, POSTPONE_TEXTS } from './desk-postpone.js';
import { drawPreflight, PREFLIGHT_TEXTS } from './desk-preflight.js';
import { drawReport, openReport, REPORT_TEXTS } from './desk-report.js';
import { watchAnswers, watchLines, WATCH_TEXTS } from './desk-watch.js';
import { follow } from './live.js';
import { asStaff, isSignedIn, STAFF_TEXTS, work } from './staff.js';
import { byId, moment, number, speak, text } from './words.js';

const TEXTS = {
  ...STAFF_TEXTS, ...PREFLIGHT_TEXTS, ...REPORT_TEXTS, ...POSTPONE_TEXTS, ...WATCH_TEXTS,
  title: ['Desk', '운영'], openings: ['Openings', '티켓 오픈'], noOpenings: ['None is announced.', '예정된 오픈이 없습니다.'],
  announced: ['Announced', '오픈 예정'], open: ['Open now', '오픈'], soldOut: ['Sold out', '매진'], closed: ['Closed', '마감'],
  when: ['{opens} to {closes}', '{opens} ~ {closes}'],
  issued: ['Tickets issued', '발급된 티켓'], left: ['Left', '남은 티켓'], rate: ['Issued a second', '초당 발급'],
  watch: ['Watch', '실시간 보기'], edit: ['Change', '수정'], table: ['Table (CSV)', '표 (CSV)'], remove: ['Remove', '삭제'],
  create: ['Announce an opening', '새 티켓 오픈'], change: ['Change: {movie}', '수정: {movie}'],
  movie: ['Movie', '영화'], name: ['Title', '제목'], opensAt: ['Opens (your time)', '오픈 (내 시간)'],
  closesAt: ['Closes (your time)', '마감 (내 시간)'], announcesAt: ['Announced (your time)', '공개 (내 시간)'],
  weekBefore: ['A week before it opens, where left empty. Until then only operators see it.',
    '비워 두면 오픈 일주일 전에 공개됩니다. 그 전에는 운영자에게만 보입니다.'],
  quotas: ['Quotas', '배정'], quotaName: ['Name of quota {n}', '배정 {n} 이름'], quotaSize: ['Tickets of quota {n}', '배정 {n} 매수'],
  addQuota: ['Another quota', '배정 추가'], save: ['Save', '저장'], clear: ['Start anew', '새로 작성'],
  saved: ['Saved: {movie}.', '저장했습니다: {movie}'], refused: ['Not saved: {detail}', '저장하지 못했습니다: {detail}'],
  removed: ['Removed.', '삭제했습니다.'], tableFailed: ['The table could not be had ({status}).', '표를 받지 못했습니다({status}).'],
  removeAsk: ['Remove this opening?', '이 오픈을 삭제할까요?'], keep: ['Keep it', '그대로 두기'],
  frozen: ['Paused', '일시 중지'], frozenSince: ['Paused since {when}: {reason}', '{when}부터 일시 중지: {reason}'],
  freeze: ['Pause', '일시 중지'], resume: ['Resume', '다시 시작'], resumed: ['Resumed: {movie}.', '다시 시작했습니다: {movie}'],
  paused: ['Paused: {movie}.', '일시 중지했습니다: {movie}'], reason: ['Reason (for operators only)', '사유 (운영자만 볼 수 있습니다)'],
  freezeAsk: ['Pause this opening?', '이 오픈을 일시 중지할까요?'], goOn: ['Let it go on', '계속 진행'],
  freezeText: ['{movie}. Nobody gets a ticket until you resume it. Whoever holds one keeps it.',
    '{movie}. 다시 시작할 때까지 아무도 티켓을 받을 수 없습니다. 이미 받은 티켓은 그대로 유지됩니다.'],
  notDone: ['Not done: {detail}', '처리하지 못했습니다: {detail}'],
  removeText: ['{movie}. Members see it no more.', '{movie}. 회원에게 더 이상 보이지 않습니다.'],
};
const POLL_MILLIS = 5_000;

let openings = [];
let edited = null; // the opening in the form; null for a new one
let watched = null; // { id, issued, at, rate }
let message = null; // { name, values }
const drawn = new Map();
const freezes = new Map(); // by opening: since when and why it is frozen, which members are not told

function issuedOf({ quotas }) { return quotas.reduce((sum, { size, remaining }) => sum + size - remaining, 0); }
function leftOf({ quotas }) { return quotas.reduce((sum, { remaining }) => sum + remaining, 0); }

async function refresh() {
  const answer = await asStaff('GET', '/api/admin/openings?limit=100');
  if (answer.status === 200) openings = answer.json.openings;
  draw();
  await Promise.all(openings.filter(({ id, frozen }) => frozen && !freezes.has(id)).map(learnFreeze));
  draw();
}

async function learnFreeze({ id }) {
  const answer = await asStaff('GET', `/api/admin/openings/${encodeURIComponent(id)}`);
  if (answer.json?.frozen) freezes.set(id, answer.json);
}

function draw() {
  byId('no-openings').hidden = openings.length > 0;
  const ids = new Set(openings.map(({ id }) => id));
  for (const [id, { root }] of drawn) if (!ids.has(id)) { root.remove(); drawn.delete(id); }
  for (const opening of openings) {
    if (!drawn.has(opening.id)) drawn.set(opening.id, stamped(opening.id));
    const parts = drawn.get(opening.id);
    if (parts.root.parentElement === null) byId('openings').append(parts.root);
    drawOpening(parts, opening);
  }
  byId('form-heading').textContent = edited ? text('change', { movie: edited.movie }) : text('create');
  byId('form-message').textContent = message ? text(message.name, message.values) : '';
  labelQuotas();
  drawReport();
  if (isSignedIn()) drawPreflight(openings);
}

function stamped(id) {
  const root = byId('opening-template').content.firstElementChild.cloneNode(true);
  const parts = Object.fromEntries([...root.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
  for (const element of root.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
  const now = () => openings.find((opening) => opening.id === id);
  parts.watch.addEventListener('click', () => watch(now()));
  parts.edit.addEventListener('click', () => edit(now()));
  parts.table.addEventListener('click', () => download(now()));
  parts.report.addEventListener('click', () => openReport(now()));
  parts.postpone.addEventListener('click', () => askToPostpone(now(), (move) => turn(now(), 'postpone', move, 'postponed')));
  parts.freeze.addEventListener('click', () => (now().frozen ? resume(now()) : askToFreeze(now())));
  parts.remove.addEventListener('click', () => askToRemove(now()));
  return { root, ...parts };
}

function drawOpening(parts, opening) {
  parts.root.dataset.phase = opening.phase;
  parts.phase.textContent = text(opening.frozen && opening.phase !== 'closed' ? 'frozen' : opening.phase);
  parts.movie.textContent = opening.movie;
  parts.title.textContent = opening.title;
  parts.when.textContent = text('when', { opens: moment(opening.opensAt, true), closes: moment(opening.closesAt, true) });
  if (!opening.frozen) freezes.delete(opening.id);
  const { frozenAt, frozenReason } = freezes.get(opening.id) ?? {};
  parts.frozen.textContent = frozenAt ? text('frozenSince', { when: moment(frozenAt, true), reason: frozenReason }) : '';
  parts.issued.textContent = number(issuedOf(opening));
  parts.left.textContent = number(leftOf(opening));
  const isWatched = watched?.id === opening.id;
  parts.rate.textContent = isWatched ? number(Math.round(watched.rate)) : '–';
  parts.watch.setAttribute('aria-pressed', String(isWatched));
  drawLines(parts.live, watchLines(opening.id));
  for (const name of ['watch', 'edit', 'table', 'report', 'postpone', 'remove']) {
    parts[name].textContent = text(name);
    parts[name].setAttribute('aria-label', `${text(name)}: ${opening.movie}`);
  }
  const toggle = text(opening.frozen ? 'resume' : 'freeze');
  parts.freeze.textContent = toggle;
  parts.freeze.setAttribute('aria-label', `${toggle}: ${opening.movie}`);
  parts.moved.textContent = opening.movedFrom && opening.phase === 'announced'
    ? text('movedFrom', { from: moment(opening.movedFrom, true) }) : '';
  parts.postpone.hidden = opening.phase !== 'announced';
  parts.report.hidden = opening.phase === 'announced';
  parts.remove.hidden = issuedOf(opening) > 0;
}

function drawLines(list, lines) {
  if ([...list.children].map(({ textContent }) => textContent).join() === lines.join()) return;
  list.replaceChildren(...lines.map((line) => Object.assign(document.createElement('li'), { textContent: line })));
}

function watch(opening) {
  const on = watched?.id !== opening.id;
  watched = on ? { id: opening.id, issued: issuedOf(opening), at: performance.now(), rate: 0 } : null;
  follow(on ? opening.id : null, learn);
  watchAnswers(on ? opening.id : null, draw);
  draw();
}

function learn(id, name, data) {
  const opening = openings.find((each) => each.id === id);
  if (!opening || watched?.id !== id) return;
  if (name === 'phase') Object.assign(opening, data);
  for (const { id: quotaId, size, remaining } of data.quotas ?? []) {
    Object.assign(opening.quotas.find((quota) => quota.id === quotaId) ?? {}, { size, remaining });
  }
  const at = performance.now();
  const issued = issuedOf(opening);
  if (name === 'remaining') {
    watched = { id, issued, at, rate: Math.max(0, (1000 * (issued - watched.issued)) / (at - watched.at)) };
  }
  draw();
}

function edit(opening) {
  edited = opening;
  message = null;
  fill(opening);
  draw();
  byId('form-heading').focus();
}

async function save(event) {
  event.preventDefault();
  const body = draft();
  const answer = edited
    ? await asStaff('PUT', `/api/admin/openings/${encodeURIComponent(edited.id)}`, body)
    : await asStaff('POST', '/api/admin/openings', body);
  const done = answer.status === 200 || answer.status === 201;
  message = done
    ? { name: 'saved', values: { movie: body.movie } }
    : { name: 'refused', values: { detail: answer.json?.detail ?? answer.status } };
  if (done) { edited = null; fill(null); }
  await refresh();
}

async function download(opening) {
  const answer = await asStaff('GET', `/api/admin/openings/${encodeURIComponent(opening.id)}/tickets.csv`);
  if (answer.status !== 200) {
    message = { name: 'tableFailed', values: { status: answer.status } };
    draw();
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\uFEFF', answer.content], { type: 'text/csv' }));
  link.download = `boxoffice-${opening.id}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function askToRemove(opening) {
  byId('remove-text').textContent = text('removeText', { movie: opening.movie });
  byId('remove-yes').onclick = async () => {
    byId('remove').close();
    const answer = await asStaff('DELETE', `/api/admin/openings/${encodeURIComponent(opening.id)}`);
    message = answer.status === 204 ? { name: 'removed' } : { name: 'refused', values: { detail: answer.json?.detail ?? answer.status } };
    await refresh();
  };
  byId('remove').showModal();
}

function askToFreeze(opening) {
  byId('freeze-text').textContent = text('freezeText', { movie: opening.movie });
  byId('freeze-reason').value = '';
  byId('freeze-form').onsubmit = (event) => {
    event.preventDefault();
    byId('freeze').close();
    turn(opening, 'freeze', { reason: byId('freeze-reason').value.trim() }, 'paused');
  };
  byId('freeze').showModal();
}

function resume(opening) { turn(opening, 'resume', undefined, 'resumed'); }

async function turn(opening, act, body, done) {
  const answer = await asStaff('POST', `/api/admin/openings/${encodeURIComponent(opening.id)}/${act}`, body);
  message = answer.status === 200
    ? { name: done, values: { movie: opening.movie } }
    : { name: 'notDone', values: { detail: answer.json?.detail ?? answer.status } };
  await refresh();
}

function labelQuotas() {
  [...byId('quotas').children].forEach((row, index) => {
    row.querySelector('[data-part="nameLabel"]').textContent = text('quotaName', { n: index + 1 });
    row.querySelector('[data-part="sizeLabel"]').textContent = text('quotaSize', { n: index + 1 });
  });
}

byId('opening-form').addEventListener('submit', save);
byId('add-quota').addEventListener('click', () => { newQuotaRow('', ''); labelQuotas(); });
byId('clear').addEventListener('click', () => { edited = null; message = null; fill(null); draw(); });
byId('freeze-no').addEventListener('click', () => byId('freeze').close());
byId('report-close').addEventListener('click', () => byId('report').close());
byId('postpone-no').addEventListener('click', () => byId('postpone').close());
byId('remove-no').addEventListener('click', () => byId('remove').close());
fill(null);
speak(TEXTS, draw);
work('admin', () => { if (isSignedIn()) refresh(); });
setInterval(() => { if (isSignedIn() && !document.hidden) refresh(); }, POLL_MILLIS);
