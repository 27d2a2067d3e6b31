// The desk's form: times are the operator's own, and UTC on the way.

import { byId } from './words.js';

// Shows an opening in the form; an empty one for null.
export function fill(opening) {
  byId('movie').value = opening?.movie ?? '';
  byId('name').value = opening?.title ?? '';
  byId('opens-at').value = local(opening?.opensAt);
  byId('closes-at').value = local(opening?.closesAt);
  byId('announces-at').value = local(opening?.announcesAt);
  byId('quotas').replaceChildren();
  for (const { id, name, size } of opening?.quotas ?? [{ name: '', size: '' }]) newQuotaRow(name, size, id);
}

export function newQuotaRow(name, size, id) {
  const row = byId('quota-template').content.firstElementChild.cloneNode(true);
  field(row, 'name').value = name;
  field(row, 'size').value = size;
  if (id) row.dataset.id = id;
  byId('quotas').append(row);
}

// What the form says, as the service wants it.
export function draft() {
  const announcesAt = utc('announces-at');
  return {
    movie: byId('movie').value.trim(),
    title: byId('name').value.trim(),
    opensAt: utc('opens-at'),
    closesAt: utc('closes-at'),
    ...(announcesAt && { announcesAt }),
    quotas: [...byId('quotas').children].map((row) => ({
      ...(row.dataset.id && { id: row.dataset.id }),
      name: field(row, 'name').value.trim(),
      size: Number(field(row, 'size').value),
    })),
  };
}

function field(row, part) { return row.querySelector(`[data-part="${part}"]`); }

export function utc(id) {
  const value = byId(id).value;
  return value && new Date(value).toISOString();
}

export function local(time) {
  if (!time) return '';
  const date = new Date(time);
  const two = (value) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
