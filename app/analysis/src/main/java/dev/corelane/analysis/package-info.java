/// What all analyses have in common: an id, the data they need, how far their result can be
/// trusted. An analysis has no threads of its own; the caller chooses where it runs, and cancels
/// it.
package dev.corelane.analysis;
