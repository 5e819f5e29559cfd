/** What a drill is asked for, and what comes of it. */

/** How large a drill is. */
export interface DrillSize {
  readonly seed: number;
  readonly pupils: number;
  readonly devices: number;
  /** Virtual milliseconds for which nobody is answered. */
  readonly outageMs: number;
}

/** What came of a drill. All but the times are counts of what must not be. */
export interface DrillFigures {
  /** Words that were acknowledged, or saved on a device that is still there, and are not on the server. */
  readonly lost: number;
  readonly twice: number;
  /** Words of the erased pupil in the data file. */
  readonly unerased: number;
  /** Withdrawn entries that others than the careers leader read. */
  readonly unwithdrawn: number;
  /** Requests that were answered though the session had ended or the person had left: before the restore, and after. */
  readonly letIn: number;
  /** Devices that were signed out by the restore. */
  readonly signedOut: number;
  /** How many words were judged. */
  readonly words: number;
  /** How many of them the backup lacked. */
  readonly ahead: number;
  /** Real seconds of the restore. */
  readonly restoreS: number;
  /** Virtual seconds from the first answer of the restored server until the words of all devices are there. */
  readonly backS: number;
  /** The longest that one device took from its own first answer. */
  readonly ownBackS: number;
}
