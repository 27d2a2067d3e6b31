// Asking the server.

const TIMEOUT_MILLIS = 10_000;

// One request, never a rejection: status 0 is "no whole answer".
export async function ask(method, path, { body, session } = {}) {
  const headers = { Accept: 'application/json' };
  if (body) headers['Content-Type'] = 'application/json';
  if (session) headers.Authorization = `Bearer ${session.token}`;
  const sent = performance.now();
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MILLIS);
    const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), cache: 'no-store', signal });
    const received = performance.now();
    const content = await response.text();
    const json = (response.headers.get('Content-Type') ?? '').includes('json') ? JSON.parse(content) : null;
    const retryAfterMillis = 1000 * (Number.parseInt(response.headers.get('Retry-After'), 10) || 0);
    return { status: response.status, json, content, headers: response.headers, problem: json?.type?.split('/').pop(), retryAfterMillis, sent, received };
  } catch {
    return { status: 0, json: null, content: '', headers: new Headers(), retryAfterMillis: 0 };
  }
}

export function isLater(answer) {
  return answer.status === 0 || answer.status === 429 || answer.status >= 500 || answer.problem === 'not-open-yet';
}

// Never before Retry-After, never all at once, never faster than doubling pauses.
export function pauseMillis(attempt, answer) {
  const least = Math.max(answer.retryAfterMillis, Math.min(5_000, 250 * 2 ** attempt));
  return least + Math.random() * Math.min(1_000, least / 2);
}

export function sleep(millis) { return new Promise((wake) => setTimeout(wake, millis)); }
