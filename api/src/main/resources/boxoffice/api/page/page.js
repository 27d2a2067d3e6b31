// The member's page: sign in, watch the countdown on the server's clock, claim, keep or give back a ticket.
// In this order: words, time, asking the server, following the openings, tickets and claims, drawing, sign-in, start.
// What happens changes `page`; render() draws all of it, and touches only what differs.

import { ask, isLater, pauseMillis, sleep } from './ask.js';
import { serverClock } from './clock.js';
import { follow, isFollowing } from './live.js';
import { TEXTS } from './page-texts.js';
import { comeBackSignedIn, learnWay, leaveToSignIn, wayIn } from './sign-in.js';
import { recall, remember } from './storage.js';
import { drawTold, learnTold, toggleTold } from './told.js';

const NEAR_MILLIS = 60_000;
const FOLLOWED_MILLIS = 15 * 60_000;
const POLL_MILLIS = { first: 500, near: 2_000, far: 15_000 };
const PATIENCE_MILLIS = 60_000;

const page = {
  language: recall('localStorage', 'language') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en'),
  session: JSON.parse(recall('sessionStorage', 'session') ?? 'null'), // { member, token }, gone with the tab
  openings: new Map(), // every opening seen, by id: a ticket may outlive its opening's place in the list
  listed: null, // the ids of the list, soonest first; null until the first answer
  tickets: [],
  ticketsKnown: false, // whether the server has told them to this member
  ticketsVersion: 0, // counts our own changes, so that a list asked for before one cannot undo it
  claims: new Map(), // by opening: { quotaId, pending, text, values }
  texts: { notice: null, signIn: null, tickets: null }, // names of texts, so that they change with the language
};

// ---- Words ----------------------------------------------------------------------------------------------------------

function text(name, values = {}) {
  return TEXTS[name][page.language === 'ko' ? 1 : 0].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
}

