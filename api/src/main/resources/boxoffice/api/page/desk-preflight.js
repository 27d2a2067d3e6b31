// Before an opening: go or no-go, check by check, and what the scaling plan holds when. The service looks; here it is shown.

import { asStaff, isSignedIn } from './staff.js';
import { byId, language, moment, number, text, timeOfDay } from './words.js';

export const PREFLIGHT_TEXTS = {
  preflight: ['Before the opening', '오픈 전 점검'], preflightNone: ['No opening is ahead.', '예정된 오픈이 없습니다.'],
  preflightOf: ['Opening', '티켓 오픈'], looking: ['Looking…', '점검 중…'],
  go: ['Go', '진행 가능'], noGo: ['No-go: {count}', '진행 불가: {count}건'],
  judged: ['Judged for {moment}, looked at {at}. Not known: {unknown}.', '{moment} 기준, {at} 점검. 확인 불가: {unknown}건.'],
  notLooked: ['It could not be looked at ({status}). It is tried again.', '점검하지 못했습니다({status}). 다시 시도합니다.'],
  ok: ['ok', '정상'], notOk: ['not ok', '이상'], unknown: ['not known', '확인 불가'],
  plan: ['Scaling plan', '확장 계획'], planNone: ['Nothing is to be held.', '예약된 확장이 없습니다.'],
  planOn: ['This service carries it out on AWS.', '이 서비스가 AWS에서 실행합니다.'],
  planOff: ['Not configured: this is what would happen on AWS.', '설정되지 않음: AWS에서 실행될 계획입니다.'],
  instances: ['Instances', '인스턴스'], readers: ['Database readers', '읽기 복제본'],
  hold: ['{of}: {full} from {from} to {until}, then at least {idle}', '{of}: {from}부터 {until}까지 {full}개, 이후 최소 {idle}개'],
  heldNow: ['now', '현재'],
};

// The service names a check and says what it found in English. A Korean reader gets the name and what to do in Korean.
const KOREAN = {
  'the scaling plan is carried out': ['확장 계획 실행', 'AWS에서는 scaling.group과 scaling.cluster를 설정하세요.'],
  'instances are scheduled': ['인스턴스 예약', 'GET /api/admin/scaling을 확인하고, 아니면 reconcile 명령을 실행하세요.'],
  'readers are scheduled': ['읽기 복제본 예약', 'GET /api/admin/scaling을 확인하고, 아니면 reconcile 명령을 실행하세요.'],
  'instances are in service': ['인스턴스 서비스 상태', '그룹의 활동 기록과 인스턴스 로그를 확인하세요.'],
  'readers are available': ['읽기 복제본 상태', '클러스터의 확장 활동을 확인하세요.'],
  'readers keep up': ['읽기 복제 지연', 'writer에서 오래 걸리는 쿼리를 확인하세요.'],
  'the writer is as it should be': ['writer 상태', '클러스터가 available이 될 때까지 기다리거나 scale-up 명령을 실행하세요.'],
  'connections are enough': ['연결 수', '연결 풀을 줄이거나 데이터베이스 클래스를 키우세요.'],
  'alarms tell somebody': ['경보 수신', '경보 동작을 켜고 구독을 확인하세요.'],
  'metrics arrive': ['지표 수집', 'CloudWatch 전송과 역할 권한을 확인하세요.'],
  'clocks agree': ['시계 동기화', '인스턴스의 chrony를 확인하세요.'],
  'the certificate lasts': ['인증서 유효 기간', '운영자 PC에서 preflight --url 명령으로 확인하세요.'],
  'the opening is as announced': ['공지된 내용', '공개 여부, 오픈 시각, 배정 매수를 확인하세요.'],
};
const MARKS = { ok: '✓', notOk: '✗', unknown: '?' };
const POLL_MILLIS = 10_000;
const HELD_MILLIS = 30 * 60_000; // after an opening: then there is nothing to look at any more

