/// Runs of scenarios: over several seeds, variants and values of a parameter, with bands, checks of
/// every run, and what the result depends on. The work is done by an executor of the caller; no run
/// uses more than one thread.
package dev.corelane.replay.run;
