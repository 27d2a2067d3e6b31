// Words in the reader's language, for the desk and the door. A text is [English, Korean].

import { recall, remember } from './storage.js';

let spoken = recall('localStorage', 'language') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
let texts = { otherLanguage: ['한국어', 'English'] };

// The reader's language, `ko` or `en`.
export function language() { return spoken; }

export function byId(id) { return document.getElementById(id); }

export function text(name, values = {}) {
  return texts[name][spoken === 'ko' ? 1 : 0].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
}

export function number(value) { return value.toLocaleString(spoken); }

export function moment(time, seconds = false) {
  const form = { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', ...(seconds && { second: '2-digit' }) };
  return new Intl.DateTimeFormat(spoken, form).format(new Date(time));
}

export function timeOfDay(time) {
  return new Intl.DateTimeFormat(spoken, { hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(new Date(time));
}

// Writes every data-text of the page, now and after each change of the language; then `draw` does the rest.
export function speak(ofPage, draw) {
  texts = { ...texts, ...ofPage };
  const write = () => {
    document.documentElement.lang = spoken;
    document.title = `Boxoffice · ${text('title')}`;
    for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
    byId('language').lang = spoken === 'ko' ? 'en' : 'ko';
    draw();
  };
  byId('language').addEventListener('click', () => {
    spoken = spoken === 'ko' ? 'en' : 'ko';
    remember('localStorage', 'language', spoken);
    write();
  });
  write();
}
