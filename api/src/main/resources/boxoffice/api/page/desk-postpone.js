// Another time for an opening, and why.

import { local, utc } from './desk-form.js';
import { byId, moment, text } from './words.js';

export const POSTPONE_TEXTS = {
  postpone: ['Move', '시간 변경'], postponeAsk: ['Move this opening?', '오픈 시간을 변경할까요?'], asIs: ['Leave it', '그대로 두기'],
  postponeText: ['{movie}, now {opens}. Members who know of it are shown the old time and the new one.',
    '{movie}, 현재 {opens}. 이미 공개된 오픈이면 회원에게 이전 시간과 새 시간이 함께 표시됩니다.'],
  postponed: ['Moved: {movie}.', '시간을 변경했습니다: {movie}'],
  movedFrom: ['Moved, it was to open {from}.', '시간 변경됨, 원래 {from} 오픈 예정'],
};

// `move` is told the new times and the reason.
export function askToPostpone(opening, move) {
  byId('postpone-text').textContent = text('postponeText', { movie: opening.movie, opens: moment(opening.opensAt, true) });
  byId('postpone-opens-at').value = local(opening.opensAt);
  byId('postpone-closes-at').value = local(opening.closesAt);
  byId('postpone-reason').value = '';
  byId('postpone-form').onsubmit = (event) => {
    event.preventDefault();
    byId('postpone').close();
    move({ opensAt: utc('postpone-opens-at'), closesAt: utc('postpone-closes-at'), reason: byId('postpone-reason').value.trim() });
  };
  byId('postpone').showModal();
}
