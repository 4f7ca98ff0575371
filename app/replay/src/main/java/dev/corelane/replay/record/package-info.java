/// A run as a timeline, so that whatever reads recordings reads runs.
package dev.corelane.replay.record;
