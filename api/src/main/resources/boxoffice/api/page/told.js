// Being told of openings by mail: whoever has an address that the platform vouches for may turn it on and off.

import { ask } from './ask.js';

export const TOLD_TEXTS = {
  tellMe: ['Tell me of openings by mail', '티켓 오픈 메일로 알림 받기'], tellMeNoMore: ['Stop the mails', '메일 알림 끄기'],
  tellLead: ['One mail when an opening is announced, one before it opens, and one if its time changes.',
    '오픈이 공개될 때, 열리기 전, 그리고 시간이 바뀌면 메일을 보내드립니다.'],
  toldAt: ['Mails go to {email}.', '{email} 주소로 메일을 보내드립니다.'],
  tellFailed: ['That did not work. Please try again.', '처리하지 못했습니다. 다시 시도해 주세요.'],
};

let known = null; // { session, subscribed, possible, email }, or null before it is known
let failed = false;

const byId = (id) => document.getElementById(id);

// Asks how it stands for who is signed in now; `draw` is called when that is known.
export async function learnTold(session, draw) {
  if (known?.session === session) return;
  known = null;
  failed = false;
  if (session === null) return;
  const answer = await ask('GET', '/api/subscription', { session });
  if (answer.status === 200) known = { session, ...answer.json };
  draw();
}

export function drawTold(session, text) {
  const isShown = known !== null && known.session === session && (known.possible || known.subscribed);
  byId('told').hidden = !isShown;
  if (!isShown) return;
  byId('told-text').textContent = known.subscribed ? text('toldAt', { email: known.email }) : text('tellLead');
  byId('told-toggle').textContent = text(known.subscribed ? 'tellMeNoMore' : 'tellMe');
  byId('told-message').textContent = failed ? text('tellFailed') : '';
}

export async function toggleTold(session, draw) {
  const answer = await ask(known.subscribed ? 'DELETE' : 'PUT', '/api/subscription', { session });
  failed = answer.status !== 204;
  if (!failed) known.subscribed = !known.subscribed; // a reader may not know of it yet
  draw();
}
