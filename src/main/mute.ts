export const MUTE_MS = 60 * 60_000;

/** What muting needs of the world. */
export type MutePorts = {
  readonly nowMs: () => number;
  /** Calls back once after `delayMs`; returns what cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** Until when it is muted, kept from run to run. */
  readonly kept: { get(): number | null; set(untilMs: number | null): void };
  /** It is muted now, or no longer. */
  readonly onChange: () => void;
};

/** The hour without alerts that a person takes from the tray; what comes due in it is told when it is over. */
export class Mute {
  readonly #ports: MutePorts;
  #cancelTimer: () => void = () => undefined;

  constructor(ports: MutePorts) {
    this.#ports = ports;
    this.#wait();
  }

  /** Until when it is muted; null when it is not. A clock that was set back does not draw the hour out. */
  untilMs(): number | null {
    const { kept, nowMs } = this.#ports;
    const untilMs = kept.get();
    const leftMs = untilMs === null ? 0 : untilMs - nowMs();
    return leftMs > 0 && leftMs <= MUTE_MS ? untilMs : null;
  }

  /** Mutes for an hour from now, or ends it. */
  toggle(): void {
    const { kept, nowMs, onChange } = this.#ports;
    kept.set(this.untilMs() === null ? nowMs() + MUTE_MS : null);
    this.#wait();
    onChange();
  }

  #wait(): void {
    const { nowMs, after, onChange } = this.#ports;
    this.#cancelTimer();
    const untilMs = this.untilMs();
    if (untilMs !== null) this.#cancelTimer = after(untilMs - nowMs(), onChange);
  }
}
