/// What a simulated thread does: programs made of steps. A step says what the thread wants, never
/// what the scheduler or a lock makes of it: involuntary switches, spinning and run delay are made
/// anew by the run.
package dev.corelane.replay.work;
