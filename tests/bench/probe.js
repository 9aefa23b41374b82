// Runs before every page's own scripts, alike in both pages. USABLE and TALLY are selectors.
(() => {
  const tasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });

  /** Resolves with the time just after the next frame is painted. */
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  }));
  /** Resolves with the time just after `holds` is true and painted. */
  const until = (holds) => new Promise((done) => {
    const look = () => {
      if (!holds()) return;
      watch.disconnect();
      painted().then(done);
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { childList: true, subtree: true, characterData: true });
    look();
  });
  const lines = () => [...document.querySelectorAll(TALLY)].map((line) => line.textContent);
  const usable = () => document.querySelector(USABLE) && lines().length >= 3;

  const bench = {
    painted,
    started: until(usable),
    samples: [],
    sampling: '',
    /** The longest task since a time, in milliseconds; 0 where none was over 50. */
    longest: (since) => tasks.reduce((most, [start, took]) => start >= since ? Math.max(most, took) : most, 0),
    /** From now on measures from the choice of a file to its sheet. */
    awaitFile() {
      bench.opened = new Promise((done) => addEventListener('change', (event) => {
        until(usable).then((at) => done(at - event.timeStamp));
      }, { capture: true, once: true }));
    },
    /** Goes to the sheet of a number by the outline. */
    async goTo(number) {
      [...document.querySelectorAll('nav a')].find((link) => link.textContent.includes(number)).click();
      await until(() => usable() && lines()[0].includes(number));
    },
    /** Gives the focus to a field of the row in the middle of the window, the caret at its end. */
    focus(kind) {
      const inView = (it) => it.getBoundingClientRect().top > innerHeight / 3;
      const field = kind === 'text'
        ? [...document.querySelectorAll('.rows textarea')].find((it) => it.ariaLabel.includes('評価の理由') && !it.readOnly && inView(it))
        : [...document.querySelectorAll('.rows input[type=radio]')].find((it) => !it.disabled && inView(it));
      field.focus({ preventScroll: true });
      if (kind === 'text') field.setSelectionRange(field.value.length, field.value.length);
    },
    /** Presses the button that saves, and measures until the download is handed over. */
    save(name) {
      const button = [...document.querySelectorAll('button')].find((it) => it.textContent.trim() === name);
      const { click } = HTMLAnchorElement.prototype;
      return new Promise((done) => {
        const start = performance.now();
        HTMLAnchorElement.prototype.click = function () {
          click.call(this);
          HTMLAnchorElement.prototype.click = click;
          done(performance.now() - start);
        };
        button.click();
      });
    },
  };
  addEventListener('keydown', async (event) => {
    if (!bench.sampling) return;
    const before = lines();
    const late = performance.now() + 3000;
    const same = () => bench.sampling === 'tally' && lines().some((line, at) => line === before[at]);
    let now = 0;
    do now = await painted(); while (same() && now < late);
    bench.samples.push(now - event.timeStamp);
  }, true);
  window.bench = bench;
})();
