/// Several recordings of one run as one timeline: which facts of which recording are taken, how
/// their clocks stand to each other, and the copying of facts from one timeline to another.
package dev.corelane.importers.incident;
