/// From a recording to programs: what each thread does, freed of what the recorded scheduler did to
/// it. The rules are those of trace-driven simulation of threads (Broberg, Lundberg, Grahn: VPPB,
/// 1998): involuntary switches are not actions of a thread, so the pieces between them are glued;
/// waits for locks whose holders were recorded are left out, because a replay makes them anew;
/// wake-ups stay as edges from waker to wakee.
package dev.corelane.replay.extract;
