// Signing in at the platform's provider: authorization code with PKCE (RFC 7636). There is no secret in a page, so the proof is that
// whoever brings the code is who asked for it.

import { ask } from './ask.js';
import { recall, remember } from './storage.js';

let known = null;

// How a token is had here: { way: 'platform' | 'development' | 'elsewhere', … }; development before it is known.
export async function learnWay() {
  const answer = await ask('GET', '/api/sign-in');
  if (answer.status === 200) known = answer.json;
  return wayIn();
}

export function wayIn() { return known?.way ?? 'development'; }

// Leaves for the provider's page.
export async function leaveToSignIn() {
  const [state, verifier] = [randomText(), randomText()];
  remember('sessionStorage', 'sign-in', JSON.stringify({ state, verifier }));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const address = new URL(known.authorizeUri);
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: known.clientId,
    redirect_uri: here(),
    scope: known.scope,
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  })) address.searchParams.set(name, value);
  location.assign(address);
}

// Back from the provider: { member, token }; null where we do not come from there; 'failed' where it gave none.
export async function comeBackSignedIn() {
  const query = new URLSearchParams(location.search);
  if (!query.has('state')) return null;
  const asked = JSON.parse(recall('sessionStorage', 'sign-in') ?? 'null');
  remember('sessionStorage', 'sign-in', 'null');
  history.replaceState(null, '', location.pathname);
  if (!query.has('code') || asked?.state !== query.get('state')) return 'failed';
  await learnWay();
  if (wayIn() !== 'platform') return 'failed';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: query.get('code'),
    redirect_uri: here(),
    client_id: known.clientId,
    code_verifier: asked.verifier,
  });
  try {
    const response = await fetch(known.tokenUri, { method: 'POST', body, signal: AbortSignal.timeout(10_000), credentials: 'omit' });
    const token = (await response.json()).access_token;
    return { member: JSON.parse(decoded(token.split('.')[1])).sub, token };
  } catch {
    return 'failed';
  }
}

function here() { return location.origin + location.pathname; }

function randomText() { return base64url(crypto.getRandomValues(new Uint8Array(32))); }

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decoded(text) {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (each) => each.charCodeAt(0)));
}
