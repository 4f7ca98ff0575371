/// What all analyses have in common: an id, the data they need, how far their result can be
/// trusted. The caller chooses the thread in which an analysis runs, and cancels it; at most the
/// common pool helps.
package dev.corelane.analysis;
