/// The `.corelane` file: a timeline on disk, opened by mapping. The module's README describes it
/// byte by byte.
package dev.corelane.trace.file;
