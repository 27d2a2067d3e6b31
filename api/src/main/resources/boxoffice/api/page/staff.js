// Who works here: signing in with a role, and asking until there is an answer.

import { ask, isLater, pauseMillis, sleep } from './ask.js';
import { comeBackSignedIn, learnWay, leaveToSignIn, wayIn } from './sign-in.js';
import { recall, remember } from './storage.js';
import { byId, text } from './words.js';

export const STAFF_TEXTS = {
  signIn: ['Sign in', '로그인'], signOut: ['Sign out', '로그아웃'], staffId: ['Your id', '아이디'],
  signInFailed: ['Sign-in did not work. Please try again.', '로그인하지 못했습니다. 다시 시도해 주세요.'],
  platformSignIn: ['Sign-in comes from the platform: this page has none of its own.',
    '로그인은 플랫폼에서 제공합니다. 이 페이지에는 별도의 로그인이 없습니다.'],
  notAllowed: ['This account has no right to work here.', '이 계정에는 권한이 없습니다.'],
};

let session = null;
let role = '';
let changed = () => {};

export function isSignedIn() { return session !== null; }

// Shows the sign-in or the work, and tells each change.
export function work(as, onChange) {
  role = as;
  changed = onChange;
  session = JSON.parse(recall('sessionStorage', role) ?? 'null');
  byId('sign-in-form').addEventListener('submit', signIn);
  byId('sign-out').addEventListener('click', () => enter(null));
  byId('platform-sign-in').addEventListener('click', leaveToSignIn);
  show();
  comeBack();
}

async function comeBack() {
  const back = await comeBackSignedIn();
  if (back !== null && back !== 'failed') enter(back);
  await learnWay();
  byId('sign-in-message').textContent = back === 'failed' ? text('signInFailed') : wayIn() === 'elsewhere' ? text('platformSignIn') : '';
  show();
}

function show() {
  byId('sign-in').hidden = session !== null;
  byId('platform-sign-in').hidden = wayIn() !== 'platform';
  byId('sign-in-form').hidden = wayIn() !== 'development';
  byId('work').hidden = byId('sign-out').hidden = session === null;
  changed();
}

function enter(entered) {
  session = entered;
  remember('sessionStorage', role, JSON.stringify(session));
  show();
}

async function signIn(event) {
  event.preventDefault();
  const member = byId('member').value.trim();
  const answer = await ask('POST', '/api/dev/tokens', { body: { member, roles: [role] } });
  byId('sign-in-message').textContent = answer.json?.token ? '' : text(answer.status === 404 ? 'platformSignIn' : 'signInFailed');
  if (answer.json?.token) enter({ member, token: answer.json.token });
}

// One request with the token. Who is not known any more is asked to sign in again.
export async function asStaff(method, path, body) {
  const answer = await ask(method, path, { body, session });
  if (answer.status === 401) enter(null);
  return answer;
}

// The same request again and again until it is answered; `onLater` is told of each that was not.
export async function untilAnswered(method, path, body, onLater) {
  for (let attempt = 1; ; attempt++) {
    const answer = await asStaff(method, path, body);
    if (!isLater(answer) || session === null) return answer;
    onLater(answer);
    await sleep(pauseMillis(Math.min(attempt, 4), answer));
  }
}
