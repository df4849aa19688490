// The moment by the server's clock, on a device whose own clock may be wrong: every answer of the server says it anew.
let ahead = 0;

// moment: milliseconds since 1970; anything else is no news.
export function heard(moment) {
  if (Number.isFinite(moment)) ahead = moment - Date.now();
}

export function now() {
  return new Date(Date.now() + ahead);
}

// A device that sleeps may stop its steady clock, and a person may set the other one back: the longer span is true.
export function stamp() {
  return { steady: performance.now(), wall: Date.now() };
}

export function since(from) {
  const spans = [performance.now() - from.steady, Date.now() - from.wall];
  return { ms: Math.max(...spans), apart: Math.abs(spans[0] - spans[1]) };
}
