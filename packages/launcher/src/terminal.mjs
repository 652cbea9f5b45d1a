import { styleText } from 'node:util';

/** Width of the column with the names of the steps. */
const nameWidth = 12;

/** Width of the column with the remarks, so that the times stand below one another. */
const detailWidth = 48;

/** How often a running step's time is drawn, and when a step counts as long where nothing can be redrawn (ms). */
const redrawInterval = 100;
const longStep = 10_000;

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * @typedef {object} Step a step that is being shown
 * @property {(detail: string) => void} remark changes the remark beside it
 * @property {(detail?: string) => void} done
 * @property {(detail?: string) => void} failed
 */

/**
 * Shows the steps of a start: one line each with a remark and the time it took. In a terminal the running step's
 * line moves; elsewhere (a log file) each line is written once.
 */
export class StepList {
  /** @param {NodeJS.WriteStream} stream */
  constructor(stream = process.stdout) {
    this.stream = stream;
    this.moving = stream.isTTY === true && process.env['TERM'] !== 'dumb';
    this.begin = Date.now();
    /** @type {(() => void) | undefined} */
    this.clearCurrent = undefined;
  }

  /**
   * Begins a step.
   *
   * @param {string} name
   * @returns {Step}
   */
  step(name) {
    const begin = Date.now();
    let detail = '';
    let frame = 0;
    const draw = () => {
      frame += 1;
      const spinner = paint(this.stream, 'cyan', frames[frame % frames.length] ?? '');
      this.stream.write(`\r\x1b[2K${this.line(spinner, name, detail, Date.now() - begin)}`);
    };
    const announce = () => {
      if (Date.now() - begin < longStep) return;
      clearInterval(timer);
      this.writeLine(this.line(' ', name, detail === '' ? 'running …' : `${detail} …`, Date.now() - begin));
    };
    const timer = setInterval(this.moving ? draw : announce, redrawInterval);
    timer.unref();
    if (this.moving) draw();
    const end = (/** @type {string} */ sign, /** @type {string | undefined} */ remark) => {
      clearInterval(timer);
      this.clearCurrent = undefined;
      if (this.moving) this.stream.write('\r\x1b[2K');
      this.writeLine(this.line(sign, name, remark ?? detail, Date.now() - begin));
    };
    this.clearCurrent = () => {
      clearInterval(timer);
      if (this.moving) this.stream.write('\r\x1b[2K');
    };
    return {
      remark: (text) => void (detail = text),
      done: (remark) => end(paint(this.stream, 'green', '✓'), remark),
      failed: (remark) => end(paint(this.stream, 'red', '✗'), remark),
    };
  }

  /**
   * Runs work as a step; a failure marks it and is thrown on.
   *
   * @template T
   * @param {string} name
   * @param {(step: Step) => Promise<T>} work gives the remark for the finished step, or nothing
   * @returns {Promise<T>}
   */
  async run(name, work) {
    const step = this.step(name);
    try {
      const result = await work(step);
      step.done(typeof result === 'string' ? result : undefined);
      return result;
    } catch (error) {
      step.failed();
      throw error;
    }
  }

  /** Takes the running step's line away, before something else is written. */
  interrupt() {
    this.clearCurrent?.();
    this.clearCurrent = undefined;
  }

  /** @param {string} text */
  title(text) {
    this.writeLine(`\n  ${paint(this.stream, 'bold', text)}\n`);
  }

  /**
   * Says, as the last block, where the server is to be found.
   *
   * @param {string} url
   */
  ready(url) {
    const seconds = formatDuration(Date.now() - this.begin);
    this.writeLine('');
    this.writeLine(`  ${paint(this.stream, 'green', 'Ready')} after ${seconds}`);
    this.writeLine('');
    this.writeLine(`  Open      ${paint(this.stream, 'bold', url)}`);
    this.writeLine(`  Stop      Ctrl-C`);
    this.writeLine('');
  }

  /**
   * Says what went wrong and what to do next.
   *
   * @param {{ message: string, output?: string, advice?: string }} problem
   */
  problem({ message, output = '', advice }) {
    this.interrupt();
    this.writeLine('');
    for (const text of output === '' ? [] : [...output.split('\n'), ''])
      this.writeLine(`    ${text}`.trimEnd());
    this.writeLine(`  ${paint(this.stream, 'red', asSentence(message))}`);
    if (advice !== undefined) this.writeLine(`  ${asSentence(advice)}`);
    this.writeLine('');
  }

  /** @param {string} text */
  writeLine(text) {
    this.stream.write(`${text}\n`);
  }

  /**
   * @param {string} sign
   * @param {string} name
   * @param {string} detail
   * @param {number} duration in milliseconds
   */
  line(sign, name, detail, duration) {
    const shown = detail.length > detailWidth ? `${detail.slice(0, detailWidth - 1)}…` : detail;
    const remark = paint(this.stream, 'gray', shown.padEnd(detailWidth));
    const time = paint(this.stream, 'gray', formatDuration(duration).padStart(8));
    return `  ${sign} ${name.padEnd(nameWidth)}${remark}${time}`;
  }
}

/**
 * @param {number} duration in milliseconds
 * @returns {string} such as "0.4 s" or "2 m 05 s"
 */
export function formatDuration(duration) {
  const seconds = duration / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
}

/** @param {string} text */
function asSentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/**
 * @param {NodeJS.WriteStream} stream
 * @param {'bold' | 'cyan' | 'gray' | 'green' | 'red' | 'yellow'} style
 * @param {string} text
 */
export function paint(stream, style, text) {
  const wanted = stream.isTTY === true && process.env['NO_COLOR'] === undefined;
  return wanted ? styleText(style, text) : text;
}
