// The server's clock.
//
// The phone's wall clock is never read: performance.now() only measures how long ago the server told its time. A sample is
// off by at most half its round trip, so the quickest is the best; and because a claim travels to the server as long as the
// question for the time did, a button that goes live at our instant cannot arrive there before the server's.
export const serverClock = {
  samples: [],
  best: null,
  learn(serverTime, sent, received) {
    const fresh = { offset: Date.parse(serverTime) - (sent + received) / 2, error: (received - sent) / 2 };
    if (Number.isNaN(fresh.offset)) return;
    // A sample that contradicts the fresh one is from before the device slept: it goes.
    const agrees = (old) => Math.abs(old.offset - fresh.offset) <= old.error + fresh.error + 50;
    this.samples = [fresh, ...this.samples.filter(agrees)].slice(0, 8);
    this.best = this.samples.reduce((a, b) => (b.error < a.error ? b : a));
  },
  now() { return this.best ? performance.now() + this.best.offset : NaN; }, // NaN: nothing is before or after it
};