let ahead = [];
let chosen = null; // the id of the opening that is looked at
let report = null;
let failed = null; // the status of the last look, where it was none
let plan = null;

// Is told the openings each time they were read, and after each change of the language.
export function drawPreflight(openings) {
  ahead = openings.filter(({ opensAt, serverTime }) => Date.parse(opensAt) + HELD_MILLIS > Date.parse(serverTime));
  if (!ahead.some(({ id }) => id === chosen)) choose(ahead[0]?.id ?? null);
  byId('preflight').hidden = chosen === null;
  byId('preflight-none').hidden = chosen !== null;
  drawChoice();
  drawReport();
  drawPlan();
}

function choose(id) {
  chosen = id;
  report = failed = null;
  if (id !== null) look();
}

async function look() {
  const id = chosen;
  const [answer, planned] = await Promise.all([
    asStaff('GET', `/api/admin/openings/${encodeURIComponent(id)}/preflight`),
    asStaff('GET', '/api/admin/scaling/plan'),
  ]);
  if (planned.status === 200) plan = planned.json;
  if (id === chosen) {
    report = answer.status === 200 ? answer.json : report;
    failed = answer.status === 200 ? null : answer.status;
  }
  drawReport();
  drawPlan();
}

function drawChoice() {
  const select = byId('preflight-of');
  const options = ahead.map(({ id, movie, opensAt }) => Object.assign(document.createElement('option'),
    { value: id, textContent: `${movie} · ${moment(opensAt)}` }));
  if ([...select.options].map(({ text: shown, value }) => value + shown).join() !== options.map(({ text: shown, value }) => value + shown).join()) {
    select.replaceChildren(...options);
  }
  select.value = chosen ?? '';
}

function drawReport() {
  const findings = report?.findings ?? [];
  const count = (status) => findings.filter((finding) => finding.status === status).length;
  const verdict = byId('preflight-verdict');
  verdict.dataset.kind = report === null ? '' : report.go ? 'in' : 'twin';
  say(verdict, report === null ? text('looking') : report.go ? text('go') : text('noGo', { count: number(count('notOk')) }));
  say(byId('preflight-when'), failed !== null ? text('notLooked', { status: failed }) : report === null ? '' : text('judged', {
    moment: report.moment, at: timeOfDay(report.checkedAt), unknown: number(count('unknown')),
  }));
  byId('findings').replaceChildren(...findings.map(finding));
}

function finding({ check, status, found, advice }) {
  const root = byId('finding-template').content.firstElementChild.cloneNode(true);
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const [name, todo] = (language() === 'ko' && KOREAN[check]) || [check, advice];
  root.dataset.status = status;
  part('mark').textContent = MARKS[status];
  part('check').textContent = name;
  part('status').textContent = text(status);
  part('found').textContent = found;
  part('advice').hidden = !advice;
  part('advice').textContent = advice ? `→ ${todo}` : '';
  part('said').hidden = !advice || todo === advice;
  part('said').textContent = advice ?? '';
  return root;
}

function drawPlan() {
  const holds = plan?.holds ?? [];
  say(byId('plan-on'), plan === null ? '' : holds.length === 0 ? text('planNone') : text(plan.on ? 'planOn' : 'planOff'));
  byId('holds').replaceChildren(...holds.map(({ of, from, until, full, idle, held }) => {
    const item = document.createElement('li');
    const words = text('hold', { of: text(of), full, idle, from: moment(from), until: moment(until) });
    item.textContent = held ? `${words} (${text('heldNow')})` : words;
    if (held) item.dataset.held = '';
    return item;
  }));
}

// Only what has changed, so that a screen reader is not told the same again.
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

byId('preflight-of').addEventListener('change', () => { choose(byId('preflight-of').value); drawReport(); });
setInterval(() => { if (isSignedIn() && !document.hidden && chosen !== null) look(); }, POLL_MILLIS);