function moment(time) {
  const form = { month: 'short', day: 'numeric', weekday: 'short', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' };
  return new Intl.DateTimeFormat(page.language, form).format(new Date(time));
}

function duration(millis) {
  const seconds = Math.ceil(millis / 1000);
  const two = (value) => String(Math.floor(value)).padStart(2, '0');
  const hours = Math.floor((seconds % 86_400) / 3600);
  const time = `${seconds >= 3600 ? two(hours) + ':' : ''}${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return seconds >= 86_400 ? text('days', { days: Math.floor(seconds / 86_400), time }) : time;
}

// ---- Time -----------------------------------------------------------------------------------------------------------

function untilOpen(opening) { return Date.parse(opening.opensAt) - serverClock.now(); }

// The instant does not wait for the next poll: between two answers the phase follows the clock.
function phaseOf(opening) {
  if (Date.parse(opening.closesAt) <= serverClock.now()) return 'closed';
  return opening.phase === 'announced' && untilOpen(opening) <= 0 ? 'open' : opening.phase;
}

// Of one that could be pressed now, if it were not for the operators.
function isPaused(opening) { return opening.frozen === true && ['open', 'soldOut'].includes(phaseOf(opening)); }

// ---- Asking the server ----------------------------------------------------------------------------------------------

// The same request again and again until an answer is final, the patience is used up, or the member has signed out.
async function askUntilFinal(method, path, body, onLater) {
  const session = page.session;
  const giveUpAt = performance.now() + PATIENCE_MILLIS;
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(method, path, { body, session });
    if (page.session !== session) return null;
    if (answer.status === 401) { signOut('signInAgain'); return null; }
    const pause = pauseMillis(attempt, answer);
    if (!isLater(answer) || performance.now() + pause > giveUpAt) return { ...answer, attempt };
    onLater(answer);
    await sleep(pause);
    if (page.session !== session) return null;
  }
}

// ---- Following the openings -----------------------------------------------------------------------------------------

const polling = { timer: 0, underWay: false };

async function refresh() {
  clearTimeout(polling.timer);
  if (polling.underWay) return;
  polling.underWay = true;
  const answer = await ask('GET', '/api/openings');
  polling.underWay = false;
  if (answer.status === 200 && answer.json) learnOpenings(answer);
  followNext();
  page.texts.notice = answer.status === 200 ? null : 'connectionLost';
  render();
  if (answer.status === 200 && !page.ticketsKnown) loadTickets(); // asked for before, without an answer
  if (!document.hidden) polling.timer = setTimeout(refresh, pollPause(answer));
}

function learnOpenings({ json, sent, received }) {
  for (const opening of json.openings) page.openings.set(opening.id, opening);
  if (json.openings.length) serverClock.learn(json.openings[0].serverTime, sent, received);
  const order = (opening) => (phaseOf(opening) === 'closed' ? Infinity : 0) + Date.parse(opening.opensAt);
  page.listed = json.openings.sort((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b))).map(({ id }) => id);
}

// The stream of the opening that matters now; the polls go on, seldom, for the others and for the clock.
function followNext() {
  const next = listed().find((opening) => ['open', 'soldOut'].includes(phaseOf(opening))
    || (phaseOf(opening) === 'announced' && untilOpen(opening) < FOLLOWED_MILLIS));
  follow(document.hidden ? null : next?.id ?? null, learnEvent);
}

function learnEvent(id, name, data) {
  const opening = page.openings.get(id);
  if (!opening) return;
  if (name === 'phase') Object.assign(opening, data);
  for (const { id: quotaId, size, remaining } of data.quotas ?? []) {
    Object.assign(opening.quotas.find((quota) => quota.id === quotaId) ?? {}, { size, remaining });
  }
  render();
}

// Often near and during an opening, seldom otherwise; a few quick ones first, for the clock. Spread, so that nobody polls in step.
function pollPause(answer) {
  const near = listed().some((opening) => phaseOf(opening) === 'open'
    || (phaseOf(opening) === 'announced' && untilOpen(opening) < NEAR_MILLIS));
  const learning = answer.status === 200 && serverClock.samples.length < 3 && listed().length > 0;
  const pause = learning ? POLL_MILLIS.first : near && !isFollowing() ? POLL_MILLIS.near : POLL_MILLIS.far;
  return Math.max(answer.retryAfterMillis, pause) * (1 + Math.random() * 0.3);
}

function listed() { return (page.listed ?? []).map((id) => page.openings.get(id)); }

// ---- Tickets --------------------------------------------------------------------------------------------------------

function ticketOf(openingId) { return page.tickets.find((ticket) => ticket.openingId === openingId); }

function changeTickets(tickets) {
  page.tickets = tickets;
  page.ticketsVersion++;
}

async function loadTickets() {
  const { session, ticketsVersion } = page;
  learnTold(session, render);
  if (!session) return;
  const answer = await ask('GET', '/api/tickets', { session });
  if (page.session !== session) return;
  if (answer.status === 401) { signOut('signInAgain'); return; }
  if (answer.status !== 200 || page.ticketsVersion !== ticketsVersion) return;
  changeTickets(answer.json.tickets);
  page.ticketsKnown = true;
  render();
  await Promise.all(page.tickets.map(({ openingId }) => learnOpening(openingId)));
  render();
}

// The opening of an old ticket, when the list no longer has it.
async function learnOpening(id) {
  if (page.openings.has(id)) return;
  const answer = await ask('GET', `/api/openings/${encodeURIComponent(id)}`);
  if (answer.status === 200) page.openings.set(id, answer.json);
}

// One claim, until it is decided. Meanwhile claimState() lets no other press come here.
async function claim(openingId, quotaId) {
  const claimed = { quotaId, pending: true, text: 'asking', values: {} };
  page.claims.set(openingId, claimed);
  page.texts.tickets = null;
  render();
  const path = `/api/openings/${encodeURIComponent(openingId)}/tickets`;
  const answer = await askUntilFinal('POST', path, { quotaId }, (later) => {
    claimed.text = laterText(later);
    render();
  });
  if (answer === null) return;
  claimed.pending = false;
  if (answer.json?.code) grant(claimed, answer);
  else await refuse(openingId, claimed, answer);
  render();
}

function laterText({ status, problem }) {
  if (problem === 'not-open-yet') return 'early';
  if (problem === 'frozen') return 'paused';
  return status === 0 || problem === 'outcome-unknown' ? 'unanswered' : 'busy';
}

function grant(claimed, { json: ticket, status, attempt }) {
  // 200 after a retry is our own ticket, whose first answer was lost on the way.
  claimed.text = status === 200 && attempt === 1 ? 'alreadyYours' : 'yours';
  claimed.values = { number: ticket.number };
  changeTickets([...page.tickets.filter(({ id }) => id !== ticket.id), ticket]);
}

async function refuse(openingId, claimed, answer) {
  const quota = quotaOf(openingId, claimed.quotaId);
  if (answer.problem === 'sold-out') quota.remaining = 0;
  const named = `refused.${answer.problem}`;
  claimed.text = named in TEXTS ? named : isLater(answer) ? 'gaveUp' : 'refused';
  claimed.values = { quota: quota.name, status: answer.status };
  if (claimed.text !== 'gaveUp') return;
  await loadTickets(); // without an answer, the list of tickets tells the truth
  const ticket = ticketOf(openingId);
  if (ticket) Object.assign(claimed, { text: 'yours', values: { number: ticket.number } });
}

function quotaOf(openingId, quotaId) {
  return page.openings.get(openingId)?.quotas.find(({ id }) => id === quotaId) ?? { name: '' };
}

async function giveBack(ticket) {
  if (ticket.leaving) return;
  ticket.leaving = true;
  say('tickets', null);
  const path = `/api/tickets/${encodeURIComponent(ticket.id)}`;
  const answer = await askUntilFinal('DELETE', path, undefined, () => say('tickets', 'returning'));
  ticket.leaving = false;
  if (answer === null) return;
  const gone = answer.status === 204 || answer.status === 404; // 404: given back already, the first answer was lost
  if (gone) {
    changeTickets(page.tickets.filter(({ id }) => id !== ticket.id));
    page.claims.delete(ticket.openingId);
  }
  say('tickets', gone ? 'givenBack' : 'giveBackFailed');
  if (gone) byId('tickets-heading').focus();
  refresh();
}

function askToGiveBack(ticket) {
  const dialog = byId('give-back');
  write(byId('give-back-text'), text('giveBackText', { movie: page.openings.get(ticket.openingId)?.movie, number: ticket.number }));
  byId('give-back-yes').onclick = () => { dialog.close(); giveBack(ticket); };
  dialog.showModal();
}

// ---- Drawing --------------------------------------------------------------------------------------------------------

function byId(id) { return document.getElementById(id); }

// Only what differs is written, so that a live region speaks once and a selection survives.
function write(element, value) { if (element.textContent !== value) element.textContent = value; }
function writeName(element, name, values) { write(element, name ? text(name, values) : ''); }

// A template's copy with its data-part elements by name.
function stamp(template) {
  const root = byId(template).content.firstElementChild.cloneNode(true);
  const parts = Object.fromEntries([...root.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
  return { root, ...parts };
}

// Keeps one drawn copy per item, in the items' order; a copy stays where it is while its place is right, and so keeps the focus.
function drawList(list, items, template, prepare, draw) {
  list.drawn ??= new Map();
  const ids = new Set(items.map(({ id }) => id));
  for (const [id, { root }] of list.drawn) if (!ids.has(id)) { root.remove(); list.drawn.delete(id); }
  items.forEach((item, index) => {
    if (!list.drawn.has(item.id)) {
      const made = stamp(template);
      prepare?.(made, item);
      list.drawn.set(item.id, made);
    }
    const parts = list.drawn.get(item.id);
    if (list.children[index] !== parts.root) list.insertBefore(parts.root, list.children[index] ?? null);
    draw(parts, item);
  });
}

function render() {
  document.documentElement.lang = page.language;
  const language = byId('language');
  writeName(language, 'otherLanguage');
  language.lang = page.language === 'ko' ? 'en' : 'ko';
  byId('sign-in').hidden = page.session !== null;
  byId('platform-sign-in').hidden = wayIn() !== 'platform';
  byId('sign-in-form').hidden = wayIn() !== 'development';
  byId('sign-out').hidden = byId('my-tickets').hidden = page.session === null;
  writeName(byId('notice'), page.texts.notice);
  writeName(byId('sign-in-message'), page.texts.signIn);
  writeName(byId('tickets-message'), page.texts.tickets);
  write(byId('who'), page.session?.member ?? '');
  byId('no-tickets').hidden = page.tickets.length > 0 || !page.ticketsKnown;
  byId('no-openings').hidden = listed().length > 0;
  writeName(byId('no-openings'), page.listed ? 'noOpenings' : 'loading');
  drawList(byId('openings'), listed(), 'opening-template', null, drawOpening);
  drawList(byId('tickets'), page.tickets, 'ticket-template', prepareTicket, drawTicket);
  for (const element of document.querySelectorAll('[data-text]')) writeName(element, element.dataset.text);
  drawTold(page.session, text);
  scheduleTick();
}

// The next drawing is when a countdown's second ends: the last one ends exactly at the instant.
let tick = 0;
function scheduleTick() {
  clearTimeout(tick);
  const left = listed().map(untilOpen).filter((millis) => millis > 0);
  tick = setTimeout(render, Math.min(1000, ...left.map((millis) => Math.ceil(millis % 1000 || 1000))));
}

function drawOpening(parts, opening) {
  const phase = phaseOf(opening);
  const left = untilOpen(opening);
  parts.root.dataset.phase = phase;
  writeName(parts.phase, isPaused(opening) ? 'frozen' : phase);
  write(parts.movie, opening.movie);
  write(parts.title, opening.title);
  writeName(parts.when, `when.${phase}`, { when: moment(phase === 'announced' ? opening.opensAt : opening.closesAt) });
  const { movedFrom, opensAt } = opening;
  const isMoved = movedFrom && phase === 'announced';
  writeName(parts.moved, isMoved ? 'moved' : null, isMoved && { from: moment(movedFrom), to: moment(opensAt) });
  parts.countdown.hidden = phase !== 'announced' || !(left > 0);
  parts.countdown.classList.toggle('soon', left < NEAR_MILLIS);
  write(parts.countdownTime, left > 0 ? duration(left) : '');
  parts.calendar.hidden = phase !== 'announced';
  parts.calendar.href = `/api/openings/${encodeURIComponent(opening.id)}/calendar.ics`;
  parts.report.hidden = !['soldOut', 'closed'].includes(phase);
  parts.report.href = `/report?opening=${encodeURIComponent(opening.id)}`;
  sayMilestone(parts, opening, phase, left);

  const held = ticketOf(opening.id);
  drawStub(parts, opening, held);
  parts.quotas.hidden = held !== undefined;
  const items = opening.quotas.map((quota) => ({ ...quota, opening, phase }));
  drawList(parts.quotas, items, 'quota-template', prepareQuota, drawQuota);
  const claimed = page.claims.get(opening.id);
  writeName(parts.message, claimed?.text, claimed?.values);
  parts.message.classList.toggle('good', held !== undefined);
}

// Spoken to who cannot see the countdown: a minute before, ten seconds before, and at the instant.
function sayMilestone(parts, opening, phase, left) {
  const before = left <= 10_000 ? 'sayTen' : left <= NEAR_MILLIS ? 'sayMinute' : '';
  const milestone = { announced: before, open: 'sayOpen' }[phase] ?? '';
  const isNew = parts.milestone !== undefined && parts.milestone !== milestone;
  if (isNew && milestone) writeName(byId('say'), milestone, { movie: opening.movie });
  parts.milestone = milestone;
}

function drawStub(parts, opening, held) {
  const lostFocus = held && parts.ticket.hidden && parts.quotas.contains(document.activeElement);
  parts.ticket.hidden = held === undefined;
  if (!held) return;
  write(parts.ticketQuota, quotaOf(opening.id, held.quotaId).name);
  writeName(parts.ticketNumber, 'number', { number: held.number });
  write(parts.ticketCode, held.code);
  drawQr(parts.ticketQr, held);
  if (lostFocus) parts.ticket.focus(); // the pressed button is about to go
}

// Asked for once for each ticket; an <img> of its own could not bring the token.
const pictures = new Map();
function drawQr(image, ticket) {
  image.alt = text('qr', { code: ticket.code });
  if (!pictures.has(ticket.id)) pictures.set(ticket.id, loadQr(ticket));
  const picture = pictures.get(ticket.id);
  image.hidden = typeof picture !== 'string';
  if (!image.hidden && image.src !== picture) image.src = picture;
}

async function loadQr({ id }) {
  const answer = await ask('GET', `/api/tickets/${encodeURIComponent(id)}/qr.svg`, { session: page.session });
  if (answer.status === 200) pictures.set(id, `data:image/svg+xml,${encodeURIComponent(answer.content)}`);
  else setTimeout(() => { pictures.delete(id); render(); }, pauseMillis(4, answer));
  render();
}

function prepareQuota(parts, { id, opening }) {
  parts.claim.addEventListener('click', () => press(opening.id, id));
}

function drawQuota(parts, { id, name, size, remaining, opening, phase }) {
  write(parts.name, name);
  writeName(parts.remaining, 'remaining', { remaining: remaining.toLocaleString(page.language), size: size.toLocaleString(page.language) });
  parts.gauge.max = size;
  parts.gauge.value = remaining;
  const state = claimState(opening.id, id);
  const words = text(`claim.${state}`);
  write(parts.claim, words);
  parts.claim.setAttribute('aria-label', `${words}: ${name}`);
  // aria-disabled and not disabled: the button keeps the focus, ready for the instant.
  parts.claim.setAttribute('aria-disabled', String(state !== 'live' && state !== 'signIn'));
  parts.claim.setAttribute('aria-busy', String(state === 'asking'));
  parts.claim.hidden = phase === 'closed';
}

// What a quota's button does now; a press asks again, for it may come later than the drawing.
function claimState(openingId, quotaId) {
  const opening = page.openings.get(openingId);
  const phase = phaseOf(opening);
  const claimed = page.claims.get(openingId);
  if (claimed?.pending) return claimed.quotaId === quotaId ? 'asking' : 'other';
  if (isPaused(opening)) return 'frozen';
  if (phase === 'open' && quotaOf(openingId, quotaId).remaining === 0) return 'soldOut';
  return phase !== 'open' ? phase : page.session ? 'live' : 'signIn';
}

function press(openingId, quotaId) {
  if (ticketOf(openingId)) return;
  const state = claimState(openingId, quotaId);
  if (state === 'live') claim(openingId, quotaId);
  if (state === 'signIn') focusSignIn();
}

function prepareTicket(parts, { id }) {
  parts.giveBack.addEventListener('click', () => askToGiveBack(page.tickets.find((ticket) => ticket.id === id)));
}

function drawTicket(parts, ticket) {
  const opening = page.openings.get(ticket.openingId);
  const redeemed = ticket.status === 'redeemed';
  writeName(parts.number, 'number', { number: ticket.number });
  write(parts.movie, opening?.movie ?? '');
  write(parts.quota, quotaOf(ticket.openingId, ticket.quotaId).name);
  write(parts.code, ticket.code);
  drawQr(parts.qr, ticket);
  write(parts.claimedAt, redeemed ? text('redeemed') : text('claimedAt', { when: moment(ticket.claimedAt) }));
  parts.giveBack.setAttribute('aria-label', `${text('giveBack')}: ${opening?.movie ?? ''} ${text('number', { number: ticket.number })}`);
  parts.giveBack.hidden = redeemed;
  parts.giveBack.setAttribute('aria-disabled', String(ticket.leaving === true));
}

function say(slot, name) {
  page.texts[slot] = name;
  render();
}

// ---- Signing in and out ---------------------------------------------------------------------------------------------

async function signIn(event) {
  event.preventDefault();
  const member = byId('member').value.trim();
  if (!member || page.signingIn) return;
  page.signingIn = true;
  say('signIn', null);
  const answer = await ask('POST', '/api/dev/tokens', { body: { member } });
  page.signingIn = false;
  if (!answer.json?.token) {
    say('signIn', answer.status === 404 ? 'platformSignIn' : 'signInFailed');
    return;
  }
  enter({ member, token: answer.json.token });
  byId('openings-heading').focus();
  loadTickets();
}

function enter(session) {
  page.session = session;
  remember('sessionStorage', 'session', JSON.stringify(session));
  pictures.clear();
  page.claims.clear();
  changeTickets([]);
  page.ticketsKnown = false;
  page.texts.tickets = null;
  render();
}

function signOut(reason) {
  enter(null);
  say('signIn', reason);
  focusSignIn();
}

function focusSignIn() { byId(wayIn() === 'platform' ? 'platform-sign-in' : 'member').focus(); }

// Before all else: who comes back from the platform's sign-in is signed in.
async function start() {
  const back = await comeBackSignedIn();
  if (back === 'failed') page.texts.signIn = 'signInFailed';
  else if (back !== null) enter(back);
  wake();
  await learnWay();
  if (wayIn() === 'elsewhere' && page.session === null) page.texts.signIn = 'platformSignIn';
  render();
}

// ---- Start ----------------------------------------------------------------------------------------------------------

function switchLanguage() {
  page.language = page.language === 'ko' ? 'en' : 'ko';
  remember('localStorage', 'language', page.language);
  render();
}

// A hidden tab asks nothing; a tab that comes back learns the clock, the openings and the tickets anew, over a stream of which it
// is known that it lives.
function wake() {
  follow(null);
  if (document.hidden) { clearTimeout(polling.timer); return; }
  render();
  refresh();
  loadTickets();
}

byId('sign-in-form').addEventListener('submit', signIn);
byId('sign-out').addEventListener('click', () => signOut(null));
byId('language').addEventListener('click', switchLanguage);
byId('told-toggle').addEventListener('click', () => toggleTold(page.session, render));
byId('give-back-no').addEventListener('click', () => byId('give-back').close());
document.addEventListener('visibilitychange', wake);
document.addEventListener('resume', wake); // after it was frozen
window.addEventListener('pageshow', (event) => { if (event.persisted) wake(); }); // after "back"
window.addEventListener('online', wake);
byId('platform-sign-in').addEventListener('click', leaveToSignIn);
start();
