// One opening's changes as they happen. Where there is no stream the caller's polls are all there is; after a while it is tried again.

const AGAIN_MILLIS = 30_000;

let source = null;
let followed = null;
let again = 0;

// Follows this opening and no other; null for none. `tell` is told the opening, the event's name and its data.
export function follow(id, tell) {
  if (id === followed) return;
  leave();
  followed = id;
  if (id !== null) listen(id, tell);
}

// Whether changes come by themselves now.
export function isFollowing() { return source?.readyState === EventSource.OPEN; }

function listen(id, tell) {
  source = new EventSource(`/api/openings/${encodeURIComponent(id)}/stream`);
  for (const name of ['phase', 'remaining']) {
    source.addEventListener(name, (event) => tell(id, name, JSON.parse(event.data)));
  }
  // A lost stream comes back by itself, after as long as the server said. One that was refused does not.
  source.addEventListener('error', () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    again = setTimeout(() => listen(id, tell), AGAIN_MILLIS * (1 + Math.random()));
  });
}

function leave() {
  clearTimeout(again);
  source?.close();
  source = null;
}
