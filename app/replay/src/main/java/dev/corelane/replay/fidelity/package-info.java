/// How well a replay resembles what was recorded: the same measures of a recording and of a replay,
/// taken by the same analyses, side by side.
package dev.corelane.replay.fidelity;
