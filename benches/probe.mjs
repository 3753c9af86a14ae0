// What the bench runs in every page: it finds places to edit, takes times and checks what is shown. See contenders.mjs.

/** What runs in the page before anything else: `bench`. Times are of `performance`, the end of a frame is a task after it. */
export function probe(view) {
  if (window !== top) return;
  const LIMIT = 30_000;
  const ROW = 30;
  const digits = (text) => Number(text.replaceAll(/[^0-9.-]/g, ""));
  const afterFrame = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(undefined);
  };
  const frame = () => new Promise(requestAnimationFrame);
  /** The time of the end of the first frame in which `holds`. */
  const frameIn = (holds, starts) =>
    new Promise((done, fail) => {
      let limit;
      const look = () => {
        if (holds()) done(performance.now());
        else if (performance.now() < limit) next();
        else fail(new Error(`not seen in ${LIMIT} ms: ${holds}`));
      };
      const next = () => {
        limit ??= performance.now() + LIMIT;
        requestAnimationFrame(() => afterFrame(look));
      };
      if (starts) starts(next);
      else next();
    });
  const shows = (at, column) => digits(view.text(at, column));
  const total = (column) => digits(view.total(column));

  const memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...rest) => {
      const made = await own.apply(WebAssembly, rest);
      for (const exported of Object.values((made.instance ?? made).exports)) {
        if (exported instanceof WebAssembly.Memory) memories.add(exported);
      }
      return made;
    };
  }

  window.bench = {
    ready: frameIn(view.ready),
    columns: view.columns,
    wasm: () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),

    /** Scrolls on from where it is to three rows whose amounts move the forecast; with the column of amounts, and its total. */
    async places() {
      const [amount, weighted, close, outcome] = ["Amount", "Weighted", "Expected close", "Outcome"].map(view.column);
      const pane = view.pane();
      // Once it has the focus, a click does not scroll the page to where it was.
      view.focus();
      const { top, bottom } = pane.getBoundingClientRect();
      const counts = (text) => digits(text(weighted)) > 0 && !text(outcome) && /^2026-1/.test(text(close));
      const begin = pane.scrollTop;
      for (let on = 0; on < 6000; on += 300) {
        pane.scrollTop = (begin + on) % (pane.scrollHeight - pane.clientHeight);
        await frameIn(() => true);
        await frameIn(() => true);
        const rows = view.rows().filter(({ at, ...row }) => {
          const inSight = row.top >= top + 60 && row.bottom < bottom - 90;
          return inSight && (weighted < 0 || counts((column) => view.text(at, column)));
        });
        if (rows.length >= 3) return { amount, rows: rows.slice(0, 3).map(({ at }) => at), sum: total(amount), top: pane.scrollTop };
      }
      throw new Error("no three deals together that move the forecast");
    },

    box(at, column) {
      const { x, y, width, height } = view.box(at, column);
      return { x: x + width / 2, y: y + height / 2 };
    },

    /** Before typing: expects an Enter that makes the cell `value`. `committed` has the milliseconds to the end of its frame. */
    commit(at, column, value) {
      const goal = total(column) - shows(at, column) + value;
      const holds = () => shows(at, column) === value && total(column) === goal && view.settled(at, column);
      let began;
      const ended = frameIn(holds, (next) => {
        const pressed = (event) => {
          if (event.key !== "Enter") return;
          removeEventListener("keydown", pressed, true);
          began = event.timeStamp;
          view.entered();
          next();
        };
        addEventListener("keydown", pressed, true);
      });
      this.committed = ended.then(async (end) => {
        view.left();
        await frameIn(view.rests);
        return end - began;
      });
    },

    frame: () => frameIn(() => true),

    /** When the field of the edit that the first key began stands. */
    opened: () => frameIn(view.opened),

    /** Scrolls to `top`, where the row must still have what was committed. */
    async keeps(top, at, column, value) {
      view.pane().scrollTop = top;
      await frameIn(() => shows(at, column) === value);
    },

    /** Expects a digit that moves the forecast: `moved` has the milliseconds to the end of the frame that shows it. */
    key() {
      const before = view.strip();
      let began;
      const ended = frameIn(() => view.strip() !== before, (next) => {
        addEventListener("keydown", (event) => ((began = event.timeStamp), next()), { capture: true, once: true });
      });
      this.moved = ended.then((end) => end - began);
    },

    /** From the top, three rows a frame, and back. */
    async scroll(frames) {
      const pane = view.pane();
      const { left, bottom, width } = pane.getBoundingClientRect();
      const drawn = () => view.at(left + width / 3, bottom - 90);
      const times = [];
      let blank = 0;
      pane.scrollTop = 0;
      await frameIn(() => drawn() !== undefined);
      const began = { top: pane.scrollTop, row: drawn() };
      let before = await frame();
      for (let nth = 0; nth < frames; nth += 1) {
        // Where it should be, not further than it is: RevoGrid sets its own position again.
        pane.scrollTop = began.top + 3 * ROW * (nth + 1);
        const now = await frame();
        times.push(now - before);
        before = now;
        // What was painted, also by those that draw in a frame's own time.
        await new Promise(afterFrame);
        if (drawn() === undefined) blank += 1;
      }
      await frameIn(() => drawn() !== undefined);
      const [pixels, rows] = [pane.scrollTop - began.top, drawn() - began.row];
      // Its last step RevoGrid may take back.
      if (pixels < 3 * ROW * (frames - 1) || rows < 2.5 * (frames - 1)) throw new Error(`scrolled by ${pixels} pixels, ${rows} rows`);
      pane.scrollTop = 0;
      await frame();
      return { times, blank };
    },

    /** Scrolls by so many rows, a page a frame: down, and where the rows end up again. */
    async wander(rows) {
      const pane = view.pane();
      const end = pane.scrollHeight - pane.clientHeight;
      for (let gone = 0; gone < rows; gone += 25) {
        const within = ((gone + 25) * ROW) % (2 * end);
        pane.scrollTop = Math.min(within, 2 * end - within);
        await frame();
      }
      await frameIn(() => true);
    },

    /** Scrolls to the first row. */
    async top() {
      view.pane().scrollTop = 0;
      await frameIn(() => view.text(0, 0));
    },

    /** The first cells in sight, `columns` a row, over and over: `rows` lines to paste, with amounts that begin at `from`. */
    block(rows, columns, amount, from) {
      const sight = Array.from({ length: 10 }, (_, at) => Array.from({ length: columns }, (_, column) => view.text(at, column)));
      const line = (at) => sight[at % sight.length].with(amount, String(from + at)).join("\t");
      return Array.from({ length: rows }, (_, at) => line(at)).join("\r\n");
    },

    /**
     * Pastes where the focus is: milliseconds to the end of the frame in which the amounts in sight begin at `from`, and the
     * total has become so much more, or another one where that is not known.
     */
    async paste(text, amount, from, more) {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const before = total(amount);
      const seen = () => [0, 1, 9].every((at) => shows(at, amount) === from + at);
      const summed = () => (more === undefined ? total(amount) !== before : total(amount) === before + more);
      let began;
      const end = await frameIn(() => seen() && summed(), (next) => {
        began = performance.now();
        view.entered();
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        next();
      });
      view.left();
      return end - began;
    },

    /** Before Ctrl+Z: `undone` has the milliseconds to the end of the frame in which the amounts in sight begin at `from`. */
    undo(amount, from) {
      let began;
      const holds = () => [0, 1, 9].every((at) => shows(at, amount) === from + at);
      const ended = frameIn(holds, (next) => {
        addEventListener("keydown", function pressed(event) {
          if (event.key !== "z") return;
          removeEventListener("keydown", pressed, true);
          began = event.timeStamp;
          next();
        }, true);
      });
      this.undone = ended.then((end) => end - began);
    },

    /** Drops a plan file on the page: milliseconds to the end of the frame in which its first row stands. */
    async open(name, text, column, sum) {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type: "application/json" }));
      const before = location.hash;
      const began = performance.now();
      for (const kind of ["dragenter", "dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      }
      const end = await frameIn(() => {
        // A copy of the open plan is opened beside it only when that is chosen.
        document.getElementById("merge-open")?.click();
        return location.hash !== before && !view.waits() && total(column) === sum;
      });
      return end - began;
    },
  };
}
