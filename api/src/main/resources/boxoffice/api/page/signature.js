// Whether a ticket's picture was signed by us, told without asking us: for a door that has lost its connection.

import { ask } from './ask.js';
import { recall, remember } from './storage.js';

const MARK = 'BX1:';
const SIGNATURE_BYTES = 64;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export function isSigned(text) { return text.trim().toUpperCase().startsWith(MARK); }

// Kept for the time without a connection.
export async function fetchKeys() {
  const answer = await ask('GET', '/api/ticket-keys');
  if (answer.status === 200) remember('localStorage', 'ticket-keys', JSON.stringify(answer.json.keys));
}

// { good, code }, or null where it cannot be told here.
export async function judged(text) {
  const said = text.trim().toUpperCase();
  const [, id, , code, signature] = said.split(':');
  const keys = JSON.parse(recall('localStorage', 'ticket-keys') ?? '[]');
  if (!globalThis.crypto?.subtle || keys.length === 0) return null;
  const key = keys.find((each) => each.kid === id);
  if (!key || !/^[0-9A-Z]{1,100}$/.test(signature ?? '')) return { good: false, code };
  try {
    const { kty, crv, x, y } = key;
    const imported = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, ECDSA, false, ['verify']);
    const content = new TextEncoder().encode(said.slice(0, said.lastIndexOf(':')));
    return { good: await crypto.subtle.verify(ECDSA, imported, bytes(signature), content), code };
  } catch {
    return null;
  }
}

// A number in base 36, as the bytes of a signature.
function bytes(digits) {
  let number = [...digits].reduce((sum, digit) => sum * 36n + BigInt(parseInt(digit, 36)), 0n);
  const all = new Uint8Array(SIGNATURE_BYTES);
  for (let i = SIGNATURE_BYTES - 1; i >= 0; i--) {
    all[i] = Number(number & 0xffn);
    number >>= 8n;
  }
  return all;
}
