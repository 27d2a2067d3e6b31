// A report's figures, for everybody's page and for the desk.

import { language, number, text } from './words.js';

export const FIGURE_TEXTS = {
  asked: ['Asked for a ticket', '신청'], got: ['Got one', '발급'], soldOutAfter: ['Sold out after', '매진까지'],
  neverSoldOut: ['not sold out', '매진되지 않음'], busiest: ['In the busiest second', '가장 바빴던 1초'],
  half: ['Half answered within', '절반의 응답 시간'], nearlyAll: ['99 % answered within', '99% 응답 시간'],
  millis: ['{n} ms', '{n}ms'], seconds: ['{n} s', '{n}초'], minutes: ['{m} min {s} s', '{m}분 {s}초'],
  hours: ['{h} h {m} min', '{h}시간 {m}분'], granted: ['{n} tickets', '{n}장'],
};

export function span(seconds) {
  if (seconds < 60) return text('seconds', { n: fraction(seconds) });
  const whole = Math.round(seconds);
  if (whole < 3600) return text('minutes', { m: Math.floor(whole / 60), s: whole % 60 });
  return text('hours', { h: Math.floor(whole / 3600), m: Math.floor((whole % 3600) / 60) });
}

// Those that everybody may see, as [name, value]; what is not known is a dash.
export function figuresOf(report) {
  const millis = (value) => (value === undefined ? '–' : text('millis', { n: fraction(value) }));
  const { busiestSecond: busiest, answerMillis } = report;
  return [
    [text('asked'), number(report.asked)],
    [text('got'), `${number(report.issued)} / ${number(report.size)}`],
    [text('soldOutAfter'), report.soldOutAt ? span(report.secondsToSellOut) : text('neverSoldOut')],
    [text('busiest'), busiest ? text('granted', { n: number(busiest.granted) }) : '–'],
    [text('half'), millis(answerMillis.p50)],
    [text('nearlyAll'), millis(answerMillis.p99)],
  ];
}

export function drawFigures(list, figures) {
  list.replaceChildren(...figures.map(([name, value]) => {
    const pair = document.createElement('div');
    const [term, figure] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = name;
    figure.textContent = value;
    pair.append(term, figure);
    return pair;
  }));
}

function fraction(value) {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value);
}
