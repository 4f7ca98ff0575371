/// Real recordings against each other: one run recorded twice, one recording in two forms, all
/// files of a run at once.
package dev.corelane.importers.recordings;
