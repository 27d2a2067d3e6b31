// The door: a code is typed or seen by the camera, and its holder is let in once.

import { fetchKeys, isSigned, judged } from './signature.js';
import { STAFF_TEXTS, untilAnswered, work } from './staff.js';
import { byId, moment, speak, text, timeOfDay } from './words.js';

const TEXTS = {
  ...STAFF_TEXTS,
  title: ['Door', '입장 확인'], code: ['Code on the ticket', '티켓 코드'], letIn: ['Let in', '입장 처리'],
  camera: ['Read with the camera', '카메라로 읽기'], cameraOff: ['Stop the camera', '카메라 끄기'],
  cameraFailed: ['The camera cannot be used: type the code.', '카메라를 사용할 수 없습니다. 코드를 입력해 주세요.'],
  seen: ['Just now', '최근 기록'], noneSeen: ['Nobody yet.', '아직 없습니다.'],
  in: ['Welcome', '입장'], inDetail: ['No. {number}', '{number}번'],
  twin: ['Used already', '이미 사용됨'], twinDetail: ['Somebody came in with this code: {when}.', '이 코드로 이미 입장했습니다: {when}'],
  unknown: ['No such ticket', '없는 티켓'], unknownDetail: ['Nobody holds a ticket with the code {code}.', '{code} 코드의 티켓이 없습니다.'],
  asking: ['Asking…', '확인 중…'], askingDetail: ['No answer yet. We keep asking, do not let in before.', '아직 응답이 없습니다. 계속 확인하고 있으니 기다려 주세요.'],
  signed: ['Signature is fine', '서명 확인됨'],
  signedDetail: ['No connection. {code} is a ticket of ours; whether somebody used it before is not checked yet.',
    '연결이 끊겼습니다. {code}은(는) 유효한 티켓이지만, 이미 사용되었는지는 아직 확인하지 못했습니다.'],
  forged: ['Not a ticket of ours', '유효하지 않은 티켓'], forgedDetail: ['The signature is wrong.', '서명이 올바르지 않습니다.'],
  failed: ['That did not work', '처리하지 못했습니다'], failedDetail: ['Please try again ({status}).', '다시 시도해 주세요({status}).'],
};
const SEEN_MAX = 20;
const LOOK_MILLIS = 200;

let verdict = null; // { kind, values }
let busy = false;
let camera = null;
const seen = [];

function show(kind, values = {}) {
  verdict = { kind, values };
  draw();
}

function draw() {
  const box = byId('verdict');
  box.replaceChildren();
  if (verdict) {
    box.dataset.kind = verdict.kind;
    const word = document.createElement('strong');
    word.textContent = text(verdict.kind);
    box.append(word, sentence(verdict));
  }
  byId('none-seen').hidden = seen.length > 0;
  byId('seen').replaceChildren(...seen.map((each) => {
    const item = document.createElement('li');
    const what = document.createElement('span');
    what.textContent = `${text(each.kind)} · ${each.values.code}`;
    const when = document.createElement('span');
    when.textContent = timeOfDay(each.at);
    item.append(what, when);
    return item;
  }));
  byId('camera').hidden = !('BarcodeDetector' in window) || !navigator.mediaDevices;
  byId('camera').textContent = text(camera ? 'cameraOff' : 'camera');
}

function sentence({ kind, values }) {
  const words = { ...values, when: values.redeemedAt ? moment(values.redeemedAt, true) : '' };
  return document.createTextNode(kind === 'cameraFailed' ? '' : text(`${kind}Detail`, words));
}

// One attempt keeps its name through all repetitions: an answer that was lost on the way is not taken for a twin.
async function redeem(code) {
  if (busy || !code) return;
  busy = true;
  const body = { code, attempt: crypto.randomUUID?.() ?? String(Math.random()) };
  show('asking', { code });
  const offline = isSigned(code) ? judged(code) : null;
  const waits = async (answer) => {
    const ticket = answer.status === 0 ? await offline : null;
    if (busy) show(ticket ? (ticket.good ? 'signed' : 'forged') : 'asking', { code: ticket?.code ?? code });
  };
  const answer = await untilAnswered('POST', '/api/admin/redemptions', body, waits);
  busy = false;
  if (answer.status === 401) { verdict = null; draw(); return; }
  const kind = answer.problem === 'wrong-signature' ? 'forged' : { 200: 'in', 404: 'unknown', 409: 'twin' }[answer.status] ?? 'failed';
  const values = { code: answer.json?.code ?? code.toUpperCase(), status: answer.status, number: answer.json?.number, redeemedAt: answer.headers.get('Redeemed-At') };
  seen.unshift({ kind, values, at: Date.now() });
  seen.length = Math.min(seen.length, SEEN_MAX);
  navigator.vibrate?.(kind === 'in' ? 80 : [120, 80, 120]);
  show(kind, values);
  byId('code').value = '';
  if (!camera) byId('code').focus();
}

async function toggleCamera() {
  if (camera) { stopCamera(); return; }
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    const video = byId('video');
    video.srcObject = camera;
    video.hidden = false;
    await video.play();
    draw();
    look(new BarcodeDetector({ formats: ['qr_code'] }), video, '');
  } catch {
    stopCamera();
    show('cameraFailed');
  }
}

function stopCamera() {
  camera?.getTracks().forEach((track) => track.stop());
  camera = null;
  byId('video').hidden = true;
  draw();
}

// The code that stays before the camera is read once.
async function look(detector, video, last) {
  if (!camera) return;
  const [found] = await detector.detect(video).catch(() => []);
  if (found && found.rawValue !== last) redeem(found.rawValue);
  setTimeout(look, LOOK_MILLIS, detector, video, found?.rawValue ?? last);
}

byId('code-form').addEventListener('submit', (event) => {
  event.preventDefault();
  redeem(byId('code').value.trim());
});
byId('camera').addEventListener('click', toggleCamera);
speak(TEXTS, draw);
fetchKeys();
work('staff', () => { if (!byId('work').hidden) byId('code').focus(); });
