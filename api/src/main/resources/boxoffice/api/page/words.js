// Words in the reader's language, for the desk and the door. A text is [English, Korean].

import { recall, remember } from './storage.js';

let language = recall('localStorage', 'language') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
let texts = { otherLanguage: ['한국어', 'English'] };

export function byId(id) { return document.getElementById(id); }

export function text(name, values = {}) {
  return texts[name][language === 'ko' ? 1 : 0].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
}

export function number(value) { return value.toLocaleString(language); }

export function moment(time, seconds = false) {
  const form = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', ...(seconds && { second: '2-digit' }) };
  return new Intl.DateTimeFormat(language, form).format(new Date(time));
}

export function timeOfDay(time) {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(new Date(time));
}

// Writes every data-text of the page, now and after each change of the language; then `draw` does the rest.
export function speak(ofPage, draw) {
  texts = { ...texts, ...ofPage };
  const write = () => {
    document.documentElement.lang = language;
    document.title = `Boxoffice · ${text('title')}`;
    for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
    byId('language').lang = language === 'ko' ? 'en' : 'ko';
    draw();
  };
  byId('language').addEventListener('click', () => {
    language = language === 'ko' ? 'en' : 'ko';
    remember('localStorage', 'language', language);
    write();
  });
  write();
}
