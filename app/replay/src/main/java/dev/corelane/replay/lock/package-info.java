/// How a lock is taken, waited for and given on: what a thread does that finds it held, and what
/// its release sets going. A lock knows no CPUs; it says spin, sleep or block, and a run does it.
package dev.corelane.replay.lock;
