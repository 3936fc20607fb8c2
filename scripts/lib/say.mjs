// What the scripts say to a person: one English sentence, one Chinese sentence.

/** Prints a sentence in both languages; the Chinese one may be left out where the line is a bare fact. */
export function say(english, chinese) {
  console.log(chinese ? `${english}\n  ${chinese}` : english);
}

/** An error the reader can do something about: printed as its sentence, without a stack. */
export function fail(english, chinese) {
  const error = new Error(`${english}\n  ${chinese}`);
  error.expected = true;
  return error;
}

export function isExpected(error) {
  return Boolean(error?.expected);
}

/**
 * Shows that something long is still going on: a line every `everySeconds`, until the returned function is called.
 */
export function ticking(english, chinese, everySeconds = 15) {
  const began = Date.now();
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    say(`… ${english} (${seconds} s)`, `… ${chinese}（${seconds} 秒）`);
  }, everySeconds * 1000);
  timer.unref();
  return () => clearInterval(timer);
}
