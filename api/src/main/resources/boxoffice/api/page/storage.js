// Storage may be forbidden; the page then only forgets sooner.
export function recall(storage, key) {
  try { return window[storage].getItem(`boxoffice.${key}`); } catch { return null; }
}
export function remember(storage, key, value) {
  try { window[storage].setItem(`boxoffice.${key}`, value); } catch { /* forgotten with the page */ }
}
